import { createServer } from "node:net";
import { TelegramServer } from "telegram-test-api/lib/telegramServer.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { type Front, openFront } from "../support/desk-front.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { conversationOf } from "./telegram-thread.ts";
import { codeIn } from "./tongues.ts";

const TOKEN = "700:test-token";
const SECRET = "s3cret";
const COMPLAINT = "سفارش #48217 من هنوز نرسیده";

let desk: Desk;
afterEach(() => desk.stop());

const channelOf = async (name: string) => {
  const path = "/api/v1/channels";
  const { body } = await desk.api.get<{ items: { channel: string; health: { state: string; hint?: string } }[] }>(path);
  return body.items.find(({ channel }) => channel === name);
};

// Somebody else's reading of the Bot API: what our own simulator and our adapter might misread alike shows here.
describe("the whole desk on an independent emulator", () => {
  let emulator: TelegramServer;
  let front: Front;
  beforeEach(async () => {
    emulator = new TelegramServer({ port: await freePort(), host: "127.0.0.1" });
    await emulator.start();
    // The emulator knows no secret_token: the front adds the header that Telegram would send.
    front = await openFront({ "x-telegram-bot-api-secret-token": SECRET });
  });
  afterEach(async () => {
    await emulator.stop();
    await front.close();
  });

  const modes = [
    ["polling", () => ({})],
    ["webhook", () => ({ TELEGRAM_WEBHOOK_SECRET: SECRET, PUBLIC_URL: front.url })],
  ] as const;
  it.each(modes)("hears and answers a whole complaint by %s", async (_mode, env) => {
    desk = await aDesk({ env: { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: emulator.config.apiURL, ...env() } });
    front.leadTo(desk.url);
    await expect.poll(async () => (await channelOf("telegram"))?.health.state).toBe("green");
    const sara = emulator.getClient(TOKEN, { userId: 700001, chatId: 700001, firstName: "Sara", timeout: 10_000 });
    const says = async (text: string): Promise<string> => {
      const answered = emulator.waitBotMessage();
      await sara.sendMessage(sara.makeMessage(text));
      await answered;
      return emulator.storage.botMessages.at(-1)?.message.text ?? "";
    };

    const answer = await says(COMPLAINT);
    expect(answer).toContain("#48217");
    const code = codeIn(answer);
    expect(await says(code)).toContain(code);
    expect(await says("می‌خوام با یک نفر حرف بزنم")).toContain(code);
    const { id, state } = await conversationOf(desk, "700001");
    expect(state).toBe("queued");

    const heard = emulator.waitBotMessage();
    await desk.agent("reza").says(id, "سلام، من رضا هستم.");
    await heard;
    expect(emulator.storage.botMessages.at(-1)?.message.text).toBe("سلام، من رضا هستم.");
  });
});

describe("a webhook", () => {
  let telegram: TelegramApi;
  let front: Front;
  beforeEach(async () => {
    telegram = await startTelegramApi();
    front = await openFront();
  });
  afterEach(async () => {
    await telegram.close();
    await front.close();
  });

  const byWebhook = async (env: Readonly<Record<string, string>>) => {
    const bot = { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.root, TELEGRAM_WEBHOOK_SECRET: SECRET };
    desk = await aDesk({ env: { ...bot, ...env } });
    front.leadTo(desk.url);
  };

  it("that delivers everything three times is heard once", async () => {
    await byWebhook({ PUBLIC_URL: front.url });
    await telegram.calls("setWebhook", 1);
    telegram.deliverEachUpdate(3);
    const sara = telegram.customer({ id: 700001 });
    sara.says(COMPLAINT);
    await telegram.messagesTo(sara.id, 1);
    await telegram.settled();
    sara.says("سلام");
    await telegram.messagesTo(sara.id, 2);
    await telegram.settled();

    expect(telegram.deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const { id } = await conversationOf(desk, sara.threadId);
    const messages = await desk.messages(id);
    expect(messages.map(({ author }) => author)).toEqual(["customer", "bot", "customer", "bot"]);
  });

  it("is not taken from whoever registers it where the desk knows no public address", async () => {
    await byWebhook({});
    await telegram.calls("getMe", 1);
    const update = {
      update_id: 1,
      message: {
        message_id: 1,
        from: { id: 700001, is_bot: false, first_name: "Sara" },
        chat: { id: 700001, type: "private", first_name: "Sara" },
        date: Math.floor(Date.now() / 1000),
        text: COMPLAINT,
      },
    };
    const post = (headers: Record<string, string>) =>
      fetch(`${desk.url}/webhooks/telegram`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(update),
      });
    expect((await post({})).status).toBe(401);
    expect((await post({ "x-telegram-bot-api-secret-token": "guessed" })).status).toBe(401);
    expect((await post({ "x-telegram-bot-api-secret-token": SECRET })).status).toBe(200);
    await telegram.messagesTo(700001, 1);
    const called = new Set(telegram.journal.map(({ method }) => method));
    expect([...called].sort()).toEqual(["getMe", "sendMessage"]);
    expect(telegram.webhook).toBeNull();
  });
});

describe("a Telegram that cannot be reached at start", () => {
  it("is a red channel, and the desk serves everybody else", async () => {
    desk = await aDesk({
      env: { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: `http://127.0.0.1:${await freePort()}` },
    });
    await expect.poll(async () => (await channelOf("telegram"))?.health.state).toBe("red");
    expect((await channelOf("telegram"))?.health.hint).toMatch(/\w/);
    expect((await fetch(`${desk.url}/readyz`)).status).toBe(200);
    const visitor = await desk.visitor();
    await visitor.says(COMPLAINT);
    expect((await visitor.reply()).text).toContain("#48217");
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
