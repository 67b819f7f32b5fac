/** A structured log, as pino's. */
interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What the adapter takes from outside. */
export interface WhatsAppDeps {
  readonly log: Log;
}
