import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OutboundMessage, SendOutcome } from "../../../src/ports/channel.ts";
import { startTelegramApi, type TelegramApi } from "../../support/telegram-api.ts";
import type { Fault } from "../../support/telegram-faults.ts";
import { openTelegram } from "./open.ts";

let api: TelegramApi;
beforeEach(async () => {
  api = await startTelegramApi();
});
afterEach(() => api.close());

const part = (fields: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: "p1",
  threadId: "700001",
  text: "در حال پیگیری هستیم.",
  buttons: [],
  replyTo: null,
  ...fields,
});

const send = (fields: Partial<OutboundMessage> = {}): Promise<SendOutcome> =>
  openTelegram({ token: api.token, apiRoot: api.root }).send(part(fields), new AbortController().signal);

const failure = (code: number, description: string): Fault => ({ kind: "error", code, description });

describe("sending by Telegram", () => {
  it("sends plain text: what looks like markup stays as it is written", async () => {
    const text = "<b>*سفارش_48217*</b> `x`";
    expect(await send({ text })).toEqual({ kind: "sent", id: "1" });
    expect(api.sentTo(700001)[0]?.payload).toEqual({ chat_id: 700001, text });
  });

  it("puts one button in a row and lets an answer go even when the quoted message is gone", async () => {
    const buttons = [
      { id: "yes:1", label: "بله" },
      { id: "no:1", label: "خیر" },
    ];
    await send({ buttons, replyTo: "41" });
    expect(api.sentTo(700001)[0]?.payload).toMatchObject({
      reply_parameters: { message_id: 41, allow_sending_without_reply: true },
      reply_markup: {
        inline_keyboard: [[{ text: "بله", callback_data: "yes:1" }], [{ text: "خیر", callback_data: "no:1" }]],
      },
    });
  });

  it("speaks in a business chat through its connection", async () => {
    await send({ threadId: "bc-77:700001" });
    expect(api.sentTo(700001)[0]?.payload).toMatchObject({ chat_id: 700001, business_connection_id: "bc-77" });
  });

  it("keeps ids above 32 bits whole", async () => {
    await send({ threadId: "4503599627370495" });
    expect(api.sentTo(4503599627370495)).toHaveLength(1);
  });

  it("refuses without asking what Telegram would refuse for certain", async () => {
    expect(await send({ threadId: "no chat" })).toEqual({ kind: "refused", why: "chat-gone" });
    expect(await send({ buttons: [{ id: "ب".repeat(33), label: "x" }] })).toEqual({ kind: "refused", why: "too-long" });
    expect(api.journal).toEqual([]);
  });

  it.each<[string, Fault, SendOutcome]>([
    ["a blocked bot", failure(403, "Forbidden: bot was blocked by the user"), { kind: "refused", why: "blocked" }],
    ["a deleted account", failure(403, "Forbidden: user is deactivated"), { kind: "refused", why: "blocked" }],
    ["an unknown chat", failure(400, "Bad Request: chat not found"), { kind: "refused", why: "chat-gone" }],
    ["too long a text", failure(400, "Bad Request: message is too long"), { kind: "refused", why: "too-long" }],
    [
      "a business chat that has been quiet for a day",
      failure(400, "Bad Request: BUSINESS_PEER_USAGE_MISSING"),
      { kind: "refused", why: "window-closed" },
    ],
    [
      "an ended business connection",
      failure(400, "Bad Request: BUSINESS_CONNECTION_INVALID"),
      { kind: "refused", why: "chat-gone" },
    ],
    ["a server error", failure(500, "Internal Server Error"), retry(2000, "Telegram answered 500")],
    ["a gateway's HTML page", { kind: "page", status: 502 }, retry(2000, "Telegram answered 502")],
    ["a revoked token", failure(401, "Unauthorized"), retry(60_000, "Telegram answered 401: Unauthorized")],
    [
      "a rate limit of hours",
      { kind: "limited", retryAfter: 10072 },
      { kind: "retry", afterMs: 10_072_000, why: "rate limit", limited: true },
    ],
  ])("tells %s", async (_name, fault, outcome) => {
    api.failNext("sendMessage", fault);
    expect(await send()).toEqual(outcome);
  });

  it("does not take an unreadable success for a failure: the message may stand", async () => {
    api.failNext("sendMessage", { kind: "page", status: 200 });
    expect(await send()).toEqual({ kind: "unknown", why: "no answer: UNREADABLE_ANSWER" });
  });

  it("does not know the end of a send whose answer was cut, and the message did arrive", async () => {
    api.failNext("sendMessage", { kind: "cut" });
    expect(await send()).toMatchObject({ kind: "unknown" });
    expect(api.sentTo(700001)).toHaveLength(1);
  });

  it("knows that nothing arrived where the TLS handshake failed", async () => {
    // A server that hangs up at the greeting: the request itself is never written.
    const rude = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve));
    const address = rude.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const adapter = openTelegram({ apiRoot: `https://127.0.0.1:${port}` });
    expect(await adapter.send(part(), new AbortController().signal)).toMatchObject({ kind: "retry", afterMs: 2000 });
    await new Promise((resolve) => rude.close(resolve));
  });

  it("knows that nothing arrived where the name does not resolve", async () => {
    const adapter = openTelegram({ apiRoot: "http://no-such-host.invalid" });
    expect(await adapter.send(part(), new AbortController().signal)).toMatchObject({ kind: "retry", afterMs: 2000 });
  });

  it("never shows the token in an outcome, whatever goes wrong", async () => {
    const faults: Fault[] = [
      failure(400, "Bad Request: strange"),
      { kind: "cut" },
      { kind: "page", status: 302 },
      { kind: "page", status: 404 },
    ];
    api.failNext("sendMessage", ...faults);
    const outcomes: SendOutcome[] = [];
    for (const _ of faults) outcomes.push(await send());
    await api.close();
    outcomes.push(await send());
    expect(outcomes).toHaveLength(5);
    expect(JSON.stringify(outcomes)).not.toContain("test-token");
  });
});

function retry(afterMs: number, why: string): SendOutcome {
  return { kind: "retry", afterMs, why };
}

describe("the small calls beside a send", () => {
  it("shows typing, in a business chat too", async () => {
    const adapter = openTelegram({ token: api.token, apiRoot: api.root });
    await adapter.showTyping?.("bc-77:700001");
    const [call] = await api.calls("sendChatAction", 1);
    expect(call?.payload).toEqual({ chat_id: 700001, action: "typing", business_connection_id: "bc-77" });
  });

  it("stops the spinner of a pressed button, and bears it that the press is too old", async () => {
    const adapter = openTelegram({ token: api.token, apiRoot: api.root });
    const press = { update_id: 1, callback_query: aPress("press-9") };
    const decoded = adapter.decode(press);
    const event = decoded.ok ? decoded.value[0] : undefined;
    if (event === undefined) throw new Error("the press was not read");
    api.failNext("answerCallbackQuery", failure(400, "Bad Request: query is too old"));
    await adapter.acknowledgeAction?.(event);
    await adapter.acknowledgeAction?.(event);
    const calls = await api.calls("answerCallbackQuery", 2);
    expect(calls.map((call) => call.payload)).toEqual([
      { callback_query_id: "press-9" },
      { callback_query_id: "press-9" },
    ]);
  });
});

function aPress(id: string): object {
  const chat = { id: 700001, type: "private" };
  return { id, from: { id: 700001, is_bot: false, first_name: "Sara" }, data: "yes", message: { message_id: 5, chat } };
}

describe("fetching what a customer sent", () => {
  const fetchFile = (ref: string) =>
    openTelegram({ token: api.token, apiRoot: api.root }).fetchAttachment?.(ref, new AbortController().signal);

  it("fetches the bytes", async () => {
    api.addFile("voice-1", new Uint8Array([1, 2, 3]));
    const fetched = await fetchFile("voice-1");
    expect(fetched?.ok && [...fetched.value]).toEqual([1, 2, 3]);
  });

  it("refuses a file above 20 MB, also one that lied about its size", async () => {
    api.addFile("told", new Uint8Array(1), 20 * 1024 * 1024 + 1);
    api.addFile("lied", new Uint8Array(20 * 1024 * 1024 + 1), 5);
    expect(await fetchFile("told")).toMatchObject({ ok: false, error: { hint: expect.stringContaining("20 MB") } });
    expect(await fetchFile("lied")).toMatchObject({ ok: false, error: { message: expect.stringContaining("larger") } });
  });

  it("tells a missing file without showing its link, which holds the token", async () => {
    const missing = await fetchFile("gone");
    expect(missing).toMatchObject({ ok: false });
    expect(JSON.stringify(missing)).not.toContain("test-token");
  });
});
