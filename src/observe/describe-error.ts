/** What a log may hold of an error. */
export interface ErrorDescription {
  readonly type: string;
  readonly code?: string | number;
  readonly message: string;
  /** Where it was thrown, the innermost five. */
  readonly frames: readonly string[];
}

const FRAMES = 5;

/**
 * Describes an error without the values it was thrown about. A database's error quotes what it refused, and a query
 * builder's quotes the statement with its values: of both only the kind is kept, which the code names.
 */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: "unknown", frames: [] };
  const cause = error.message.startsWith("Failed query:") && error.cause instanceof Error ? error.cause : error;
  const { code } = cause as { readonly code?: unknown };
  return {
    type: cause.name,
    ...((typeof code === "string" || typeof code === "number") && { code }),
    message: messageOf(cause),
    frames: framesOf(error),
  };
}

/** Its words, in one line, without what is quoted in them where they are the database's. */
function messageOf({ name, message }: Error): string {
  if (message.startsWith("Failed query:")) return "a statement failed";
  return name === "PostgresError" ? message.replace(/(syntax for type [^:]+|out of range)?: ?".*"/s, "$1") : message;
}

/** A stack begins with the message, which may have lines of its own. */
function framesOf({ stack = "" }: Error): readonly string[] {
  const lines = stack.split("\n").map((line) => line.trim());
  return lines.filter((line) => line.startsWith("at ")).slice(0, FRAMES);
}
