import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OutboundMessage, SendOutcome } from "../../../../src/ports/channel.ts";
import { type KavenegarApi, startKavenegarApi } from "../../../support/kavenegar-api.ts";
import type { SmsFault } from "../../../support/sms-platform.ts";
import { KAVENEGAR, noSignal, openKavenegar, part } from "../open.ts";

let api: KavenegarApi;
let now = new Date("2026-01-05T08:00:00.000Z");
beforeEach(async () => {
  api = await startKavenegarApi();
  now = new Date("2026-01-05T08:00:00.000Z");
});
afterEach(() => api.close());

const open = () => openKavenegar({ apiRoot: api.root }, { clock: { now: () => now } });
const send = (fields: Partial<OutboundMessage> = {}, adapter = open()): Promise<SendOutcome> =>
  adapter.send(part(fields), noSignal());
const error = (code: number, retryAfter?: number): SmsFault => {
  return { kind: "error", status: code, ...(retryAfter !== undefined && { retryAfter }) };
};
const retry = (afterMs: number, why: string) => ({ kind: "retry", afterMs, why });
const later = (hours: number): void => {
  now = new Date(now.getTime() + hours * 3_600_000);
};

describe("sending by Kavenegar", () => {
  it("sends from the line to the number as the operators write it", async () => {
    expect(await send()).toEqual({ kind: "sent", id: String(api.sent[0]?.messageid) });
    expect(api.calls[0]?.form).toEqual({
      receptor: "09120000001",
      sender: "30002225",
      message: "در حال پیگیری هستیم.",
      localid: expect.stringMatching(/^\d{1,15}$/),
    });
  });

  it("calls a number abroad as one calls abroad, and writes the choices below the text", async () => {
    const buttons = [
      { id: "confirm:yes", label: "بله" },
      { id: "confirm:no", label: "خیر" },
    ];
    await send({ threadId: "+14155550123", text: "حل شد؟", buttons });
    expect(api.sent[0]).toMatchObject({ receptor: "0014155550123", message: "حل شد؟\nبله / خیر" });
  });

  it.each(["Snapp", "3000202030", "20008", ""])(
    "refuses to answer %s without asking: no SMS gets there",
    async (to) => {
      expect(await send({ threadId: to })).toEqual({ kind: "refused", why: "chat-gone" });
      expect(api.calls).toEqual([]);
    },
  );

  it.each<[string, SmsFault, SendOutcome | object]>([
    ["a receiver that is none", error(411), { kind: "refused", why: "chat-gone" }],
    ["a text that is too long", error(413), { kind: "refused", why: "too-long" }],
    ["no credit", error(418), retry(60_000, "Kavenegar answered 418")],
    ["a wrong key", error(403), retry(60_000, "Kavenegar answered 403")],
    ["a line of another account", error(412), retry(60_000, "Kavenegar answered 412")],
    ["a busy server", error(409), retry(2000, "Kavenegar answered 409")],
    ["a failed operation", error(402), retry(2000, "Kavenegar answered 402")],
    ["a rate limit without a time", error(451), { ...retry(5000, "rate limit"), limited: true }],
    ["a rate limit with a time", error(429, 9), { ...retry(9000, "rate limit"), limited: true }],
    ["a link that the line may not send", error(420), { kind: "refused", why: null, detail: "Kavenegar answered 420" }],
    ["a code that nobody knows", error(499), { kind: "refused", why: null, detail: "Kavenegar answered 499" }],
    ["a gateway's page", { kind: "page", status: 502 }, retry(2000, "Kavenegar answered 502")],
    ["a page that only looks like a refusal", { kind: "page", status: 411 }, retry(60_000, "Kavenegar answered 411")],
    ["an unreadable success", { kind: "page", status: 200 }, retry(2000, "Kavenegar answered 200")],
  ])("tells %s", async (_name, fault, outcome) => {
    api.failNext("sms/send", fault);
    expect(await send()).toEqual(outcome);
  });

  it("tells a customer who blocked the line", async () => {
    api.block("09120000001");
    expect(await send()).toEqual({ kind: "refused", why: "blocked" });
  });

  it("sends again what may have arrived, and the customer gets it once", async () => {
    const adapter = open();
    api.failNext("sms/send", { kind: "cut" });
    expect(await send({}, adapter)).toMatchObject({ kind: "retry", why: expect.stringContaining("no answer") });
    expect(await send({}, adapter)).toEqual({ kind: "sent", id: String(api.sent[0]?.messageid) });
    expect(api.sent).toHaveLength(1);
    expect(api.calls).toHaveLength(2);
  });

  it("sends again what was aborted on the way, also by another process", async () => {
    api.failNext("sms/send", { kind: "hang-after" });
    const stop = new AbortController();
    const ending = open().send(part(), stop.signal);
    await api.arrived("sms/send", 1);
    stop.abort();
    expect(await ending).toMatchObject({ kind: "retry" });
    expect(await send()).toMatchObject({ kind: "sent" });
    expect(api.sent).toHaveLength(1);
  });

  it("does not repeat a doubtful send after the platform has forgotten it", async () => {
    const adapter = open();
    api.failNext("sms/send", { kind: "cut" });
    await send({}, adapter);
    later(10);
    api.failNext("sms/send", error(409));
    expect(await send({}, adapter)).toMatchObject({ kind: "retry" });
    later(2);
    expect(await send({}, adapter)).toMatchObject({ kind: "unknown" });
    expect(api.sent).toHaveLength(1);
  });

  it("goes on for as long as it takes where nothing can have arrived", async () => {
    const adapter = open();
    api.failNext("sms/send", error(418));
    await send({}, adapter);
    later(20);
    expect(await send({}, adapter)).toMatchObject({ kind: "sent" });
  });

  it("tells parts apart: another part, receiver or text is another message", async () => {
    const adapter = open();
    await send({}, adapter);
    await send({ id: "42" }, adapter);
    await send({ threadId: "+989120000002" }, adapter);
    // Another desk on the same key counts from 1 as well.
    await send({ text: "سفارش شما رسید." }, adapter);
    expect(api.sent).toHaveLength(4);
    expect(new Set(api.sent.map((message) => message.localid)).size).toBe(4);
  });

  it("never shows the key in an outcome or a log, whatever goes wrong", async () => {
    const lines: string[] = [];
    const adapter = openKavenegar({ apiRoot: api.root }, { lines });
    api.failNext("sms/send", error(499), { kind: "cut" }, { kind: "page", status: 302 });
    const told: unknown[] = [await send({}, adapter), await send({}, adapter), await send({}, adapter)];
    await api.close();
    told.push(await send({}, adapter), await adapter.connect?.(noSignal()), lines);
    expect(JSON.stringify(told)).not.toContain(KAVENEGAR.apiKey);
    expect(lines.length).toBeGreaterThan(0);
  });
});

describe("connecting to Kavenegar", () => {
  const connect = (config = {}) => openKavenegar({ apiRoot: api.root, ...config }).connect?.(noSignal());

  it("is green for an account with credit, and yellow without: messages still arrive", async () => {
    expect(await connect()).toEqual({ state: "green" });
    api.setCredit(0);
    expect(await connect()).toMatchObject({ state: "yellow", why: expect.stringContaining("credit") });
  });

  it("is red and says what to do for a wrong key, a refused address and a network that is away", async () => {
    expect(await connect({ apiKey: "wrong" })).toMatchObject({ state: "red", hint: expect.stringContaining("key") });
    api.failNext("account/info", error(407));
    expect(await connect()).toMatchObject({ state: "red", hint: expect.stringContaining("IP") });
    await api.close();
    expect(await connect()).toMatchObject({ state: "red", hint: expect.stringContaining("network") });
  });
});
