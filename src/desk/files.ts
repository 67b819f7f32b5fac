import { cleanFileName, type FileKind, fileType, fitsAs } from "../core/file-kind.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { Sql, Transaction } from "../db/connect.ts";
import type { Room } from "./speech.ts";

/** The most of any channel: what is larger is better shared as a link. */
export const FILE_BYTES = 20 * 1024 * 1024;

/** A file as everybody may know it. */
export interface FileCard {
  readonly id: number;
  readonly kind: FileKind;
  readonly mime: string;
  readonly name: string;
  /** Its size. */
  readonly bytes: number;
}

export type FileError = {
  readonly code: "not_found" | "unsupported";
  readonly message: string;
  readonly hint: string;
};

export interface Upload {
  readonly content: Uint8Array;
  /** As it was given; what is kept is cleaned. */
  readonly name: string;
  readonly by: { readonly agentId: string } | { readonly visitorOf: number };
  /** The same upload again is the same file. */
  readonly key?: string | undefined;
  /** Types that are taken. Absent: any. */
  readonly only?: RegExp;
}

const columns = (sql: Sql | Transaction) => sql`id, kind, mime, name, bytes`;

/**
 * Keeps a file. What it is tells its content alone. At most {@link FILE_BYTES}: the caller closes over it, and over who
 * may upload how much.
 * @returns null where the key was used for another file, or where the type is not taken
 */
export async function keepFile(sql: Sql, upload: Upload, now: Date): Promise<FileCard | null> {
  const { content, by, key = null } = upload;
  const { kind, mime } = fileType(content);
  if (upload.only && !upload.only.test(mime)) return null;
  const name = cleanFileName(upload.name) || kind;
  const agentId = "agentId" in by ? by.agentId : null;
  const conversationId = "visitorOf" in by ? by.visitorOf : null;
  const [kept] = await sql<FileCard[]>`
    insert into files (conversation_id, uploaded_by, upload_key, kind, mime, name, bytes, sha256, content, created_at)
    select ${conversationId}::bigint, ${agentId}::text, ${key}::text, ${kind}, ${mime}, ${name}, length(given.content),
      encode(sha256(given.content), 'hex'), given.content, ${now}::timestamptz
    from (select ${Buffer.from(content)}::bytea as content) given
    on conflict (uploaded_by, upload_key) where upload_key is not null
      do update set upload_key = excluded.upload_key where files.sha256 = excluded.sha256
    returning ${columns(sql)}`;
  return kept ?? null;
}

/**
 * The files an agent wants to send, in that order, if the channel takes them all. They are locked: each is sent once.
 * @returns what stands in the way, and what to do
 */
export async function filesToSend(
  tx: Transaction,
  ids: readonly number[],
  { media }: Pick<Room, "media">,
): Promise<Result<readonly FileCard[], FileError>> {
  if (ids.length === 0) return ok([]);
  if (!media) {
    return err({
      code: "unsupported",
      message: "This channel carries words alone.",
      hint: "Send a link, or ask for an email address.",
    });
  }
  const rows = await tx<FileCard[]>`
    select ${columns(tx)} from files
    where id = any(${ids as number[]}) and message_id is null and uploaded_by is not null for no key update`;
  const files: FileCard[] = [];
  for (const id of new Set(ids)) {
    const file = rows.find((row) => row.id === id);
    if (!file) {
      const hint = "Upload it at POST /api/v1/files; a file is sent once, and kept for a day until then.";
      return err({ code: "not_found", message: `There is no unsent file ${id}.`, hint });
    }
    if (fitsAs(file, media) === null) {
      const message = `"${file.name}" is larger than this channel takes.`;
      return err({ code: "unsupported", message, hint: "Make it smaller, or send a link to it." });
    }
    files.push(file);
  }
  return ok(files);
}

/** From now on they are part of the message, and go when it goes. */
export async function bindFiles(
  tx: Transaction,
  files: readonly FileCard[],
  { messageId, conversationId }: { readonly messageId: number; readonly conversationId: number },
): Promise<void> {
  if (files.length === 0) return;
  await tx`
    update files set message_id = ${messageId}, conversation_id = ${conversationId}
    where id = any(${files.map(({ id }) => id)})`;
}
