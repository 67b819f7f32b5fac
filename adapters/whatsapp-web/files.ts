import type { MessageMedia } from "whatsapp-web.js";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { DecodeError } from "../../src/ports/channel.ts";
import type { Connection } from "./connection.ts";
import { describe, orAborted } from "./errors.ts";

/** A file comes through the page as text, three bytes as four: a larger one would fill its memory. */
export const FILE_LIMIT = 64 * 1024 * 1024;

const KEY = /^(?:true|false)_[^_]+_[^_]+$/;

/** Fetches what a customer sent. WhatsApp keeps files for a while only; afterwards the phone may still have them. */
export async function fetchFile(
  connection: Connection | null,
  ref: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array, DecodeError>> {
  if (!KEY.test(ref))
    return err({ message: "This is no message of WhatsApp Web.", hint: "Pass it as it was decoded." });
  if (connection === null) {
    return err({
      message: "WhatsApp Web is not connected in this process.",
      hint: "See the channel's health; with several processes, the one that has the browser fetches files.",
    });
  }
  try {
    const message = await orAborted(signal, connection.client.getMessageById(ref));
    // The library's types promise what is not always there.
    if (!(message as typeof message | null)) return err(gone("the message is gone"));
    const { size } = message.rawData as { readonly size?: unknown };
    if (Number(size) > FILE_LIMIT) return err(tooBig);
    const media: MessageMedia | undefined = await orAborted(signal, message.downloadMedia());
    if (media === undefined) return err(gone("WhatsApp does not have it any more"));
    const bytes = Buffer.from(media.data, "base64");
    return bytes.byteLength > FILE_LIMIT ? err(tooBig) : ok(bytes);
  } catch (error) {
    return err(gone(describe(error)));
  }
}

const gone = (why: string): DecodeError => ({
  message: `The file could not be fetched (${why}).`,
  hint: "Try again, open the chat on the phone so that it uploads the file anew, or ask the customer for it.",
});

const tooBig: DecodeError = {
  message: `The file is larger than ${FILE_LIMIT} bytes.`,
  hint: "Open it on the phone, or ask the customer for a smaller one.",
};
