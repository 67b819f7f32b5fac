import { err, ok, type Result } from "../core/result.ts";
import type { Sql } from "../db/connect.ts";
import type { ChannelAccounts, DecodeError, InboundAttachment } from "../ports/channel.ts";

/** A file of a message, and where it is to be had. */
export interface HeldAttachment {
  readonly accountId: number;
  readonly messageId: number;
  readonly attachment: InboundAttachment;
}

/** `gone`: there is no such file, here or there. */
export type AttachmentError = DecodeError & { readonly gone?: true };

const GONE: AttachmentError = {
  message: "There is no such file.",
  hint: "Take the ids from the message's `attachments`.",
  gone: true,
};

/** The bytes: our own copy out of the database, else fetched from the messenger now. The caller closes over their size. */
export async function attachmentContent(
  { sql, accounts }: { readonly sql: Sql; readonly accounts: ChannelAccounts },
  { accountId, messageId, attachment }: HeldAttachment,
  signal: AbortSignal,
): Promise<Result<Uint8Array, AttachmentError>> {
  if (attachment.fileId !== undefined) {
    const content = await keptContent(sql, attachment.fileId, messageId);
    return content ? ok(content) : err(GONE);
  }
  const fetchIt = accounts.get(accountId)?.adapter.fetchAttachment;
  if (!attachment.ref || !fetchIt) return err(GONE);
  return fetchIt(attachment.ref, signal);
}

/** The bytes of a file of our own; it is given out only as part of its message. */
export async function keptContent(sql: Sql, fileId: number, messageId: number): Promise<Uint8Array | null> {
  const [row] = await sql<{ content: Uint8Array }[]>`
    select content from files where id = ${fileId} and message_id = ${messageId}`;
  return row?.content ?? null;
}
