import { describe, expect, it } from "vitest";
import { cleanFileName, fileType, fitsAs } from "../../src/core/file-kind.ts";

const bytes = (hex: string, text = "") => Buffer.concat([Buffer.from(hex, "hex"), Buffer.from(text, "latin1")]);
const OGG = `4f676753${"00".repeat(24)}`;

describe("what a file is, by its bytes", () => {
  it.each([
    ["image", "image/jpeg", bytes("ffd8ffe0")],
    ["image", "image/png", bytes("89504e470d0a1a0a")],
    ["image", "image/webp", bytes("", "RIFF....WEBPVP8 ")],
    ["document", "image/gif", bytes("", "GIF89a")],
    ["document", "application/pdf", bytes("", "%PDF-1.7")],
    ["voice", "audio/ogg", bytes(OGG, "OpusHead")],
    ["document", "audio/ogg", bytes(OGG, "\x01vorbis")],
    ["audio", "audio/mpeg", bytes("", "ID3")],
    ["audio", "audio/mpeg", bytes("fffb9064")],
    ["audio", "audio/mp4", bytes("0000001c", "ftypM4A ")],
    ["video", "video/mp4", bytes("0000001c", "ftypisom")],
    ["document", "application/octet-stream", bytes("0000001c", "ftypheic")],
    ["document", "application/octet-stream", bytes("", "<svg onload='x'>")],
    ["document", "application/octet-stream", bytes("", "<!doctype html>")],
    ["document", "application/octet-stream", bytes("", " GIF89a")],
    ["document", "application/octet-stream", bytes("")],
  ])("%s, %s", (kind, mime, content) => {
    expect(fileType(content)).toEqual({ kind, mime });
  });
});

describe("a name", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\photos\\رسید.jpg", "رسید.jpg"],
    ["bill\u202egpj.exe", "billgpj.exe"],
    ['a"b;\r\nc.pdf', "abc.pdf"],
    ["...", ""],
    [`${"ب".repeat(300)}.pdf`, `${"ب".repeat(116)}.pdf`],
  ])("%j is kept as %j", (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });
});

describe("a file on a channel", () => {
  const limits = { image: 10, document: 20 };
  it("goes as what it is, else as a document, else not at all", () => {
    expect(fitsAs({ kind: "image", bytes: 10 }, limits)).toBe("image");
    expect(fitsAs({ kind: "image", bytes: 11 }, limits)).toBe("document");
    expect(fitsAs({ kind: "voice", bytes: 1 }, limits)).toBe("document");
    expect(fitsAs({ kind: "image", bytes: 21 }, limits)).toBeNull();
    expect(fitsAs({ kind: "document", bytes: 1 }, {})).toBeNull();
  });
});
