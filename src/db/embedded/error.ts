/** Why the embedded database cannot be used, and what the operator can do about it. */
export interface EmbeddedError {
  readonly message: string;
  readonly hint: string;
}

/** The way out that is always open, wherever the embedded server cannot run. */
export const USE_OWN_SERVER =
  "Set DATABASE_URL to a PostgreSQL server of your own, for example postgres://hamdel:password@localhost/hamdel.";

/**
 * Turns a failed file operation into advice.
 * @param action  what was tried, as in "create the folder"
 */
export function fileError(action: string, path: string, cause: unknown): EmbeddedError {
  const code = codeOf(cause);
  const message = `Cannot ${action} ${path} (${code ?? String(cause)}).`;
  if (code === "ENOSPC") return { message, hint: "The disk is full: free some space and start again." };
  if (code === "EROFS")
    return { message, hint: "The disk is read-only: set DATA_DIR to a folder that can be written." };
  if (code === "EACCES" || code === "EPERM") {
    return { message, hint: "Give this user the folder (chown), or set DATA_DIR to a folder it may write." };
  }
  return { message, hint: `Set DATA_DIR to another folder. ${USE_OWN_SERVER}` };
}

/** The code of a system or PostgreSQL error, such as "ENOENT" or "57P03". */
export function codeOf(cause: unknown): string | undefined {
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return undefined;
  return typeof cause.code === "string" ? cause.code : undefined;
}
