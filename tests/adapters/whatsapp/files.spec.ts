import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OutboundMedia, SendOutcome } from "../../../src/ports/channel.ts";
import { startWhatsAppApi, type WhatsAppApi } from "../../support/whatsapp-api.ts";
import { error } from "../../support/whatsapp-faults.ts";
import { openWhatsApp } from "./open.ts";

let api: WhatsAppApi;
beforeEach(async () => {
  api = await startWhatsAppApi();
});
afterEach(() => api.close());

const PHONE = "989120000000";
const MB = 1024 * 1024;
const never = (): AbortSignal => new AbortController().signal;

const picture: OutboundMedia = { kind: "image", name: "جعبه.png", mime: "image/png", bytes: new Uint8Array([1, 2, 3]) };

function send(media: Partial<OutboundMedia>, text = "", signal = never()): Promise<SendOutcome> {
  const message = { id: "p1", threadId: PHONE, text, buttons: [], replyTo: null, media: { ...picture, ...media } };
  return openWhatsApp({ apiRoot: api.root }).send(message, signal);
}
const payload = (): unknown => api.sentTo(PHONE).at(-1)?.payload;

describe("sending a file by WhatsApp", () => {
  it("puts it on the platform first, then names it with its caption", async () => {
    expect(await send({}, "این جعبه")).toMatchObject({ kind: "sent" });
    const [upload] = await api.calls("upload", 1);
    const id = String(upload?.payload.id);
    expect(upload?.payload).toMatchObject({ mime: "image/png", size: 3 });
    expect([...(api.files.bytesOf(id) ?? [])]).toEqual([1, 2, 3]);
    expect(payload()).toMatchObject({ to: PHONE, type: "image", image: { id, caption: "این جعبه" } });
  });

  it.each<[string, Partial<OutboundMedia>, object]>([
    ["a voice note", { kind: "voice", mime: "audio/ogg; codecs=opus" }, { type: "audio", audio: { voice: true } }],
    ["music", { kind: "audio", mime: "audio/mpeg" }, { type: "audio" }],
    ["a video", { kind: "video", mime: "video/mp4" }, { type: "video" }],
    ["a sticker", { kind: "sticker", mime: "image/webp" }, { type: "sticker" }],
    [
      "a document by its name",
      { kind: "document", name: "a.pdf", mime: "application/pdf" },
      { document: { filename: "a.pdf" } },
    ],
    ["what WhatsApp cannot show, as a document", { kind: "image", mime: "image/svg+xml" }, { type: "document" }],
    ["a recording it cannot play, as a document", { kind: "voice", mime: "audio/webm" }, { type: "document" }],
  ])("sends %s", async (_name, media, expected) => {
    expect(await send(media)).toMatchObject({ kind: "sent" });
    expect(payload()).toMatchObject(expected);
  });

  it("refuses what is too large, or words that have no place, before anything is uploaded", async () => {
    const refused = { kind: "refused", why: "too-long" };
    expect(await send({ bytes: new Uint8Array(5 * MB + 1) })).toEqual(refused);
    expect(await send({ kind: "sticker", mime: "image/webp", bytes: new Uint8Array(MB) })).toEqual(refused);
    expect(await send({}, "س".repeat(1025))).toEqual(refused);
    expect(await send({ kind: "voice", mime: "audio/ogg" }, "words")).toEqual(refused);
    expect(api.journal).toEqual([]);
  });

  it("knows that nobody has seen a file whose upload failed, however it failed", async () => {
    api.failNext("upload", { kind: "cut" }, error(500, 131000), error(400, 131053, "Media upload error"));
    for (const _ of [1, 2, 3]) expect(await send({})).toMatchObject({ kind: "retry" });
    const stop = new AbortController();
    api.failNext("upload", { kind: "hang" });
    const ending = send({}, "", stop.signal);
    await api.calls("upload", 4);
    stop.abort();
    expect(await ending).toMatchObject({ kind: "retry" });
    expect(api.sentTo(PHONE)).toEqual([]);
  });

  it("does not know the end where the message itself got no answer", async () => {
    api.failNext("messages", { kind: "cut" });
    expect(await send({})).toMatchObject({ kind: "unknown" });
  });
});

describe("fetching what a customer sent", () => {
  const fetchFile = (ref: string) => openWhatsApp({ apiRoot: api.root }).fetchAttachment?.(ref, never());

  it("fetches the bytes by the link it was given, with the token", async () => {
    api.files.add("7004", new Uint8Array([1, 2, 3]));
    const fetched = await fetchFile("7004");
    expect(fetched?.ok && [...fetched.value]).toEqual([1, 2, 3]);
    expect((await api.calls("download", 1))[0]?.authorization).toBe(`Bearer ${api.accessToken}`);
  });

  it("asks for another link, once, where the first has ended", async () => {
    api.files.add("7004", new Uint8Array([1, 2, 3]));
    api.files.endNextLinks(1);
    expect(await fetchFile("7004")).toMatchObject({ ok: true });
    expect(await api.calls("media", 2)).toHaveLength(2);
    api.files.endNextLinks(2);
    expect(await fetchFile("7004")).toMatchObject({ ok: false, error: { message: expect.stringContaining("404") } });
    expect(await api.calls("media", 4)).toHaveLength(4);
  });

  it("shows the token to no host but the platform's own", async () => {
    const asked: unknown[] = [];
    const stranger = createServer((request, response) => {
      asked.push(request.headers);
      response.end();
    });
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const { port } = stranger.address() as AddressInfo;
    api.files.add("7004", new Uint8Array([1]));
    for (const host of [
      `http://127.0.0.1:${port}`,
      "http://lookaside.fbsbx.com",
      "https://fbsbx.com.example.org",
      "file://x",
    ]) {
      api.files.keepAt(host);
      expect(await fetchFile("7004")).toMatchObject({ ok: false, error: { message: expect.stringContaining("host") } });
    }
    expect(asked).toEqual([]);
    await new Promise((resolve) => stranger.close(resolve));
  });

  it("refuses a file above 100 MB by what the platform says of it", async () => {
    api.files.add("7004", new Uint8Array(1), { size: 100 * MB + 1 });
    expect(await fetchFile("7004")).toMatchObject({ ok: false, error: { message: expect.stringContaining("larger") } });
    expect(api.journal.map((call) => call.method)).toEqual(["media"]);
  });

  it("tells a file that is gone, and asks for nothing by what is no id", async () => {
    const missing = await fetchFile("7777");
    expect(missing).toMatchObject({ ok: false, error: { hint: expect.stringContaining("seven days") } });
    expect(JSON.stringify(missing)).not.toContain(api.accessToken);
    for (const ref of ["../me", "", "7004?fields=x", "7004/owner"])
      expect(await fetchFile(ref)).toMatchObject({ ok: false });
    expect(api.journal).toHaveLength(1);
  });

  it("gives up when told", async () => {
    api.files.add("7004", new Uint8Array([1]));
    api.failNext("media", { kind: "hang" });
    const stop = new AbortController();
    const ending = openWhatsApp({ apiRoot: api.root }).fetchAttachment?.("7004", stop.signal);
    await api.calls("media", 1);
    stop.abort();
    expect(await ending).toMatchObject({ ok: false });
  });
});
