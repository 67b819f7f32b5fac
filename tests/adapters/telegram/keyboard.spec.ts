import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Button, ChannelAdapter } from "../../../src/ports/channel.ts";
import { startTelegramApi, type TelegramApi } from "../../support/telegram-api.ts";
import { openTelegram } from "./open.ts";
import { noSignal, part } from "./part.ts";

let api: TelegramApi;
let adapter: ChannelAdapter;
beforeEach(async () => {
  api = await startTelegramApi();
  adapter = openTelegram({ token: api.token, apiRoot: api.root });
});
afterEach(() => api.close());

const PHONE: Button = { id: "phone", label: "شماره‌ام را بفرست", asks: "phone" };
const LATER: Button = { id: "later", label: "بعداً" };
const say = (fields: Parameters<typeof part>[0]) => adapter.send(part(fields), noSignal());
const markup = (nth: number, chat = 700001) => api.sentTo(chat)[nth]?.payload.reply_markup;

describe("asking for the phone number", () => {
  it("puts up a keyboard, and the next message takes it away, once", async () => {
    await say({ buttons: [PHONE, LATER] });
    expect(markup(0)).toEqual({
      keyboard: [[{ text: PHONE.label, request_contact: true }], [{ text: LATER.label }]],
      one_time_keyboard: true,
      resize_keyboard: true,
    });
    await say({});
    expect(markup(1)).toEqual({ remove_keyboard: true });
    await say({});
    expect(markup(2)).toBeUndefined();
  });

  it("leaves the keyboard until a message that can take it away has arrived", async () => {
    await say({ buttons: [PHONE] });
    await say({ buttons: [LATER] });
    expect(markup(1)).toHaveProperty("inline_keyboard");
    api.failNext("sendMessage", { kind: "error", code: 500, description: "Internal Server Error" });
    await say({});
    await say({});
    expect(markup(2)).toEqual({ remove_keyboard: true });
    await say({ threadId: "700002" });
    expect(markup(0, 700002)).toBeUndefined();
  });

  it("is not done where there are no such keyboards: groups and business chats", async () => {
    await say({ threadId: "bc-77:700001", buttons: [PHONE, LATER] });
    expect(markup(0)).toEqual({ inline_keyboard: [[{ text: LATER.label, callback_data: "later" }]] });
    await say({ threadId: "-100123", buttons: [PHONE] });
    expect(markup(0, -100123)).toBeUndefined();
  });

  it("believes a number that is the sender's own, and no other", () => {
    const read = (user_id: number) =>
      adapter.decode({
        update_id: 1,
        message: {
          message_id: 5,
          date: 1767600000,
          chat: { id: 700001, type: "private" },
          from: { id: 700001, is_bot: false, first_name: "Sara" },
          contact: { phone_number: "989120000000", first_name: "Sara", user_id },
        },
      });
    expect(read(700001)).toMatchObject({ ok: true, value: [{ sender: { phone: "989120000000" } }] });
    expect(read(700002)).toMatchObject({
      ok: true,
      value: [{ sender: { phone: null }, attachments: [{ kind: "contact", name: "Sara 989120000000" }] }],
    });
  });
});
