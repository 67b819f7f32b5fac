import { createServer } from "node:net";
import { TelegramServer } from "telegram-test-api/lib/telegramServer.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InboundEvent } from "../../../src/ports/channel.ts";
import { openWebhookDoor } from "../../support/webhook-door.ts";
import { openTelegram } from "./open.ts";

// Somebody else's reading of the Bot API: what our own simulator and our adapter might misread alike shows here.

const token = "700:test-token";
const none = (): AbortSignal => new AbortController().signal;
let emulator: TelegramServer;

beforeEach(async () => {
  emulator = new TelegramServer({ port: await freePort(), host: "127.0.0.1" });
  await emulator.start();
});
afterEach(async () => {
  await emulator.stop();
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe("with an independent emulator of the Bot API", () => {
  it("connects, hears a customer by polling and answers with buttons", async () => {
    const adapter = openTelegram({ token, apiRoot: emulator.config.apiURL });
    const sara = emulator.getClient(token, { userId: 700001, chatId: 700001, firstName: "Sara" });
    expect(await adapter.connect?.(none())).toEqual({ state: "green" });

    const stop = new AbortController();
    let listening: Promise<void> | undefined;
    const events = await new Promise<readonly InboundEvent[]>((resolve) => {
      listening = adapter.listen?.(async (heard) => resolve(heard), stop.signal);
      void sara.sendMessage(sara.makeMessage("سفارشم نرسیده"));
    });
    expect(events).toMatchObject([{ type: "message", text: "سفارشم نرسیده", threadId: "700001" }]);

    const buttons = [{ id: "yes:1", label: "بله" }];
    const answer = { id: "p1", threadId: "700001", text: "پیگیری می‌کنیم.", buttons, replyTo: null };
    expect(await adapter.send(answer, none())).toEqual({ kind: "sent", id: expect.stringMatching(/^\d+$/) });
    const seen = await sara.getUpdates();
    expect(JSON.stringify(seen.result)).toContain("پیگیری می‌کنیم.");
    expect(JSON.stringify(seen.result)).toContain("yes:1");
    stop.abort();
    await listening;
  });

  it("hears a customer, a command and a pressed button by webhook", async () => {
    const adapter = openTelegram({ token, apiRoot: emulator.config.apiURL, webhookSecret: "s3cret" });
    // The emulator knows no secret_token, so the door adds the header that Telegram would send.
    const door = await openWebhookDoor(adapter, { "x-telegram-bot-api-secret-token": "s3cret" });
    emulator.setWebhook({ url: door.url }, token);
    const sara = emulator.getClient(token, { userId: 700001, chatId: 700001, firstName: "Sara" });

    const acts = [
      () => sara.sendMessage(sara.makeMessage("سلام")),
      () => sara.sendCommand(sara.makeCommand("/start order-48217")),
      () => sara.sendCallback(sara.makeCallbackQuery("yes:1")),
    ];
    for (const act of acts) {
      // The emulator counts its update ids up only after a delivery: two at once would share one.
      const delivered = emulator.waitUserMessage();
      await act();
      await delivered;
    }
    const heard = await door.waitFor(3);
    await door.close();
    expect(heard).toMatchObject([
      { type: "message", text: "سلام" },
      { type: "message", text: "/start order-48217" },
      { type: "action", data: "yes:1", threadId: "700001" },
    ]);
    expect(new Set(heard.map((event) => event.eventId)).size).toBe(3);
  });
});
