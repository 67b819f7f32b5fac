import { type FileKind, fitsAs } from "../core/file-kind.ts";
import type { Sql } from "../db/connect.ts";
import type { ChannelLimits, OutboundMedia } from "../ports/channel.ts";

interface Kept {
  readonly kind: FileKind;
  readonly mime: string;
  readonly name: string;
  readonly bytes: number;
  readonly content: Uint8Array;
}

/**
 * A file on its way out, as the channel takes it.
 * @returns null where it is gone, or where the channel takes it no more
 */
export async function loadMedia(sql: Sql, fileId: number, limits: ChannelLimits): Promise<OutboundMedia | null> {
  const [file] = await sql<Kept[]>`select kind, mime, name, bytes, content from files where id = ${fileId}`;
  const kind = file && limits.media ? fitsAs(file, limits.media) : null;
  return file && kind ? { kind, name: file.name, mime: file.mime, bytes: file.content } : null;
}
