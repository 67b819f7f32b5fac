import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HttpDesk, openHttp, signedIn } from "./app.ts";

let desk: HttpDesk;
beforeAll(async () => {
  desk = await openHttp();
});
afterAll(() => desk.close());

const BOT = { channel: "telegram", settings: { token: "700:secret-part", webhookSecret: "hook-secret" } };

/** An update with one text, as Telegram posts it. */
const update = (id: number) => ({
  update_id: id,
  message: {
    message_id: id,
    date: 1_790_000_000,
    chat: { id: 9, type: "private", first_name: "Sara" },
    from: { id: 9, is_bot: false, first_name: "Sara" },
    text: "my parcel has not come",
  },
});

describe("a channel account that an admin enters", () => {
  it("is shown without its secrets, which stand nowhere in the database as they are", async () => {
    const added = await desk.ask("POST", "/api/v1/channels", BOT);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      channel: "telegram",
      name: "700",
      source: "entered",
      enabled: true,
      settings: { token: true, webhookSecret: true },
      webhookPath: `/webhooks/telegram/${added.body.id}`,
      abilities: expect.arrayContaining(["typing", "buttons"]),
    });
    const list = await desk.ask("GET", "/api/v1/channels");
    expect(list.body.items.map(({ id }: { id: string }) => id)).toContain(added.body.id);
    const rows = await desk.rows.sql`select * from channel_accounts`;
    expect(JSON.stringify([rows, list.body, added.body])).not.toMatch(/secret-part|hook-secret/);
  });

  it("takes what its platform delivers at its own door, and at the channel's where it is the first", async () => {
    const [account] = (await desk.ask("GET", "/api/v1/channels")).body.items.filter(
      ({ channel }: { channel: string }) => channel === "telegram",
    );
    const proof = { "x-telegram-bot-api-secret-token": "hook-secret" };
    expect((await desk.ask("POST", account.webhookPath, update(1), proof)).status).toBe(200);
    expect((await desk.ask("POST", "/webhooks/telegram", update(2), proof)).status).toBe(200);
    const second = await desk.ask("POST", "/api/v1/channels", {
      channel: "telegram",
      settings: { token: "800:other", webhookSecret: "other-secret" },
    });
    expect((await desk.ask("POST", second.body.webhookPath, update(3), proof)).status).toBe(401);
    const [said] = await desk.rows.sql`select count(*)::int from messages where text = 'my parcel has not come'`;
    expect(said).toEqual({ count: 2 });
  });

  it("closes its door when it is switched off, and opens it again", async () => {
    const added = await desk.ask("POST", "/api/v1/channels", {
      channel: "telegram",
      settings: { token: "900:off", webhookSecret: "nine" },
    });
    const { id, webhookPath } = added.body;
    const knock = async () =>
      (await desk.ask("POST", webhookPath, update(4), { "x-telegram-bot-api-secret-token": "nine" })).status;
    const off = await desk.ask("PATCH", `/api/v1/channels/${id}`, { enabled: false });
    expect(off.body).toMatchObject({ enabled: false, health: { state: "off" } });
    expect(await knock()).toBe(404);
    expect((await desk.ask("PATCH", `/api/v1/channels/${id}`, { enabled: true })).status).toBe(200);
    expect(await knock()).toBe(200);
  });

  it("keeps the settings that a change does not name, and loses those it empties", async () => {
    const added = await desk.ask("POST", "/api/v1/channels", {
      channel: "telegram",
      settings: { token: "910:keep", webhookSecret: "ten", apiRoot: "http://127.0.0.1:9" },
    });
    const changed = await desk.ask("PATCH", `/api/v1/channels/${added.body.id}`, {
      settings: { webhookSecret: null, apiRoot: "http://127.0.0.1:10" },
    });
    expect(changed.body.settings).toEqual({ token: true, apiRoot: "http://127.0.0.1:10" });
    expect(changed.body.webhookPath).toBeNull();
  });

  it("is refused where its settings cannot work, with what to do, and none of it is kept", async () => {
    const before = await desk.rows.sql`select count(*)::int from channel_accounts`;
    for (const body of [
      { channel: "telegram", settings: { token: "no token" } },
      { channel: "telegram", settings: { token: "700:x", webhookSecret: "two words" } },
      { channel: "telegram", settings: { token: "700:x", colour: "red" } },
      { channel: "whatsapp", settings: { phoneNumberId: "1" } },
      { channel: "twilio", settings: {} },
      { channel: "pigeon", settings: {} },
      { channel: "web", settings: {} },
    ]) {
      const refused = await desk.ask("POST", "/api/v1/channels", body);
      expect(refused.status, JSON.stringify(body)).toBe(400);
      expect(refused.body.error.hint, JSON.stringify(body)).toMatch(/./);
    }
    const twice = await desk.ask("POST", "/api/v1/channels", BOT);
    expect(twice.status).toBe(409);
    expect(await desk.rows.sql`select count(*)::int from channel_accounts`).toEqual(before);
  });

  it("is an admin's to change; agents see it", async () => {
    const headers = await signedIn(desk, "agent");
    expect((await desk.ask("GET", "/api/v1/channels", undefined, headers)).status).toBe(200);
    for (const [method, path, body] of [
      ["POST", "/api/v1/channels", BOT],
      ["PATCH", "/api/v1/channels/1", { enabled: false }],
      ["GET", "/api/v1/channels/1/qr", undefined],
      ["GET", "/api/v1/channel-kinds", undefined],
    ] as const) {
      expect((await desk.ask(method, path, body, headers)).status, path).toBe(403);
    }
  });

  it("of the environment is not changed from here", async () => {
    const environment = (await desk.ask("GET", "/api/v1/channels")).body.items.find(
      ({ source }: { source: string }) => source === "environment",
    );
    expect((await desk.ask("PATCH", `/api/v1/channels/${environment.id}`, { enabled: false })).status).toBe(404);
    expect((await desk.ask("PATCH", "/api/v1/channels/999999", { enabled: false })).status).toBe(404);
  });

  it("is red, with what to do, where the desk has another key than it was sealed with", async () => {
    const added = await desk.ask("POST", "/api/v1/channels", {
      channel: "telegram",
      settings: { token: "920:key", webhookSecret: "eleven" },
    });
    await desk.rows.sql`update channel_accounts set settings = 'v1.AAAA' where id = ${Number(added.body.id)}`;
    await desk.ask("PATCH", "/api/v1/channels/999999", {});
    await desk.ask("POST", "/api/v1/channels", { channel: "telegram", settings: { token: "930:more" } });
    const [shown] = (await desk.ask("GET", "/api/v1/channels")).body.items.filter(
      ({ id }: { id: string }) => id === added.body.id,
    );
    expect(shown.health).toMatchObject({ state: "red", hint: expect.stringContaining("SECRETS_KEY") });
  });

  it("is written down in the audit log: by whom and which settings, never their values", async () => {
    const rows = await desk.rows.sql`select action, detail from audit_log where action like 'channel.%' order by id`;
    expect(rows).toEqual(
      expect.arrayContaining([
        { action: "channel.added", detail: { channel: "telegram", name: "700", settings: ["token", "webhookSecret"] } },
        { action: "channel.changed", detail: { channel: "telegram", settings: [], enabled: false } },
      ]),
    );
    expect(JSON.stringify(rows)).not.toMatch(/secret-part|hook-secret|127\.0\.0\.1/);
  });
});

describe("linking an account", () => {
  it("has nothing to scan where there is nothing to link, and no account where there is none", async () => {
    const [account] = (await desk.ask("GET", "/api/v1/channels")).body.items;
    expect((await desk.ask("GET", "/api/v1/channels/999999/qr")).status).toBe(404);
    expect((await desk.ask("GET", `/api/v1/channels/${account.id}/qr`)).status).toBeLessThan(500);
  });
});
