import pino, { type DestinationStream, type Logger } from "pino";
import type { Config } from "./config.ts";
import { describeError } from "./observe/describe-error.ts";
import { hider } from "./observe/hide.ts";
import { idsNow } from "./observe/scope.ts";

export type Log = Logger;

export interface LogOptions {
  /** Values that no line may hold, whatever carried them there: an address with a token in it, an error that quotes one. */
  readonly secrets?: readonly string[];
  /** Standard output, unless told otherwise. */
  readonly destination?: DestinationStream;
}

/**
 * One JSON line an event, with the ids of what is going on (see `observe/scope.ts`). No text, name or number a person
 * gave is ever passed to it; should one slip in under a usual name, it is removed here.
 */
export function createLog(level: Config["logLevel"], { secrets = [], destination }: LogOptions = {}): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => ({ ...idsNow() }),
    redact: {
      paths: ["text", "name", "phone", "token", "password", "*.text", "*.name", "*.phone", "*.token"],
      remove: true,
    },
    serializers: { error: describeError },
    hooks: { streamWrite: hider(secrets) },
  };
  return destination ? pino(options, destination) : pino(options);
}
