import type { Context } from "hono";

interface SentFile {
  readonly name: string;
  readonly mime: string | null;
  readonly content: Uint8Array;
}

/**
 * A file somebody gave us. Nothing of it ever runs as a page of ours: unknown types are bytes, and whatever is opened is
 * in a sandbox. The rest is a download, unless pictures may be looked at.
 */
export function fileResponse(c: Context, file: SentFile, { pictures }: { readonly pictures: "shown" | "downloaded" }) {
  const type = harmlessType(file.mime);
  const shown = pictures === "shown" && type.startsWith("image/");
  return c.body(new Uint8Array(file.content), 200, {
    "Content-Type": type,
    "Content-Disposition": `${shown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name.toWellFormed())}`,
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=3600",
  });
}

/** Types a browser draws or plays without running anything; the rest is bytes. */
function harmlessType(mime: string | null): string {
  return mime && /^(image\/(png|jpeg|webp|gif)|audio\/[\w.+-]+|video\/(mp4|webm))$/.test(mime)
    ? mime
    : "application/octet-stream";
}
