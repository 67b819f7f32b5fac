import pino, { type Logger } from "pino";
import type { Config } from "./config.ts";

export type Log = Logger;

/**
 * One JSON line an event. No text, name or number a person gave is ever passed to it; should one slip in under a usual
 * name, it is removed here.
 */
export function createLog(level: Config["logLevel"]): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["text", "name", "phone", "token", "password", "*.text", "*.name", "*.phone", "*.token"],
      remove: true,
    },
    // Errors of the database carry the statement's values: only what kind of error it was is kept.
    serializers: { error: (error: unknown) => (error instanceof Error ? describe(error) : { message: "unknown" }) },
  });
}

function describe(error: Error) {
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? "")
    .split("\n")
    .slice(1, 6)
    .map((frame) => frame.trim());
  return { type: error.name, ...(code !== undefined && { code }), message: error.message, frames };
}
