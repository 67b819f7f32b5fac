import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OutboundMedia, SendOutcome } from "../../../src/ports/channel.ts";
import { startTelegramApi, type TelegramApi } from "../../support/telegram-api.ts";
import { openTelegram } from "./open.ts";
import { noSignal, part } from "./part.ts";

let api: TelegramApi;
beforeEach(async () => {
  api = await startTelegramApi();
});
afterEach(() => api.close());

const file = (fields: Partial<OutboundMedia> = {}): OutboundMedia => ({
  kind: "document",
  name: "فاکتور ۱۲.pdf",
  mime: "application/pdf",
  bytes: new Uint8Array([37, 80, 68, 70, 13, 10, 45, 45, 0, 255]),
  ...fields,
});
const send = (media: OutboundMedia, text = "", threadId = "700001"): Promise<SendOutcome> =>
  openTelegram({ token: api.token, apiRoot: api.root }).send(part({ media, text, threadId }), noSignal());

describe("a file on its way out by Telegram", () => {
  it.each([
    ["image", "sendPhoto"],
    ["voice", "sendVoice"],
    ["audio", "sendAudio"],
    ["video", "sendVideo"],
    ["document", "sendDocument"],
  ] as const)("goes as what it is: %s by %s, byte for byte, under its name", async (kind, method) => {
    const media = file({ kind });
    expect(await send(media, "فاکتور شما")).toEqual({ kind: "sent", id: "1" });
    const [call] = await api.calls(method, 1);
    expect(call?.payload).toMatchObject({ chat_id: 700001, caption: "فاکتور شما" });
    const [seen] = api.sentTo(700001);
    expect(seen?.file?.name).toBe("فاکتور ۱۲.pdf");
    expect([...(seen?.file?.bytes ?? [])]).toEqual([...media.bytes]);
  });

  it("may stand without words, and in a business chat", async () => {
    await send(file(), "", "bc-77:700001");
    const payload = api.sentTo(700001)[0]?.payload;
    expect(payload).toMatchObject({ business_connection_id: "bc-77" });
    expect(payload).not.toHaveProperty("caption");
  });

  it("keeps a name out of the form that would break it", async () => {
    await send(file({ name: 'a"; filename=b\r\n\r\nc/d.pdf' }));
    expect(api.sentTo(700001)[0]?.file?.name).toBe("a__ filename=b____c_d.pdf");
  });

  it("has a caption of 1024 units at most, and the sizes Telegram takes", async () => {
    expect(await send(file(), "س".repeat(1024))).toMatchObject({ kind: "sent" });
    expect(await send(file(), "س".repeat(1025))).toEqual({ kind: "refused", why: "too-long" });
    const tooBig = file({ kind: "image", bytes: new Uint8Array(10 * 1024 * 1024 + 1) });
    expect(await send(tooBig)).toEqual({ kind: "refused", why: null, detail: expect.stringContaining("10 MB") });
    expect(await send(file({ kind: "sticker" }))).toMatchObject({ kind: "refused", why: null });
    expect(api.sentTo(700001)).toHaveLength(1);
  });

  it("tells its limits as data, and only for what it can send", () => {
    const { media } = openTelegram({}).limits;
    expect(media).toMatchObject({ image: 10 * 1024 * 1024, document: 50 * 1024 * 1024 });
    expect(media).not.toHaveProperty("sticker");
  });

  it("that may have arrived is not sent again", async () => {
    api.failNext("sendDocument", { kind: "cut" });
    expect(await send(file())).toMatchObject({ kind: "unknown" });
    expect(api.sentTo(700001)).toHaveLength(1);
  });

  it("that is too large for a server between is given up at once", async () => {
    api.failNext("sendDocument", { kind: "page", status: 413 });
    expect(await send(file())).toMatchObject({ kind: "refused", why: null });
  });
});
