/** Files as they begin, which is all that tells what they are. */

const padded = (head: string): Uint8Array => Buffer.concat([Buffer.from(head, "latin1"), Buffer.alloc(64, 1)]);

/** A voice message: Opus in Ogg. */
export const VOICE = padded(`OggS${"\0".repeat(24)}OpusHead`);
export const PNG = padded("\x89PNG\r\n\x1a\n");
export const PDF = padded("%PDF-1.7\n");
/** What says it is a picture and is none. */
export const PROGRAM = padded("MZ\x90\0");
