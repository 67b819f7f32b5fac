import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { restClient } from "../support/desk-wire.ts";
import { deskProcess } from "../support/process.ts";
import { startTelegramApi } from "../support/telegram-api.ts";
import { seededRandom } from "../support/telegram-faults.ts";
import { readChats, sendsBrokenOff, takeAccount, unfinished } from "./account.ts";
import { slowLine, webhookPoster } from "./telegram-line.ts";

const SEED = Number(process.env.CHAOS_SEED ?? (Date.now() % 1_000_000) + 1);
const API_TOKEN = "chaos-0123456789abcdef";
const SECRET = "chaos-secret";
const CHATS = 500;
const MESSAGES = 1_000;
const KILLS = 10;
const MESSAGES_PER_SECOND = 120;
const REDELIVERED = 0.05;

const COMPLAINTS = [
  (order: string) => `سلام، سفارش ${order} هنوز نرسیده`,
  (order: string) => `سفارش ${order} را شکسته فرستادید، پیگیری کنید`,
  (order: string) => `پول سفارش ${order} دو بار کم شده`,
  (order: string) => `my order ${order} never arrived`,
];
/** From then on the queue owns the conversation, so it is only ever a chat's last word. */
const asksForPerson = (order: string) => `می‌خوام با یک نفر درباره سفارش ${order} حرف بزنم`;

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe("a desk that is killed again and again", () => {
  it("loses nothing, keeps the order, mixes nobody up, and doubles at most what was on the wire", async () => {
    const random = seededRandom(SEED);
    const platform = await startTelegramApi({ seed: SEED });
    cleanups.push(platform.close);
    const line = await slowLine(platform.root, () => random() * 60);
    cleanups.push(line.close);
    const desk = await deskProcess({
      API_TOKEN,
      TELEGRAM_BOT_TOKEN: platform.token,
      TELEGRAM_API_ROOT: line.root,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      TURN_QUIET_MS: "50",
    });
    cleanups.push(desk.close);
    const firstStart = await desk.start();

    const poster = webhookPoster(desk.url, SECRET, () => random() < REDELIVERED);
    const posting = customersWrite(poster, random);
    const restarts: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Somewhere in each tenth of the load.
      await poster.reached(Math.floor(((kill + 0.1 + 0.8 * random()) * MESSAGES) / KILLS));
      await pause(random() * 150);
      await desk.kill();
      restarts.push(await desk.start());
    }
    await posting;
    const database = desk.database();
    await expect.poll(() => unfinished(database), { timeout: 60_000, interval: 50 }).toBe(0);
    const inFlight = await sendsBrokenOff(database);
    await database.close();

    const chats = await readChats(
      restClient(
        () => desk.url,
        () => API_TOKEN,
      ),
    );
    const account = takeAccount(poster.accepted, chats, platform);
    restarts.sort((a, b) => a - b);
    console.table({
      seed: SEED,
      kills: KILLS,
      accepted: poster.count,
      redelivered: poster.redelivered,
      "messages to customers": account.answers,
      lost: account.lost.length,
      "out of order": account.outOfOrder.length,
      "in another's chat": account.crossed.length,
      duplicates: account.duplicates,
      "sends in flight at the kills": inFlight,
      "first start, ms": firstStart,
      "restart to ready p50, ms": restarts[KILLS / 2],
      "restart to ready max, ms": restarts.at(-1),
    });

    expect(poster.count).toBe(MESSAGES);
    expect(chats.size).toBe(CHATS);
    expect(account).toMatchObject({ lost: [], outOfOrder: [], crossed: [] });
    // Each send on the wire at a kill is begun once more: the platform may or may not have it already.
    expect(account.duplicates).toBeLessThanOrEqual(inFlight);
    expect(desk.errors).toEqual([]);
  }, 240_000);
});

/** Two messages a chat, in a random order of chats, at a steady pace; a chat's second may follow at once or much later. */
async function customersWrite({ says }: ReturnType<typeof webhookPoster>, random: () => number): Promise<void> {
  const chatIds = Array.from({ length: MESSAGES }, (_, index) => 700_000 + (index % CHATS));
  const shuffled = chatIds.map((id) => ({ id, place: random() })).sort((a, b) => a.place - b.place);
  const begun = new Set<number>();
  const accepted: Promise<void>[] = [];
  for (const [index, { id }] of shuffled.entries()) {
    const complains = COMPLAINTS[Math.floor(random() * COMPLAINTS.length)] ?? asksForPerson;
    const text = begun.has(id) && random() < 0.1 ? asksForPerson : complains;
    begun.add(id);
    accepted.push(says(id, text(`#${10_000 + index}`)));
    await pause(1000 / MESSAGES_PER_SECOND);
  }
  await Promise.all(accepted);
}
