import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SendOutcome } from "../../../src/ports/channel.ts";
import { startTelegramApi, type TelegramApi } from "../../support/telegram-api.ts";
import type { Fault } from "../../support/telegram-faults.ts";
import { openTelegram, type TelegramUnderTest } from "./open.ts";
import { noSignal, part } from "./part.ts";

let api: TelegramApi;
let adapter: TelegramUnderTest;
beforeEach(async () => {
  api = await startTelegramApi();
  adapter = openTelegram({ token: api.token, apiRoot: api.root });
});
afterEach(() => api.close());

const SENT: SendOutcome = { kind: "sent", id: "1" };
const refusal = (description: string): Fault => ({ kind: "error", code: 400, description });

describe("changing a message of ours", () => {
  const edit = (text: string, id = "1", thread = "700001") => adapter.edit(thread, id, text, noSignal());

  it("replaces its text; to say again what it says is done already", async () => {
    await adapter.send(part({ text: "ساعت ۱۰" }), noSignal());
    expect(await edit("ساعت ۱۱")).toEqual(SENT);
    expect(await edit("ساعت ۱۱")).toEqual(SENT);
    expect(api.sentTo(700001).map(({ text }) => text)).toEqual(["ساعت ۱۱"]);
  });

  it("speaks in a business chat through its connection", async () => {
    await adapter.send(part({ threadId: "bc-77:700001" }), noSignal());
    await edit("ساعت ۱۱", "1", "bc-77:700001");
    const [call] = await api.calls("editMessageText", 1);
    expect(call?.payload).toMatchObject({ business_connection_id: "bc-77", message_id: 1 });
  });

  it("is tried again where its answer was lost: twice is once", async () => {
    await adapter.send(part(), noSignal());
    api.failNext("editMessageText", { kind: "cut" });
    expect(await edit("ساعت ۱۱")).toMatchObject({ kind: "retry" });
    expect(await edit("ساعت ۱۱")).toEqual(SENT);
  });

  it("is refused for a message that is gone, another's, or too long", async () => {
    expect(await edit("ساعت ۱۱", "99")).toMatchObject({ kind: "refused", why: null });
    expect(await edit("ساعت ۱۱", "no number")).toMatchObject({ kind: "refused", why: "chat-gone" });
    expect(await edit("س".repeat(4097))).toEqual({ kind: "refused", why: "too-long" });
  });
});

describe("reacting to a customer's message", () => {
  const react = (emoji: string, thread = "700001") => adapter.react(thread, "1", emoji, noSignal());

  it("puts a reaction, and takes it back", async () => {
    expect(await react("👍")).toEqual(SENT);
    expect(api.reactionTo(700001, 1)).toBe("👍");
    expect(await react("")).toEqual(SENT);
    expect(api.reactionTo(700001, 1)).toBe("");
  });

  it("is refused for an emoji Telegram does not take, and in business chats", async () => {
    expect(await react("🧾")).toMatchObject({ kind: "refused", detail: expect.stringContaining("REACTION_INVALID") });
    expect(await react("👍", "bc-77:700001")).toMatchObject({ kind: "refused", why: null });
  });
});

describe("a refusal nobody knew", () => {
  it("is the end of the message at once, in Telegram's own words", async () => {
    api.failNext("sendMessage", refusal("Bad Request: a rule of next year"));
    expect(await adapter.send(part(), noSignal())).toEqual({
      kind: "refused",
      why: null,
      detail: "Telegram answered 400: Bad Request: a rule of next year",
    });
  });

  it("is none where a page of somebody between us says no: it is tried again", async () => {
    for (const status of [400, 403, 407]) {
      api.failNext("sendMessage", { kind: "page", status });
      expect(await adapter.send(part(), noSignal())).toMatchObject({ kind: "retry", afterMs: 60_000 });
    }
  });

  it("is no certainty where a gateway gave up waiting: the message may stand", async () => {
    for (const status of [504, 524]) {
      api.failNext("sendMessage", { kind: "page", status });
      expect(await adapter.send(part(), noSignal())).toEqual({ kind: "unknown", why: `a gateway answered ${status}` });
    }
  });
});
