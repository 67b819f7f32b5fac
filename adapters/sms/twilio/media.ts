import { err, type Result } from "../../../src/core/result.ts";
import type { DecodeError } from "../../../src/ports/channel.ts";
import type { HttpClient } from "../http.ts";
import type { TwilioSettings } from "./config.ts";
import { credentialsOf } from "./send.ts";

/** The largest file Twilio takes in: 5 MB by MMS, 16 MB by WhatsApp. */
export const FILE_LIMIT = 16 * 1024 * 1024;

/**
 * Fetches a file by its `MediaUrl`. That URL came in a webhook: the account's credentials go to Twilio alone, and to no
 * place it redirects to (the file itself lies with a carrier of files).
 */
export async function fetchMedia(
  http: HttpClient,
  settings: TwilioSettings,
  ref: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array, DecodeError>> {
  if (!isTwilios(ref, settings.apiRoot)) {
    const hint = "Files of other hosts are not fetched: ask the customer for it another way.";
    return err({ message: "The file does not lie with Twilio.", hint });
  }
  return http.download({ url: ref, authorization: credentialsOf(settings), maxBytes: FILE_LIMIT, signal });
}

function isTwilios(ref: string, apiRoot: string): boolean {
  if (!URL.canParse(ref)) return false;
  const { protocol, host, origin } = new URL(ref);
  return origin === new URL(apiRoot).origin || (protocol === "https:" && /(?:^|\.)twilio\.com$/.test(host));
}
