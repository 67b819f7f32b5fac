import type { Client, ClientOptions, MessageMedia } from "whatsapp-web.js";
import type { Clock } from "../../src/ports/clock.ts";

/** A structured log, as pino's. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What the adapter needs of the library, which is loaded when it is first used. */
export interface Library {
  readonly createClient: (options: ClientOptions) => Client;
  readonly createMedia: (mime: string, base64: string, name: string) => MessageMedia;
}

/** What the adapter takes from outside, so that a test can own it. */
export interface WhatsAppWebDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to 1: nobody writes at the same speed twice. */
  readonly random: () => number;
  /** Resolves after `ms`, or at once when aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Takes a lock that dies with this process; undefined where another one has it. */
  readonly takeLock: (name: string) => Promise<(() => Promise<void>) | undefined>;
  /** Shows the QR code in the terminal. Absent: it is shown in the console alone. */
  readonly say?: (text: string) => void;
  /** Absent: the client of whatsapp-web.js. */
  readonly createClient?: Library["createClient"];
}
