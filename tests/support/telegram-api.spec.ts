import { Api } from "grammy";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTelegram } from "../adapters/telegram/open.ts";
import { startTelegramApi, type TelegramApi } from "./telegram-api.ts";
import { openWebhookDoor } from "./webhook-door.ts";

// The simulator is what whole-desk tests lean on, so its own promises are kept by a client that is not ours.

let api: TelegramApi;
let client: Api;
beforeEach(async () => {
  api = await startTelegramApi({ seed: 7 });
  client = new Api(api.token, { apiRoot: api.root });
});
afterEach(() => api.close());

describe("the simulated Bot API by polling", () => {
  it("gives an update again until an offset above it confirms it", async () => {
    api.customer({ id: 5 }).says("one");
    const first = await client.getUpdates({ timeout: 0 });
    expect(await client.getUpdates({ timeout: 0 })).toEqual(first);
    const next = (first[0]?.update_id ?? 0) + 1;
    expect(await client.getUpdates({ offset: next, timeout: 0 })).toEqual([]);
    expect(api.unconfirmed).toBe(0);
  });

  it("forgets all but the last updates for a negative offset", async () => {
    const sara = api.customer({ id: 5 });
    for (const text of ["one", "two", "three"]) sara.says(text);
    const last = await client.getUpdates({ offset: -1, timeout: 0 });
    expect(last.map((update) => update.message?.text)).toEqual(["three"]);
    expect(api.unconfirmed).toBe(1);
  });

  it("holds a poll until there is news", async () => {
    const held = client.getUpdates({ timeout: 25 });
    await api.calls("getUpdates", 1);
    api.customer({ id: 5 }).says("news");
    expect((await held)[0]?.message?.text).toBe("news");
  });

  it("ends the first of two polls, and refuses polls beside a webhook", async () => {
    const first = client.getUpdates({ timeout: 25 }).catch((error) => error.error_code);
    await api.calls("getUpdates", 1);
    await client.getUpdates({ timeout: 0 });
    expect(await first).toBe(409);
    await client.setWebhook("http://127.0.0.1:1");
    await expect(client.getUpdates({ timeout: 0 })).rejects.toMatchObject({ error_code: 409 });
  });

  it("keeps reactions from a bot that did not ask for them", async () => {
    api.customer({ id: 5 }).reacts(1, "👍");
    expect(await client.getUpdates({ timeout: 0 })).toEqual([]);
  });
});

describe("the simulated Bot API by webhook", () => {
  it("posts with the secret, again after a refusal, in order within a chat", async () => {
    const adapter = openTelegram({ token: api.token, apiRoot: api.root, webhookSecret: "s3cret" });
    const door = await openWebhookDoor(adapter);
    door.refuseNext(2, 503);
    await client.setWebhook(door.url, { secret_token: "s3cret" });
    const sara = api.customer({ id: 5 });
    for (const text of ["one", "two", "three"]) sara.says(text);
    await api.settled();
    expect(door.heard.map((event) => event.text)).toEqual(["one", "two", "three"]);
    expect(api.deliveries.map((delivery) => delivery.status)).toEqual([503, 503, 200, 200, 200]);
    await door.close();
  });

  it("posts an accepted update again when told to", async () => {
    const adapter = openTelegram({ token: api.token, apiRoot: api.root, webhookSecret: "s3cret" });
    const door = await openWebhookDoor(adapter);
    await client.setWebhook(door.url, { secret_token: "s3cret" });
    api.deliverEachUpdate(3);
    api.customer({ id: 5 }).says("once");
    await api.settled();
    expect(new Set(door.heard.map((event) => event.eventId)).size).toBe(1);
    expect(door.heard).toHaveLength(3);
    await door.close();
  });
});

describe("the simulated Bot API misbehaving", () => {
  const send = (chat: number): Promise<string | number> =>
    client.sendMessage(chat, "hello").then(
      () => "sent",
      (error) => error.error_code ?? "no answer",
    );

  it("limits the asked share of sends, the same ones for the same seed", async () => {
    api.misbehave({ limited: { share: 0.2, retryAfter: [1, 3] } });
    const outcomes: (string | number)[] = [];
    for (let chat = 1; chat <= 200; chat += 1) outcomes.push(await send(chat));
    const limited = outcomes.filter((outcome) => outcome === 429).length;
    expect(limited).toBeGreaterThan(20);
    expect(limited).toBeLessThan(60);
    expect(api.retriedTooEarly).toBe(0);

    const twin = await startTelegramApi({ seed: 7 });
    client = new Api(twin.token, { apiRoot: twin.root });
    twin.misbehave({ limited: { share: 0.2, retryAfter: [1, 3] } });
    const again: (string | number)[] = [];
    for (let chat = 1; chat <= 200; chat += 1) again.push(await send(chat));
    await twin.close();
    expect(again).toEqual(outcomes);
  });

  it("counts a send that comes back to a limited chat too early, and lets the others through", async () => {
    api.limitChat(5, 60);
    expect(await send(5)).toBe(429);
    expect(await send(6)).toBe("sent");
    expect(api.retriedTooEarly).toBe(1);
  });

  it("cuts an answer after its effect, and hangs up on none of the others", async () => {
    api.misbehave({ cut: 1 });
    expect(await send(5)).toBe("no answer");
    expect(await api.messagesTo(5, 1)).toHaveLength(1);
    api.misbehave({});
    expect(await send(5)).toBe("sent");
  });

  it("refuses the sends to a customer who blocked the bot", async () => {
    api.block(5);
    expect(await send(5)).toBe(403);
    api.unblock(5);
    expect(await send(5)).toBe("sent");
  });
});
