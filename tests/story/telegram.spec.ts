import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aDesk, type Desk, ENDLESS_BURST } from "../support/desk.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { conversationOf } from "./telegram-thread.ts";
import { codeIn } from "./tongues.ts";

const PHOTO = [{ file_id: "p1", file_unique_id: "u1", file_size: 9000, width: 800, height: 600 }];
const COMPLAINT = "سفارش #48217 من هنوز نرسیده";

let telegram: TelegramApi;
let desk: Desk;
async function start(turn: Readonly<Record<string, string>> = {}): Promise<void> {
  telegram = await startTelegramApi({ seed: 11 });
  desk = await aDesk({ env: { ...turn, TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root } });
}
afterEach(async () => {
  await desk.stop();
  await telegram.close();
});

describe("a complaint on Telegram", () => {
  beforeEach(() => start());

  it("is answered, taken by a person and confirmed by a button", async () => {
    const sara = telegram.customer({ id: 700001, firstName: "سارا" });
    sara.says(COMPLAINT);
    const [answer] = await telegram.messagesTo(sara.id, 1);
    expect(answer?.text).toContain("#48217");
    const code = codeIn(answer?.text ?? "");
    const { id, contact } = await conversationOf(desk, sara.threadId);
    expect(contact.name).toBe("سارا");

    await desk.agent("reza").says(id, "سلام، فردا می‌رسد.");
    await desk.agent("reza").resolves(id);
    const [, said, question] = await telegram.messagesTo(sara.id, 3);
    expect(said?.text).toBe("سلام، فردا می‌رسد.");
    expect(question?.buttons.map((button) => button.callback_data)).toEqual(["confirm:yes", "confirm:no"]);

    sara.taps(question?.messageId ?? 0, "confirm:yes");
    const thanks = (await telegram.messagesTo(sara.id, 4)).at(-1);
    expect(thanks?.text).toContain(code);
    expect(await desk.ticket(code)).toMatchObject({ status: "closed" });
    await telegram.calls("answerCallbackQuery", 1);
    expect(desk.log).toEqual([]);
  });

  it("counts no button that was never shown", async () => {
    const sara = telegram.customer({ id: 700001 });
    sara.says(COMPLAINT);
    const [answer] = await telegram.messagesTo(sara.id, 1);
    const { id } = await conversationOf(desk, sara.threadId);
    await desk.agent("reza").says(id, "سلام");
    await desk.agent("reza").resolves(id);
    await telegram.messagesTo(sara.id, 3);

    sara.taps(answer?.messageId ?? 0, "confirm:yes");
    sara.says("سلام");
    await telegram.settled();
    await desk.until(
      async () => (await desk.messages(id)).find(({ author, sequence }) => author === "customer" && sequence > 1),
      "the next word",
    );
    expect(await desk.ticket(codeIn(answer?.text ?? ""))).toMatchObject({ status: "resolved" });
  });

  it("may be a voice alone: it counts, and one sentence is asked for", async () => {
    const sara = telegram.customer({ id: 700001 });
    const voice = { duration: 7, mime_type: "audio/ogg", file_id: "v1", file_unique_id: "v", file_size: 30_123 };
    sara.says("", { text: undefined, voice });
    const [answer] = await telegram.messagesTo(sara.id, 1);
    expect(answer?.text).toMatch(/فایل|فرستادید/);
    const { id } = await conversationOf(desk, sara.threadId);
    const [message] = await desk.messages(id);
    expect(message).toMatchObject({ author: "customer", text: "", attachments: [{ kind: "voice" }] });
  });
});

describe("what comes in parts on Telegram", () => {
  beforeEach(() => start(ENDLESS_BURST));

  it("holds an album as one message, with its words", async () => {
    const sara = telegram.customer({ id: 700001 });
    const part = { text: undefined, media_group_id: "g1", photo: PHOTO };
    sara.says("", { ...part, caption: "دو عکس از سفارش #48217 که شکسته رسید" });
    sara.says("", part);
    sara.says("", part);
    await telegram.settled();
    await desk.burstEnds();
    const [answer] = await telegram.messagesTo(sara.id, 1);
    expect(answer?.text).toContain("#48217");
    const { id } = await conversationOf(desk, sara.threadId);
    const said = (await desk.messages(id)).filter(({ author }) => author === "customer");
    expect(said.map(({ sequence, attachments }) => [sequence, attachments.map(({ kind }) => kind)])).toEqual([
      [1, ["image", "image", "image"]],
    ]);
  });

  it("is read as it was edited, if the edit comes in time; a later edit is only shown", async () => {
    const sara = telegram.customer({ id: 700001 });
    const message = sara.says("سفارش #11111 من هنوز نرسیده");
    sara.edits(message, COMPLAINT);
    await telegram.settled();
    await desk.burstEnds();
    const [answer] = await telegram.messagesTo(sara.id, 1);
    expect(answer?.text).toContain("#48217");
    expect(answer?.text).not.toContain("#11111");

    const { id } = await conversationOf(desk, sara.threadId);
    sara.edits(message, "سفارش #22222 من هنوز نرسیده");
    const edited = await desk.until(
      async () => (await desk.messages(id)).find(({ text }) => text.includes("#22222")),
      "the edit",
    );
    expect(edited.editedAt).not.toBeNull();
    sara.says("سلام");
    await telegram.settled();
    await desk.burstEnds();
    await telegram.messagesTo(sara.id, 2);
    expect(await desk.turns(id)).toHaveLength(2);
  });
});

describe("a business account", () => {
  beforeEach(() => start());

  it("is taken over by what its owner types on the phone", async () => {
    const chat = { id: 700001, type: "private", first_name: "سارا" };
    const business = (from: number, message_id: number, text: string) =>
      telegram.push(
        "business_message",
        {
          message_id,
          from: { id: from, is_bot: false, first_name: "x" },
          chat,
          date: Math.floor(Date.now() / 1000),
          business_connection_id: "bc-77",
          text,
        },
        "700001",
      );
    business(700001, 501, COMPLAINT);
    const [answer] = await telegram.messagesTo(700001, 1);
    expect(answer?.payload).toMatchObject({ business_connection_id: "bc-77" });
    const { id, epoch } = await conversationOf(desk, "bc-77:700001");

    business(900001, 502, "سلام، همین الان نگاه می‌کنم");
    const taken = await desk.becomes(id, ({ state }) => state === "human", "taken over");
    expect(taken).toMatchObject({ epoch: epoch + 1, owner: { reason: "phone_echo" } });
    expect((await desk.messages(id)).at(-1)).toMatchObject({ author: "agent", text: "سلام، همین الان نگاه می‌کنم" });

    business(700001, 503, "ممنون، منتظرم");
    const turn = await desk.turnOf(id, 4);
    expect(turn.decision).toMatchObject({ rule: "person-owns" });
    expect(telegram.sentTo(700001)).toHaveLength(1);
  });
});

describe("Telegram's moods", () => {
  beforeEach(() => start());

  it("a limit is waited out to the second, and other chats do not feel it", async () => {
    telegram.failNext("sendMessage", { kind: "limited", retryAfter: 8 });
    const sara = telegram.customer({ id: 700001 });
    const omid = telegram.customer({ id: 700002, firstName: "امید" });
    sara.says(COMPLAINT);
    await telegram.calls("sendMessage", 1);
    omid.says(COMPLAINT);
    await telegram.messagesTo(omid.id, 1);
    expect(telegram.sentTo(sara.id)).toEqual([]);

    await telegram.messagesTo(sara.id, 1);
    expect(telegram.retriedTooEarly).toBe(0);
  });

  it("a cut answer is shown as unknown and never sent again", async () => {
    telegram.failNext("sendMessage", { kind: "cut" });
    const sara = telegram.customer({ id: 700001 });
    sara.says(COMPLAINT);
    const { id } = await conversationOf(desk, sara.threadId);
    const message = await desk.until(
      async () => (await desk.messages(id)).find(({ delivery }) => delivery === "unknown"),
      "an unknown delivery",
    );
    expect(message.author).toBe("bot");

    await desk.minutesPass(5);
    sara.says("سلام؟");
    await telegram.messagesTo(sara.id, 2);
    expect(telegram.sentTo(sara.id).filter(({ text }) => text === message.text)).toHaveLength(1);
  });

  it("a customer who blocked the bot is shown as blocked, and is heard again when they come back", async () => {
    const sara = telegram.customer({ id: 700001 });
    telegram.block(sara.id);
    sara.says(COMPLAINT);
    const { id } = await conversationOf(desk, sara.threadId);
    const refused = await desk.until(
      async () => (await desk.messages(id)).find(({ delivery }) => delivery === "failed"),
      "a failed delivery",
    );
    expect(refused).toMatchObject({ author: "bot", failure: "blocked" });

    telegram.unblock(sara.id);
    sara.says("سفارش #48218 هم نرسیده");
    expect((await telegram.messagesTo(sara.id, 1))[0]?.text).toContain("#48218");
  });
});
