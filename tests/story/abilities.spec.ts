import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type WayTo, whatsappWay } from "../support/channel-desks.ts";
import { API_TOKEN, aDesk, type Desk } from "../support/desk.ts";
import { type Answer, bodyOf, type ErrorWire, type MessageWire } from "../support/desk-wire.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import type { WhatsAppApi } from "../support/whatsapp-api.ts";
import { conversationOf } from "./telegram-thread.ts";

const PNG = Buffer.from("89504e470d0a1a0a0000000d", "hex");
const PDF = Buffer.from("%PDF-1.7 a bill");

/** Gives a file to the desk. @returns its id */
async function upload(desk: Desk, content: Uint8Array, name: string): Promise<string> {
  const response = await fetch(`${desk.url}/api/v1/files`, {
    method: "POST",
    headers: { authorization: `Bearer ${API_TOKEN}`, "x-file-name": encodeURIComponent(name) },
    body: new Uint8Array(content),
  });
  return ((await response.json()) as { readonly id: string }).id;
}

async function send<T>(desk: Desk, method: "PATCH" | "PUT", path: string, body: object): Promise<Answer<T>> {
  const headers = { authorization: `Bearer ${API_TOKEN}`, "content-type": "application/json" };
  const response = await fetch(desk.url + path, { method, headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as T };
}

const thread = (id: string) => `/api/v1/conversations/${id}/messages`;

/** As soon as it is with the customer. */
const arrived = (desk: Desk, id: string, text: string): Promise<MessageWire> =>
  desk.until(
    async () =>
      (await desk.messages(id)).find(
        (message) => message.text === text && /^(sent|delivered|read)$/.test(message.delivery ?? ""),
      ),
    `"${text}" with the customer`,
  );

describe("on Telegram", () => {
  let telegram: TelegramApi;
  let desk: Desk;
  beforeEach(async () => {
    telegram = await startTelegramApi({ seed: 5 });
    desk = await aDesk({ env: { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root } });
  });
  afterEach(async () => {
    await desk.stop();
    await telegram.close();
  });

  it("an agent sends a picture under the question it answers, mends the words, and reacts", async () => {
    const sara = telegram.customer({ id: 700001, firstName: "سارا" });
    const asked = sara.says("رسید سفارش #48217 را می‌خواهم");
    await telegram.messagesTo(sara.id, 1);
    const { id } = await conversationOf(desk, sara.threadId);
    const [question] = await desk.messages(id);

    const files = [await upload(desk, PNG, "رسید.png")];
    const body = { agentId: "reza", text: "این رسید شماست", files, replyTo: question?.id };
    expect((await desk.api.post(thread(id), body)).status).toBe(201);
    const [, picture] = await telegram.messagesTo(sara.id, 2);
    expect(picture?.file).toMatchObject({ name: "رسید.png" });
    expect(Buffer.from(picture?.file?.bytes ?? [])).toEqual(PNG);
    expect(picture?.payload).toMatchObject({
      caption: "این رسید شماست",
      reply_parameters: { message_id: asked, allow_sending_without_reply: true },
    });

    await desk.agent("reza").says(id, "فردا می‌رصد");
    const [, , misspelt] = await telegram.messagesTo(sara.id, 3);
    const { id: messageId } = await arrived(desk, id, "فردا می‌رصد");
    const edited = await send<{ message: MessageWire }>(desk, "PATCH", `${thread(id)}/${messageId}`, {
      agentId: "reza",
      text: "فردا می‌رسد",
    });
    expect(bodyOf(edited).message).toMatchObject({ text: "فردا می‌رسد", editedAt: expect.any(String) });
    const [edit] = await telegram.calls("editMessageText", 1);
    expect(edit?.payload).toMatchObject({ message_id: misspelt?.messageId, text: "فردا می‌رسد" });

    bodyOf(await send(desk, "PUT", `${thread(id)}/${question?.id}/reaction`, { emoji: "👍" }));
    expect(telegram.reactionTo(sara.id, asked)).toBe("👍");
    bodyOf(await send(desk, "PUT", `${thread(id)}/${question?.id}/reaction`, { emoji: "" }));
    expect(telegram.reactionTo(sara.id, asked) ?? "").toBe("");
    expect(desk.log).toEqual([]);
  });

  it("a customer who goes back to an older message is answered under the new one", async () => {
    const sara = telegram.customer({ id: 700001 });
    sara.says("سلام");
    const [hello] = await telegram.messagesTo(sara.id, 1);
    expect(hello?.payload).not.toHaveProperty("reply_parameters");
    const again = sara.says("سفارش #48217 نرسیده", {
      reply_to_message: { message_id: hello?.messageId, date: 1, chat: { id: sara.id, type: "private" }, text: "…" },
    });
    const [, answer] = await telegram.messagesTo(sara.id, 2);
    expect(answer?.payload).toMatchObject({ reply_parameters: { message_id: again } });
  });
});

describe("on WhatsApp", () => {
  let way: WayTo<WhatsAppApi>;
  beforeEach(async () => {
    way = await whatsappWay();
  });
  afterEach(() => way.close());

  it("an agent sends a bill under the question it answers and reacts; words that are out stay as they are", async () => {
    const { desk, platform } = way;
    const sara = way.customer("Sara");
    await sara.says("I need the bill of order #48217");
    await sara.reply();
    const path = `/api/v1/conversations?channel=whatsapp&threadId=${encodeURIComponent(sara.threadId)}`;
    const [found] = bodyOf(await desk.api.get<{ items: readonly { id: string; can: object }[] }>(path)).items;
    expect(found?.can).toEqual({ files: true, quote: true, edit: false, react: true });
    const id = found?.id ?? "";
    const [question] = await desk.messages(id);

    const body = {
      agentId: "reza",
      text: "here it is",
      files: [await upload(desk, PDF, "bill.pdf")],
      replyTo: question?.id,
    };
    expect((await desk.api.post(thread(id), body)).status).toBe(201);
    const [bill] = (await platform.messagesTo(sara.threadId, 2)).slice(1);
    expect(bill?.payload).toMatchObject({
      type: "document",
      document: { filename: "bill.pdf", caption: "here it is" },
      context: { message_id: question?.externalId },
    });

    const said = await arrived(desk, id, "here it is");
    const edit = await send<ErrorWire>(desk, "PATCH", `${thread(id)}/${said.id}`, { agentId: "reza", text: "there" });
    expect([edit.status, edit.body.error.code]).toEqual([409, "unsupported"]);
    bodyOf(await send(desk, "PUT", `${thread(id)}/${question?.id}/reaction`, { emoji: "🙏" }));
    const calls = platform.journal.filter(({ payload }) => "reaction" in payload);
    expect(calls.map(({ payload }) => payload.reaction)).toEqual([{ message_id: question?.externalId, emoji: "🙏" }]);
  });
});
