import { err, ok, type Result } from "../src/core/result.ts";
import type { DecodeError } from "../src/ports/channel.ts";

const asText = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a raw JSON body as a platform hands it over: bytes, text, or JSON already parsed.
 * @returns the parsed value; an error where it is not JSON or not UTF-8
 */
export function readJsonBody(raw: unknown): Result<unknown, DecodeError> {
  if (typeof raw !== "string" && !(raw instanceof Uint8Array)) return ok(raw);
  try {
    return ok(JSON.parse(typeof raw === "string" ? raw : asText.decode(raw)));
  } catch {
    return err({ message: "The body is not JSON in UTF-8.", hint: "Pass the body exactly as the platform sent it." });
  }
}
