/** The driver's own codes, the system's for a line or a name that leads nowhere, and the server's SQLSTATE classes. */
const AWAY = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ENOENT|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_|08|57P0|53)/;

/** What the database, or the way to it, calls an error; "" where it is neither's. */
export function sqlState(error: unknown): string {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return String((cause as { code?: unknown } | null | undefined)?.code ?? "");
}

/** Is this the database that cannot be reached, rather than a bug? Then it is simply to be tried again. */
export function isUnavailable(error: unknown): boolean {
  return AWAY.test(sqlState(error));
}
