import { FormData } from "undici";
import { z } from "zod";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { DecodeError, OutboundMedia } from "../../src/ports/channel.ts";
import { describe, type Failure } from "./errors.ts";
import type { Download, Graph } from "./graph.ts";

/** The platform's own limit for files of customers. */
export const FILE_LIMIT = 100 * 1024 * 1024;
const UPLOAD_DEADLINE_MS = 120_000;

const uploaded = z.object({ id: z.string().min(1) });

/** Puts a file on the platform; it stays for 30 days, and nobody sees it before a message names its id. */
export async function uploadMedia(
  graph: Graph,
  phoneNumberId: string,
  { bytes, mime, name }: OutboundMedia,
  signal: AbortSignal,
): Promise<Result<string, Failure>> {
  const body = new FormData();
  body.set("messaging_product", "whatsapp");
  body.set("type", mime);
  body.set("file", new Blob([new Uint8Array(bytes)], { type: mime }), name);
  const reply = await graph.call(`${phoneNumberId}/media`, { body, signal, deadlineMs: UPLOAD_DEADLINE_MS });
  if (reply.kind !== "ok") return err(reply);
  const read = uploaded.safeParse(reply.json);
  return read.success ? ok(read.data.id) : err({ kind: "silent", written: true, why: "UNREADABLE_ANSWER" });
}

const found = z.object({ url: z.string(), file_size: z.coerce.number().optional().catch(undefined) });
const MEDIA_ID = /^[\w-]+$/;

/**
 * Fetches a customer's file by its id, which lives for seven days. The link the platform gives for it lives for five
 * minutes: where it is gone already, another one is asked for, once.
 */
export async function fetchMedia(
  graph: Graph,
  phoneNumberId: string,
  id: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array, DecodeError>> {
  if (!MEDIA_ID.test(id)) return err({ message: "This is no WhatsApp media id.", hint: "Pass it as it was decoded." });
  for (const isLast of [false, true]) {
    const reply = await graph.call(`${id}?phone_number_id=${phoneNumberId}`, { signal });
    if (reply.kind !== "ok") return err(notGiven(describe(reply)));
    const read = found.safeParse(reply.json);
    if (!read.success) return err(notGiven("it gave no link"));
    const { url, file_size } = read.data;
    if ((file_size ?? 0) > FILE_LIMIT) return err(tooBig);
    if (!graph.trusts(url)) return err(untrusted);
    const file = await graph.download(url, FILE_LIMIT, signal);
    if (file.kind === "ok") return ok(file.bytes);
    if (file.kind === "too-big") return err(tooBig);
    if (isLast || !isGone(file)) return err(notGiven(file.kind === "error" ? `it answered ${file.status}` : file.why));
  }
  return err(notGiven("its links kept ending"));
}

const isGone = (file: Download): boolean => file.kind === "error" && file.status === 404;

const notGiven = (why: string): DecodeError => ({
  message: `WhatsApp did not give the file: ${why}.`,
  hint: "Fetch it again later; after seven days it is gone and must be asked for again.",
});
const tooBig: DecodeError = {
  message: `The file is larger than ${FILE_LIMIT} bytes.`,
  hint: "Ask the customer for a smaller one or another way.",
};
const untrusted: DecodeError = {
  message: "WhatsApp named a host for the file that is not known to be its own.",
  hint: "The access token is shown to Meta's hosts and the API root's alone; report the host as an issue if it is Meta's.",
};
