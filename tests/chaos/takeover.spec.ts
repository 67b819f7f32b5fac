import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, type ConversationWire, type MessageWire, type RestClient, restClient } from "../support/desk-wire.ts";
import { type DeskProcess, deskProcess } from "../support/process.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { seededRandom } from "../support/telegram-faults.ts";
import { ordersIn, readChat, unfinished } from "./account.ts";
import { slowModel } from "./slow-model.ts";
import { type SlowLine, slowLine, type WebhookPoster, webhookPoster } from "./telegram-line.ts";

const SEED = Number(process.env.CHAOS_SEED ?? (Date.now() % 1_000_000) + 1);
const API_TOKEN = "chaos-0123456789abcdef";
const SECRET = "chaos-secret";
const AT_ONCE = 20;
/** The quiet time, the answer and the way to the platform together: the agent speaks anywhere in it. */
const AGENT_WITHIN_MS = 400;
const LINE_MS = 200;

interface Race {
  readonly chatId: number;
  /** When the agent pressed the button. */
  readonly askedAt: number;
  /** When the agent held the desk's answer in hands, on the platform's clock. */
  readonly takenAt: number;
  readonly inFlight: readonly string[];
  readonly words: string;
  readonly conversation: ConversationWire;
  /** The order of the message after the hand-back. */
  readonly next: string;
}

describe.each([
  { mind: "the offline engine", runs: 200, modelMs: null },
  { mind: "a slow model", runs: 60, modelMs: 400 },
])("an agent who speaks while the bot is answering with $mind", ({ mind, runs, modelMs }) => {
  const random = seededRandom(SEED);
  let model: Awaited<ReturnType<typeof slowModel>> | null = null;
  let platform: TelegramApi;
  let line: SlowLine;
  let desk: DeskProcess;
  let api: RestClient;
  let poster: WebhookPoster;

  beforeAll(async () => {
    platform = await startTelegramApi({ seed: SEED });
    line = await slowLine(platform.root, () => random() * LINE_MS);
    if (modelMs !== null) model = await slowModel(() => random() * modelMs);
    desk = await deskProcess({
      ...(model && { OPENAI_BASE_URL: model.url }),
      API_TOKEN,
      TELEGRAM_BOT_TOKEN: platform.token,
      TELEGRAM_API_ROOT: line.root,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      TURN_QUIET_MS: "50",
    });
    await desk.start();
    api = restClient(
      () => desk.url,
      () => API_TOKEN,
    );
    poster = webhookPoster(desk.url, SECRET, () => false);
  }, 120_000);

  afterAll(async () => {
    await desk?.close();
    await line?.close();
    await platform?.close();
    await model?.[Symbol.asyncDispose]();
  });

  it(`silences the bot at once, is never dropped, and hands back a bot that answers (${runs} races)`, async () => {
    const races: Race[] = [];
    const queue = Array.from({ length: runs }, (_, index) => index);
    const racer = async () => {
      for (let index = queue.shift(); index !== undefined; index = queue.shift()) races.push(await race(index));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, racer));
    const database = desk.database();
    await expect.poll(() => unfinished(database), { timeout: 20_000, interval: 50 }).toBe(0);
    await database.close();

    const accounts = await Promise.all(races.map(accountOf));
    const sum = (count: (account: (typeof accounts)[number]) => number) =>
      accounts.reduce((total, account) => total + count(account), 0);
    console.table({
      seed: SEED,
      mind,
      races: races.length,
      "bot answers before the takeover": sum(({ before }) => before),
      "answers stopped by it": sum(({ suppressed }) => suppressed),
      "in flight, named to the agent": sum(({ named }) => named),
      "on the wire all the while": sum(({ onTheWire }) => onTheWire.length),
      "begun after it, not named": sum(({ late }) => late.length),
      "races with more than one in flight": accounts.filter(({ named }) => named > 1).length,
      "agent's words not delivered exactly once": accounts.filter(({ agentWords }) => agentWords !== 1).length,
      "turns read by the model": sum(({ byModel }) => byModel),
      "answered after the hand-back": accounts.filter(({ answered }) => answered).length,
    });

    expect(accounts.flatMap(({ late }) => late)).toEqual([]);
    expect(accounts.filter(({ named }) => named > 1)).toEqual([]);
    expect(accounts.filter(({ onTheWire, inFlight }) => onTheWire.some((id) => !inFlight.includes(id)))).toEqual([]);
    expect(accounts.filter(({ agentWords }) => agentWords !== 1)).toEqual([]);
    expect(accounts.filter(({ answered }) => !answered)).toEqual([]);
    expect(accounts.filter(({ untidy }) => untidy !== null)).toEqual([]);
    // The race is one only if each side sometimes wins it.
    expect(sum(({ before }) => before)).toBeGreaterThan(0);
    expect(sum(({ suppressed }) => suppressed)).toBeGreaterThan(0);
    expect(sum(({ named }) => named)).toBeGreaterThan(0);
    if (model) expect(sum(({ byModel }) => byModel)).toBeGreaterThan(runs / 2);
    expect(desk.errors).toEqual([]);
  }, 150_000);

  async function race(index: number): Promise<Race> {
    const chatId = 800_000 + index;
    const words = `همکارتان هستم، خودم پیگیری می‌کنم (${index})`;
    await poster.says(chatId, `سلام، سفارش #${20_000 + index} هنوز نرسیده`);
    const found = bodyOf(
      await api.get<{ items: ConversationWire[] }>(`/api/v1/conversations?channel=telegram&threadId=${chatId}`),
    );
    const [conversation] = found.items;
    if (!conversation) throw new Error(`The accepted message of chat ${chatId} is in no conversation.`);
    const path = `/api/v1/conversations/${conversation.id}`;
    await pause(random() * (AGENT_WITHIN_MS + (modelMs ?? 0)));
    const askedAt = performance.now();
    const said = await api.post<{ message: MessageWire; inFlight: string[] }>(
      `${path}/messages`,
      { text: words, agentId: "sara" },
      { "idempotency-key": randomUUID() },
    );
    const takenAt = performance.now();
    const { inFlight } = bodyOf(said);
    await arrival(chatId, (text) => text === words);
    bodyOf(await api.post(`${path}/release`, { agentId: "sara" }));
    const next = `#${30_000 + index}`;
    await poster.says(chatId, `سفارش ${next} هم نرسیده`);
    await arrival(chatId, (text) => ordersIn(text).includes(next));
    return { chatId, askedAt, takenAt, inFlight, words, conversation, next };
  }

  async function arrival(chatId: number, is: (text: string) => boolean): Promise<void> {
    const seen = () => platform.sentTo(chatId).some(({ text }) => is(text));
    await expect.poll(seen, { timeout: 20_000, interval: 10 }).toBe(true);
  }

  async function accountOf({ chatId, askedAt, takenAt, inFlight, words, conversation, next }: Race) {
    const { messages, turns } = await readChat(api, conversation);
    const arrived = platform.sentTo(chatId);
    const first = messages.filter(({ author, text }) => author === "bot" && !ordersIn(text).includes(next));
    const ids = new Set(first.map(({ externalId }) => externalId));
    const fromBot = arrived.filter(({ messageId }) => ids.has(String(messageId)));
    const idOf = (messageId: number) => first.find(({ externalId }) => externalId === String(messageId))?.id ?? "";
    const settled = turns.filter(({ outcome }) => outcome !== "superseded").flatMap(({ messageIds }) => messageIds);
    const said = messages.filter(({ author }) => author === "customer").map(({ id }) => id);
    return {
      chatId,
      before: fromBot.filter(({ at }) => at <= takenAt).length,
      late: fromBot.filter(({ at, messageId }) => at > takenAt && !inFlight.includes(idOf(messageId))),
      // Begun before the agent asked, and unanswered when the agent was told: on the wire all the while.
      onTheWire: fromBot
        .filter(({ at, messageId }) => at < askedAt && (line.answeredAt.get(messageId) ?? 0) > takenAt)
        .map(({ messageId }) => idOf(messageId)),
      inFlight,
      named: inFlight.length,
      suppressed:
        first.filter(({ delivery }) => delivery === "suppressed").length +
        turns.filter(({ outcome }) => outcome === "suppressed").length,
      byModel: turns.filter(({ engine }) => engine === "openai").length,
      agentWords: arrived.filter(({ text }) => text === words).length,
      answered: arrived.filter(({ text }) => ordersIn(text).includes(next)).length === 1,
      // Each message in exactly one turn; no turn about nothing; nothing arrived that the desk does not know.
      untidy:
        settled.toSorted().join() === said.toSorted().join() &&
        settled.length === new Set(settled).size &&
        turns.every(({ outcome, messageIds }) => outcome === "superseded" || messageIds.length > 0) &&
        arrived.every(({ messageId }) => messages.some(({ externalId }) => externalId === String(messageId)))
          ? null
          : { turns, arrived: arrived.map(({ text }) => text) },
    };
  }
});
