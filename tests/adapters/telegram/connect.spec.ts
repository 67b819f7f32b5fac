import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TelegramConfig, telegramAdapter } from "../../../adapters/telegram/index.ts";
import { startTelegramApi, type TelegramApi } from "../../support/telegram-api.ts";
import { type LogLines, openTelegram, telegramDeps } from "./open.ts";

let api: TelegramApi;
beforeEach(async () => {
  api = await startTelegramApi();
});
afterEach(() => api.close());

const connect = (config: Partial<TelegramConfig> = {}, lines: LogLines = []) =>
  openTelegram({ token: api.token, apiRoot: api.root, ...config }, { lines }).connect?.(new AbortController().signal);

const methods = (): readonly string[] => api.journal.map((call) => call.method);

describe("connecting a Telegram bot", () => {
  it("registers the webhook with its secret and asks for the updates the desk needs", async () => {
    const config = { webhookSecret: "s3cret", publicUrl: "https://desk.example.org/" };
    expect(await connect(config)).toEqual({ state: "green" });
    expect(api.webhook).toEqual({ url: "https://desk.example.org/webhooks/telegram", secret: "s3cret" });
    const asked = api.journal.find((call) => call.method === "setWebhook")?.payload.allowed_updates;
    expect(asked).toEqual(expect.arrayContaining(["message", "message_reaction", "business_message"]));
  });

  it("leaves the webhook to the operator where it knows no public URL", async () => {
    expect(await connect({ webhookSecret: "s3cret" })).toEqual({ state: "green" });
    expect(methods()).toEqual(["getMe"]);
  });

  it("ends a webhook before it polls, and keeps the updates that wait", async () => {
    await connect({ webhookSecret: "s3cret", publicUrl: "http://127.0.0.1:1" });
    expect(await connect()).toEqual({ state: "green" });
    expect(api.webhook).toBeNull();
    expect(api.journal.at(-1)).toMatchObject({ method: "deleteWebhook", payload: { drop_pending_updates: false } });
  });

  it("has either a webhook to verify or updates to listen for, never both", () => {
    const webhook = openTelegram({ webhookSecret: "s3cret" });
    const polling = openTelegram({});
    expect([webhook.listen, polling.verify]).toEqual([undefined, undefined]);
    expect([typeof webhook.verify, typeof polling.listen]).toEqual(["function", "function"]);
  });

  it("registers its own door where an account has one", async () => {
    await connect({
      webhookSecret: "s3cret",
      publicUrl: "https://desk.example.org",
      webhookPath: "/webhooks/telegram/7",
    });
    expect(api.webhook?.url).toBe("https://desk.example.org/webhooks/telegram/7");
  });

  it("leaves a host's bot as it is: it only looks who it is, and listens to nobody", async () => {
    const mounted = openTelegram({ mounted: true, token: api.token, apiRoot: api.root });
    expect([mounted.listen, mounted.verify]).toEqual([undefined, undefined]);
    expect(await mounted.connect?.(new AbortController().signal)).toEqual({ state: "green" });
    expect(methods()).toEqual(["getMe"]);
  });

  it("tells which updates nobody asks Telegram for", async () => {
    const adapter = openTelegram({ mounted: true, token: api.token, apiRoot: api.root });
    const missing = () => adapter.updatesNotAskedFor(new AbortController().signal);
    expect(await missing()).toEqual(["message_reaction"]);
    await connect({ webhookSecret: "s3cret", publicUrl: "http://127.0.0.1:1" });
    expect(await missing()).toEqual([]);
    await api.close();
    expect(await missing()).toBeNull();
  });

  it("is red, and does not throw, while Telegram cannot be reached", async () => {
    await api.close();
    expect(await connect()).toMatchObject({ state: "red", why: expect.stringContaining("ECONNREFUSED") });
  });

  it("is red for a token Telegram does not know, and shows no token anywhere", async () => {
    const lines: LogLines = [];
    const health = await connect({ token: "700:planted-token" }, lines);
    expect(health).toMatchObject({ state: "red", hint: expect.stringContaining("@BotFather") });
    expect(lines).not.toEqual([]);
    expect(JSON.stringify([health, lines])).not.toContain("planted-token");
  });

  it("goes through the proxy for an https root, and gives it no token", async () => {
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on("connect", (request, socket) => {
      asked.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

    const proxied = openTelegram({ apiRoot: "https://api.telegram.org", proxy: address });
    const part = { id: "p1", threadId: "5", text: "hello", buttons: [], replyTo: null };
    expect(await proxied.connect?.(new AbortController().signal)).toMatchObject({ state: "red" });
    expect(await proxied.send(part, new AbortController().signal)).toMatchObject({ kind: "retry" });
    expect(asked[0]).toContain("CONNECT api.telegram.org:443");
    expect(asked.join()).not.toContain("test-token");

    const direct = await connect({ proxy: address });
    expect(direct).toEqual({ state: "green" });
    expect(asked).toHaveLength(2);
    await new Promise((resolve) => proxy.close(resolve));
  });
});

describe("a Telegram configuration", () => {
  const config: TelegramConfig = {
    token: "700:abc",
    apiRoot: "https://api.telegram.org",
    webhookSecret: undefined,
    publicUrl: undefined,
    proxy: undefined,
  };

  it.each<[string, Partial<TelegramConfig>]>([
    ["an empty token", { token: "" }],
    ["a token with a space", { token: "700:abc " }],
    ["an empty webhook secret", { webhookSecret: "" }],
    ["a webhook secret Telegram would not take", { webhookSecret: "رمز" }],
    ["too long a webhook secret", { webhookSecret: "x".repeat(257) }],
    ["an API root without its scheme", { apiRoot: "api.telegram.org" }],
    ["a proxy of an unknown kind", { proxy: "socks5://127.0.0.1:9050" }],
    ["a public URL that is none", { publicUrl: "desk" }],
  ])("is refused with %s, and the reason shows no secret", (_name, change) => {
    const built = telegramAdapter({ ...config, ...change }, telegramDeps([]));
    expect(built).toMatchObject({ ok: false, error: { hint: expect.stringMatching(/./) } });
    const planted = change.token ?? change.webhookSecret;
    if (planted) expect(JSON.stringify(built)).not.toContain(planted);
  });
});
