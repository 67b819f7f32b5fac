import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChannelAdapter, SendOutcome } from "../../../src/ports/channel.ts";
import { startTelegramApi, type TelegramApi } from "../../support/telegram-api.ts";
import { type LogLines, openTelegram } from "./open.ts";
import { noSignal, part } from "./part.ts";

let api: TelegramApi;
let adapter: ChannelAdapter;
let lines: LogLines;
beforeEach(async () => {
  api = await startTelegramApi();
  lines = [];
  adapter = openTelegram({ token: api.token, apiRoot: api.root }, { lines });
});
afterEach(() => api.close());

const reply = (): Promise<SendOutcome> => adapter.send(part({ threadId: "bc-77:700001" }), noSignal());
const asked = () => api.journal.filter(({ method }) => method === "getBusinessConnection").length;
const tell = (connection: object) => adapter.decode({ update_id: 1, business_connection: connection });

describe("a reply in the chat of a business account", () => {
  it("asks nothing beforehand where nothing speaks against it", async () => {
    api.business.connect("bc-77");
    expect(await reply()).toMatchObject({ kind: "sent" });
    expect(asked()).toBe(0);
  });

  it("without the right to reply is refused, and says who can give it", async () => {
    api.business.connect("bc-77", { canReply: false });
    expect(await reply()).toEqual({ kind: "refused", why: "blocked", detail: expect.stringContaining("Chatbots") });
  });

  it("of an account that disconnected the bot is refused", async () => {
    api.business.connect("bc-77", { enabled: false });
    expect(await reply()).toMatchObject({ kind: "refused", why: "chat-gone" });
    api.failNext("sendMessage", { kind: "error", code: 400, description: "Bad Request: something new" });
    expect(await adapter.send(part({ threadId: "nobody:700001" }), noSignal())).toMatchObject({ why: "chat-gone" });
  });

  it("a day after the customer's last word is refused as a closed window", async () => {
    api.business.connect("bc-77");
    api.business.closeWindow(700001);
    expect(await reply()).toEqual({ kind: "refused", why: "window-closed" });
  });

  it("is not even tried after an update has said that it may not be, and is again when the right is back", async () => {
    const update = { id: "bc-77", user: { id: 9 }, user_chat_id: 9, date: 1767600000 };
    expect(tell({ ...update, is_enabled: true, rights: {} })).toEqual({ ok: true, value: [] });
    expect(lines.join()).toContain("may not reply");
    api.business.connect("bc-77", { canReply: false });
    expect(await reply()).toMatchObject({ kind: "refused", why: "blocked" });
    expect(api.journal.map(({ method }) => method)).toEqual(["getBusinessConnection"]);

    api.business.connect("bc-77", { canReply: true });
    expect(await reply()).toMatchObject({ kind: "sent" });
    expect(await reply()).toMatchObject({ kind: "sent" });
    expect(asked()).toBe(2);
  });

  it("reads the right where older servers put it", async () => {
    tell({ id: "bc-77", is_enabled: true, can_reply: true });
    expect(await reply()).toMatchObject({ kind: "sent" });
    expect(asked()).toBe(0);
  });

  it("is judged by Telegram's own refusal where it does not say more", async () => {
    api.business.connect("bc-77");
    api.failNext("sendMessage", { kind: "error", code: 400, description: "Bad Request: BUSINESS_PEER_INVALID" });
    api.failNext("getBusinessConnection", { kind: "error", code: 500, description: "Internal Server Error" });
    expect(await reply()).toEqual({ kind: "refused", why: "window-closed" });
  });
});

describe("words a customer of a business account took back", () => {
  it("are emptied, each message by an event of its own", () => {
    const chat = { id: 700001, type: "private", first_name: "Sara" };
    const deleted_business_messages = { business_connection_id: "bc-77", chat, message_ids: [501, 502] };
    const decoded = adapter.decode({ update_id: 9, deleted_business_messages });
    expect(decoded).toMatchObject({
      ok: true,
      value: [
        { type: "edit", eventId: "9:501", externalId: "501", threadId: "bc-77:700001", text: "" },
        { type: "edit", eventId: "9:502", externalId: "502", threadId: "bc-77:700001", text: "" },
      ],
    });
  });
});
