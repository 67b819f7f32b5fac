import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bodyOf, type ConversationWire, type MessageWire, type RestClient, restClient } from "../support/desk-wire.ts";
import { type DeskProcess, deskProcess } from "../support/process.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { readChat } from "./account.ts";
import { type WebhookPoster, webhookPoster } from "./telegram-line.ts";

const API_TOKEN = "chaos-0123456789abcdef";
const SECRET = "chaos-secret";

/** Kills that no luck is needed for: somebody holds the conversation's row, so that the desk stops just there. */
describe("a desk that is killed between two steps of one thing", () => {
  let platform: TelegramApi;
  let desk: DeskProcess;
  let api: RestClient;
  let poster: WebhookPoster;

  beforeEach(async () => {
    platform = await startTelegramApi();
    desk = await deskProcess({
      API_TOKEN,
      TELEGRAM_BOT_TOKEN: platform.token,
      TELEGRAM_API_ROOT: platform.root,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      TURN_QUIET_MS: "50",
    });
    await desk.start();
    api = restClient(
      () => desk.url,
      () => API_TOKEN,
    );
    poster = webhookPoster(() => desk.url, SECRET, { again: () => false });
  }, 120_000);

  afterEach(async () => {
    await desk?.close();
    await platform?.close();
  });

  it("takes over for what was typed on the phone, when the platform delivers it again", async () => {
    const words = (id: number, from: number, text: string) => ({
      business_message: {
        message_id: id,
        date: 1,
        business_connection_id: "bc",
        from: { id: from, is_bot: false, first_name: "P" },
        chat: { id: 7, type: "private", first_name: "Sara" },
        text,
      },
    });
    await poster.posts(7, words(1, 7, "سلام، سفارش #12345 هنوز نرسیده"));
    await platform.calls("sendMessage", 1);
    const typed = words(3, 99, "خودم پیگیری می‌کنم");

    await killWhileHeld(() => poster.posts(7, typed));

    const { state } = await conversation();
    expect(state).toBe("human");
    const { messages } = await readChat(api, await conversation());
    expect(messages.filter(({ author }) => author === "agent")).toHaveLength(1);
  }, 120_000);

  it("carries out an agent's words once, when the console sends them again with their key", async () => {
    await poster.says(7, "سلام، سفارش #12345 هنوز نرسیده");
    await platform.calls("sendMessage", 1);
    const { id } = await conversation();
    const key = { "idempotency-key": randomUUID() };
    const say = () =>
      api.post<{ message: MessageWire }>(
        `/api/v1/conversations/${id}/messages`,
        { text: "من هستم", agentId: "sara" },
        key,
      );

    await killWhileHeld(async () => {
      for (;;) {
        const answer = await say().catch(() => null);
        if (answer !== null) return void bodyOf(answer);
      }
    });
    const again = bodyOf(await say());

    const { messages } = await readChat(api, await conversation());
    expect(messages.filter(({ author }) => author === "agent").map((message) => message.id)).toEqual([
      again.message.id,
    ]);
    await expect.poll(() => platform.sentTo(7).filter(({ text }) => text === "من هستم").length).toBe(1);
  }, 120_000);

  /** Kills the desk in the midst of `act`, which goes on until the next life of the desk has answered it. */
  async function killWhileHeld(act: () => Promise<void>): Promise<void> {
    const { sql, close } = desk.database();
    const holder = await sql.reserve();
    await holder`begin`;
    await holder`select from conversations for no key update`;
    const acted = act();
    const waits = async () =>
      (await sql<{ count: number }[]>`select count(*) from pg_stat_activity where wait_event_type = 'Lock'`)[0]?.count;
    await expect.poll(waits, { interval: 20 }).toBe(1);
    await desk.kill();
    await close();
    await desk.start();
    await acted;
  }

  async function conversation(): Promise<ConversationWire> {
    const found = bodyOf(await api.get<{ items: ConversationWire[] }>("/api/v1/conversations?channel=telegram"));
    const [only] = found.items;
    if (!only || found.items.length > 1) throw new Error(`One conversation expected, not ${found.items.length}.`);
    return only;
  }
});
