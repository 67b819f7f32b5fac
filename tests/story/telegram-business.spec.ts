import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { API_TOKEN, aDesk, type Desk } from "../support/desk.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { conversationOf } from "./telegram-thread.ts";
import { codeIn } from "./tongues.ts";

const COMPLAINT = "سفارش #48217 من هنوز نرسیده";
const CHAT = { id: 700001, type: "private", first_name: "سارا" };

let telegram: TelegramApi;
let desk: Desk;
beforeEach(async () => {
  telegram = await startTelegramApi();
  desk = await aDesk({ env: { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root } });
});
afterEach(async () => {
  await desk.stop();
  await telegram.close();
});

function customerWrites(message_id: number, text: string): void {
  const from = { id: CHAT.id, is_bot: false, first_name: "سارا" };
  const date = Math.floor(Date.now() / 1000);
  const message = { message_id, from, chat: CHAT, date, business_connection_id: "bc-77", text };
  telegram.push("business_message", message, "700001");
}

describe("a business account", () => {
  it("in which the bot may not reply: the agent sees at once that nothing arrives, and it does again later", async () => {
    telegram.business.connect("bc-77", { canReply: false });
    customerWrites(501, COMPLAINT);
    const { id } = await conversationOf(desk, "bc-77:700001");
    const failed = await desk.until(
      async () => (await desk.messages(id)).find(({ delivery }) => delivery === "failed"),
      "a failed delivery",
    );
    expect(failed).toMatchObject({ author: "bot", failure: "blocked" });
    expect(telegram.sentTo(CHAT.id)).toEqual([]);

    telegram.business.connect("bc-77", { canReply: true });
    await desk.agent("reza").says(id, "سلام، من رضا هستم.");
    const [heard] = await telegram.messagesTo(CHAT.id, 1);
    expect(heard?.text).toBe("سلام، من رضا هستم.");
  });

  it("whose customer takes words back: they are gone from the conversation, and nobody is answered for it", async () => {
    customerWrites(501, COMPLAINT);
    await telegram.messagesTo(CHAT.id, 1);
    const { id } = await conversationOf(desk, "bc-77:700001");
    const gone = { business_connection_id: "bc-77", chat: CHAT, message_ids: [501, 999] };
    telegram.push("deleted_business_messages", gone, "700001");
    const emptied = await desk.until(
      async () => (await desk.messages(id)).find(({ author, text }) => author === "customer" && text === ""),
      "the deletion",
    );
    expect(emptied.editedAt).not.toBeNull();
    await telegram.settled();
    expect(await desk.turns(id)).toHaveLength(1);
    expect(desk.log).toEqual([]);
  });
});

describe("a link to the bot with a tracking code", () => {
  it("is answered with the state of the case", async () => {
    const sara = telegram.customer({ id: 700001 });
    sara.says(COMPLAINT);
    const [answer] = await telegram.messagesTo(sara.id, 1);
    const code = codeIn(answer?.text ?? "");
    const omid = telegram.customer({ id: 700002 });
    omid.says(`/start ${code}`);
    const [status] = await telegram.messagesTo(omid.id, 1);
    expect(status?.text).toContain(code);
    expect(status?.text).not.toContain("48217");
  });

  it("whose owner sends a photo from the phone: agents see the photo, and open it as they do a customer's", async () => {
    customerWrites(501, COMPLAINT);
    await telegram.messagesTo(CHAT.id, 1);
    const { id } = await conversationOf(desk, "bc-77:700001");
    const bytes = Buffer.from("89504e470d0a1a0a", "hex");
    telegram.addFile("photo-1", bytes);
    const photo = [{ file_id: "photo-1", file_unique_id: "u1", width: 90, height: 90, file_size: bytes.byteLength }];
    const from = { id: 900001, is_bot: false, first_name: "فروشگاه" };
    const sent = { message_id: 502, from, chat: CHAT, date: 1767600000, business_connection_id: "bc-77", photo };
    telegram.push("business_message", sent, "700001");
    const shown = await desk.until(
      async () => (await desk.messages(id)).find(({ author }) => author === "agent"),
      "the photo",
    );
    expect(shown).toMatchObject({ text: "", attachments: [{ kind: "image" }] });
    const headers = { authorization: `Bearer ${API_TOKEN}` };
    const opened = await fetch(`${desk.url}/api/v1/attachments/${shown.id}/0`, { headers });
    expect(Buffer.from(await opened.arrayBuffer())).toEqual(bytes);
  });
});
