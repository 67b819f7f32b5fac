import { type ErrorAnswer, error } from "./whatsapp-faults.ts";

interface File {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly mime: string;
}

/** The files of a simulated platform: known by id, fetched by links that end. */
export function fileShelf() {
  const files = new Map<string, File>();
  const links = new Map<string, string>();
  let linksToEnd = 0;
  let host: string | undefined;
  let lastLink = 0;

  return {
    /** Puts a file on the platform; `size` lies about its length. */
    add(id: string, bytes: Uint8Array, { size = bytes.byteLength, mime = "application/octet-stream" } = {}): void {
      files.set(id, { bytes, size, mime });
    },
    has: (id: string): boolean => files.has(id),
    bytesOf: (id: string): Uint8Array | undefined => files.get(id)?.bytes,
    /** What the platform says of a file, with a new link to it. */
    describe(id: string, root: string): object | ErrorAnswer {
      const file = files.get(id);
      if (file === undefined) return error(404, 100, "Unsupported get request. Object with ID does not exist");
      const link = `link${++lastLink}`;
      if (linksToEnd > 0) linksToEnd -= 1;
      else links.set(link, id);
      const url = `${host ?? root}/files/${link}`;
      return { messaging_product: "whatsapp", url, mime_type: file.mime, file_size: file.size, id };
    },
    /** The id of the file a link leads to. */
    follow: (link: string): string | undefined => links.get(link),
    /** The next links have ended before anybody can follow them. */
    endNextLinks(count: number): void {
      linksToEnd = count;
    },
    /** Links name this host from now on. */
    keepAt(elsewhere: string): void {
      host = elsewhere;
    },
  };
}
