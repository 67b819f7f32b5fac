/** What a file is, by its first bytes: a name and a declared type are whatever somebody wrote. */

export type FileKind = "image" | "voice" | "audio" | "video" | "document";

export interface FileType {
  readonly kind: FileKind;
  /** `application/octet-stream` where the content is not one of those known here. */
  readonly mime: string;
}

/** Bytes as Latin-1 text, one character a byte; each signature is looked for at its offset. */
interface Signature extends FileType {
  readonly at: number;
  readonly is: RegExp;
}

/** How much of a file is looked at. */
const HEAD_BYTES = 64;

const SIGNATURES: readonly Signature[] = [
  { kind: "image", mime: "image/jpeg", at: 0, is: /^\xff\xd8\xff/ },
  { kind: "image", mime: "image/png", at: 0, is: /^\x89PNG\r\n/ },
  { kind: "image", mime: "image/webp", at: 0, is: /^RIFF[\s\S]{4}WEBP/ },
  // As a picture a messenger would show its first frame alone.
  { kind: "document", mime: "image/gif", at: 0, is: /^GIF8[79]a/ },
  { kind: "document", mime: "application/pdf", at: 0, is: /^%PDF-/ },
  // Opus in Ogg is what messengers play as a voice message.
  { kind: "voice", mime: "audio/ogg", at: 0, is: /^OggS[\s\S]{24}OpusHead/ },
  { kind: "document", mime: "audio/ogg", at: 0, is: /^OggS/ },
  { kind: "audio", mime: "audio/mp4", at: 4, is: /^ftypM4[AB]/ },
  // Every other brand of the same container: pictures and QuickTime go as they are.
  { kind: "video", mime: "video/mp4", at: 4, is: /^ftyp(?:isom|iso[2-9]|mp4[12]|avc1|dash|M4V)/ },
  // No messenger plays it as it is.
  { kind: "document", mime: "audio/wav", at: 0, is: /^RIFF[\s\S]{4}WAVE/ },
  { kind: "audio", mime: "audio/mpeg", at: 0, is: /^(?:ID3|\xff[\xfb\xf3\xf2])/ },
];

const UNKNOWN: FileType = { kind: "document", mime: "application/octet-stream" };

/** @param bytes the file, or as much of its beginning as there is */
export function fileType(bytes: Uint8Array): FileType {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD_BYTES));
  const { kind, mime } = SIGNATURES.find(({ at, is }) => is.test(head.slice(at))) ?? UNKNOWN;
  return { kind, mime };
}

const NAME_CHARS = 120;

/** A name that is safe as one: no path, no control or direction marks, its ending kept. May be empty. */
export function cleanFileName(given: string): string {
  const name = given
    .toWellFormed()
    .normalize("NFC")
    .replace(/^.*[/\\]/su, "")
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*;]/gu, "")
    .replace(/^[.\s]+|[.\s]+$/gu, "");
  if (name.length <= NAME_CHARS) return name;
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? "";
  return name.slice(0, NAME_CHARS - ending.length).toWellFormed() + ending;
}

/** What fits below a file on every channel that has captions, in UTF-16 units. */
export const CAPTION_CHARS = 1_000;

/** May words stand with it? A recording has none on some channels. */
export const hasCaption = (kind: FileKind): boolean => kind === "image" || kind === "video" || kind === "document";

/** What a channel takes: the most bytes of each kind. */
export type MediaLimits = Readonly<Partial<Record<FileKind, number>>>;

/**
 * As what a file goes out on a channel: as what it is where that fits, else whole and unplayed, as a document.
 * @returns null where the channel takes it as neither
 */
export function fitsAs({ kind, bytes }: { readonly kind: FileKind; readonly bytes: number }, limits: MediaLimits) {
  for (const as of [kind, "document"] as const) if (bytes <= (limits[as] ?? 0)) return as;
  return null;
}
