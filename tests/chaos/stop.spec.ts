import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { restClient } from "../support/desk-wire.ts";
import { type DeskProcess, deskProcess } from "../support/process.ts";
import { startTelegramApi } from "../support/telegram-api.ts";
import { seededRandom } from "../support/telegram-faults.ts";
import { readChats, takeAccount, unfinished } from "./account.ts";
import { slowLine, webhookPoster } from "./telegram-line.ts";

const SEED = Number(process.env.CHAOS_SEED ?? (Date.now() % 1_000_000) + 1);
const API_TOKEN = "chaos-0123456789abcdef";
const SECRET = "chaos-secret";
const STOPS_WITHIN_MS = 10_000;

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe("a desk that is asked to stop", () => {
  it("in mid-load: ends in good order, and after the next start everything was answered exactly once", async () => {
    const { random, platform, desk, poster } = await aDesk();
    const written = customersWrite(poster, random);
    const stops: number[] = [];
    for (const share of [0.33, 0.66]) {
      await poster.reached(Math.floor(share * MESSAGES));
      stops.push(await stopInGoodOrder(desk));
      await desk.start();
    }
    await written;
    await quiet(desk);

    const account = await accountOf(desk, poster, platform);
    console.table({ seed: SEED, accepted: poster.count, "stops, ms": stops.join(" "), duplicates: account.duplicates });
    expect(account).toMatchObject({ lost: [], outOfOrder: [], crossed: [], duplicates: 0 });
  }, 150_000);

  it("while a send hangs and a page is open: does not wait for them, and the customer is answered after the start", async () => {
    const { platform, desk, poster } = await aDesk();
    platform.failNext("sendMessage", { kind: "hang" });
    await poster.says(1, "سلام، سفارش #12345 هنوز نرسیده");
    await platform.calls("sendMessage", 1);
    const page = await openPage(desk);
    const stopped = await stopInGoodOrder(desk);
    page.abort();
    await desk.start();
    await platform.calls("sendMessage", 2);
    await quiet(desk);
    console.table({ "stop with a hanging send, ms": stopped });
    expect(await accountOf(desk, poster, platform)).toMatchObject({ lost: [], outOfOrder: [], duplicates: 0 });
  }, 150_000);
});

const MESSAGES = 160;
const CHATS = 80;
const MESSAGES_PER_SECOND = 80;

async function aDesk() {
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
  await desk.start();
  return { random, platform, desk, poster: webhookPoster(desk.url, SECRET, () => random() < 0.05) };
}

async function customersWrite({ says }: ReturnType<typeof webhookPoster>, random: () => number): Promise<void> {
  const accepted: Promise<void>[] = [];
  for (let index = 0; index < MESSAGES; index += 1) {
    accepted.push(says(700_000 + Math.floor(random() * CHATS), `سفارش #${10_000 + index} هنوز نرسیده`));
    await pause(1000 / MESSAGES_PER_SECOND);
  }
  await Promise.all(accepted);
}

/** Milliseconds from the signal to the end of the process. */
async function stopInGoodOrder(desk: DeskProcess): Promise<number> {
  const { code, ms } = await desk.terminate();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(STOPS_WITHIN_MS);
  expect(desk.postgres()).toEqual([]);
  return ms;
}

/** A web chat that listens: its stream never ends by itself. */
async function openPage(desk: DeskProcess): Promise<AbortController> {
  const session = await fetch(`${desk.url}/api/chat/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const { token } = (await session.json()) as { token: string };
  const page = new AbortController();
  const events = await fetch(`${desk.url}/api/chat/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: page.signal,
  });
  expect(events.status).toBe(200);
  return page;
}

async function quiet(desk: DeskProcess): Promise<void> {
  const database = desk.database();
  await expect.poll(() => unfinished(database), { timeout: 60_000, interval: 50 }).toBe(0);
  await database.close();
}

async function accountOf(
  desk: DeskProcess,
  poster: ReturnType<typeof webhookPoster>,
  platform: Parameters<typeof takeAccount>[2],
) {
  const api = restClient(
    () => desk.url,
    () => API_TOKEN,
  );
  return takeAccount(poster.accepted, await readChats(api), platform);
}
