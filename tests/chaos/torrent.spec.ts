import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { restClient } from "../support/desk-wire.ts";
import { type DeskProcess, deskProcess } from "../support/process.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { readChats, takeAccount, unfinished } from "./account.ts";
import { webhookPoster } from "./telegram-line.ts";

const API_TOKEN = "chaos-0123456789abcdef";
const SECRET = "chaos-secret";
const CHATS = 20;
const MESSAGES = 25;

describe("customers who do not stop writing", () => {
  let platform: TelegramApi;
  let desk: DeskProcess;

  beforeAll(async () => {
    platform = await startTelegramApi();
    desk = await deskProcess({
      API_TOKEN,
      TELEGRAM_BOT_TOKEN: platform.token,
      TELEGRAM_API_ROOT: platform.root,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      // So short that turns begin while the next message comes in, and nobody waits for it.
      TURN_QUIET_MS: "10",
      TURN_MAX_WAIT_MS: "10",
    });
    await desk.start();
  }, 120_000);

  afterAll(async () => {
    await desk?.close();
    await platform?.close();
  });

  it("are answered in between, each message in one turn, and no turn is about nothing", async () => {
    const poster = webhookPoster(() => desk.url, SECRET, { again: () => false });
    const written = Array.from({ length: CHATS * MESSAGES }, (_, index) =>
      poster.says(1 + (index % CHATS), `سفارش #${10_000 + index} هنوز نرسیده`),
    );
    await Promise.all(written);
    const database = desk.database();
    await expect.poll(() => unfinished(database), { interval: 50 }).toEqual([]);
    await database.close();

    const api = restClient(
      () => desk.url,
      () => API_TOKEN,
    );
    const chats = await readChats(api);
    const turns = [...chats.values()].flatMap((chat) => chat.turns);
    const released = turns.filter(({ outcome }) => outcome === "released");
    expect(released.filter(({ messageIds }) => messageIds.length === 0)).toEqual([]);
    expect(released.length).toBeGreaterThan(CHATS);
    expect(takeAccount(poster.accepted, chats, platform)).toMatchObject({ outOfOrder: [], crossed: [], duplicates: 0 });
    const settled = released.flatMap(({ messageIds }) => messageIds);
    expect(new Set(settled).size).toBe(CHATS * MESSAGES);
    expect(settled).toHaveLength(CHATS * MESSAGES);
  }, 120_000);
});
