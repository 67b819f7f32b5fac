import { type AddressInfo, createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InboundEvent, OutboundMessage, SendOutcome } from "../../../../src/ports/channel.ts";
import type { SmsFault } from "../../../support/sms-platform.ts";
import { startTwilioApi, type TwilioApi } from "../../../support/twilio-api.ts";
import { openWebhookDoor } from "../../../support/webhook-door.ts";
import { noSignal, openTwilio, PUBLIC_URL, part, TWILIO } from "../open.ts";

let api: TwilioApi;
beforeEach(async () => {
  api = await startTwilioApi();
});
afterEach(() => api.close());

const send = (fields: Partial<OutboundMessage> = {}, from = TWILIO.from): Promise<SendOutcome> =>
  openTwilio({ apiRoot: api.root, from }).send(part({ threadId: "+15005550101", ...fields }), noSignal());

const error = (status: number, code?: number, retryAfter?: number): SmsFault => ({
  kind: "error",
  status,
  ...(code !== undefined && { code }),
  ...(retryAfter !== undefined && { retryAfter }),
});
const refusedWith = (detail: string) => ({ kind: "refused", why: null, detail });
const retry = (afterMs: number, why: string) => ({ kind: "retry", afterMs, why });

describe("sending by Twilio", () => {
  it("creates a message and asks to be told what becomes of it", async () => {
    expect(await send()).toEqual({ kind: "sent", id: api.sent[0]?.sid });
    expect(api.attempts).toEqual([
      {
        To: "+15005550101",
        From: TWILIO.from,
        Body: "در حال پیگیری هستیم.",
        StatusCallback: `${PUBLIC_URL}/webhooks/twilio`,
      },
    ]);
  });

  it("asks to be told at the account's own door where it has one", async () => {
    const adapter = openTwilio({ apiRoot: api.root, webhookPath: "/webhooks/twilio/7" });
    await adapter.send(part({ threadId: "+15005550101" }), noSignal());
    expect(api.attempts[0]?.StatusCallback).toBe(`${PUBLIC_URL}/webhooks/twilio/7`);
  });

  it("leaves the number to a messaging service where there is one", async () => {
    const service = `MG${"0".repeat(32)}`;
    await send({}, service);
    expect(api.attempts[0]).toMatchObject({ MessagingServiceSid: service });
    expect(api.attempts[0]).not.toHaveProperty("From");
  });

  it("writes the choices below the text, and none that an SMS cannot offer", async () => {
    const buttons = [
      { id: "confirm:yes", label: "بله" },
      { id: "confirm:no", label: "خیر" },
      { id: "phone", label: "شماره من", asks: "phone" as const },
    ];
    await send({ text: "حل شد؟", buttons });
    expect(api.sent[0]?.text).toBe("حل شد؟\nبله / خیر");
  });

  it("leaves the choices out before the text would be too long", async () => {
    const text = "س".repeat(1599);
    await send({ text, buttons: [{ id: "confirm:yes", label: "بله" }] });
    expect(api.sent[0]?.text).toBe(text);
  });

  it.each(["MYBANK", "40404", "whatsapp:+15005550102", "", "no phone"])(
    "refuses to answer %s without asking: no SMS gets there",
    async (threadId) => {
      expect(await send({ threadId })).toEqual({ kind: "refused", why: "chat-gone" });
      expect(api.attempts).toEqual([]);
    },
  );

  it.each<[string, SmsFault, SendOutcome | object]>([
    ["a customer who opted out", error(400, 21610), { kind: "refused", why: "blocked" }],
    ["a number that is none", error(400, 21211), { kind: "refused", why: "chat-gone" }],
    ["a landline", error(400, 21614), { kind: "refused", why: "chat-gone" }],
    ["a text that is too long", error(400, 21617), { kind: "refused", why: "too-long" }],
    ["a region that is not allowed", error(400, 21408), retry(60_000, "Twilio answered 400 (21408)")],
    ["what Twilio refuses for a reason of its own", error(400, 21620), refusedWith("Twilio answered 400 (21620)")],
    ["a page that refuses", { kind: "page", status: 404 }, retry(60_000, "Twilio answered 404")],
    ["a wrong token", error(401, 20003), retry(60_000, "Twilio answered 401 (20003)")],
    ["a rate limit without a time", error(429, 20429), { ...retry(1000, "rate limit"), limited: true }],
    ["a rate limit with a time", error(429, 20429, 12), { ...retry(12_000, "rate limit"), limited: true }],
    ["an error of Twilio's own", error(500, 20500), retry(2000, "Twilio answered 500 (20500)")],
    ["an overload", error(503, 20503, 5), retry(5000, "Twilio answered 503 (20503)")],
    ["a gateway that reached nobody", { kind: "page", status: 503 }, retry(2000, "Twilio answered 503")],
    ["a gateway that got no answer", { kind: "page", status: 504 }, { kind: "unknown", why: "Twilio answered 504" }],
    ["an unreadable success", { kind: "page", status: 200 }, { kind: "unknown", why: "no readable answer" }],
    ["a redirect", { kind: "page", status: 302 }, retry(60_000, "Twilio answered 302")],
  ])("tells %s", async (_name, fault, outcome) => {
    api.failNext(fault);
    expect(await send()).toEqual(outcome);
  });

  it("does not know the end of a send whose answer was cut, and the message did arrive", async () => {
    api.failNext({ kind: "cut" });
    expect(await send()).toMatchObject({ kind: "unknown" });
    expect(api.sent).toHaveLength(1);
  });

  it("knows that nothing arrived where the name does not resolve", async () => {
    const adapter = openTwilio({ apiRoot: "http://no-such-host.invalid" });
    expect(await adapter.send(part({ threadId: "+15005550101" }), noSignal())).toMatchObject({ kind: "retry" });
  });

  it("knows that nothing arrived where the TLS handshake was still going on when the time was up", async () => {
    let greeted: () => void = () => undefined;
    const greeting = new Promise<void>((resolve) => {
      greeted = resolve;
    });
    const silent = createServer((socket) => socket.on("data", greeted).on("error", () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const stop = new AbortController();
    const adapter = openTwilio({ apiRoot: `https://127.0.0.1:${port}` });
    const ending = adapter.send(part({ threadId: "+15005550101" }), stop.signal);
    await greeting;
    stop.abort();
    expect(await ending).toMatchObject({ kind: "retry", why: "no connection: ABORTED" });
    silent.close();
  });

  it("never shows the token in an outcome, whatever goes wrong", async () => {
    api.failNext(error(400, 99999), { kind: "cut" }, { kind: "page", status: 502 });
    const outcomes = [await send(), await send(), await send()];
    await api.close();
    outcomes.push(await send());
    expect(JSON.stringify(outcomes)).not.toContain(TWILIO.authToken);
    expect(JSON.stringify(outcomes)).not.toContain(TWILIO.accountSid);
  });
});

describe("what comes back", () => {
  const statuses = (events: readonly InboundEvent[]) => events.map((event) => [event.status, event.failure ?? null]);

  it("hears customers and reports through a signed door, whatever their order, and knows a report that came twice", async () => {
    const adapter = openTwilio({ apiRoot: api.root });
    const door = await openWebhookDoor(adapter);
    api.deliverTo(`${door.url}/webhooks/twilio`, `${PUBLIC_URL}/webhooks/twilio`);

    expect(await api.says("+15005550101", "سفارشم کجاست؟")).toMatchObject({ status: 200 });
    const sent = await adapter.send(part({ threadId: door.heard[0]?.threadId ?? "" }), noSignal());
    const id = sent.kind === "sent" ? sent.id : "";
    await api.reports(id, "queued", "delivered", "sent", "delivered", ["undelivered", 30003]);

    expect(door.heard[0]).toMatchObject({ type: "message", text: "سفارشم کجاست؟" });
    const reports = door.heard.slice(1);
    expect(reports.map((event) => event.externalId)).toEqual([id, id, id, id]);
    expect(statuses(reports)).toEqual([
      ["delivered", null],
      ["sent", null],
      ["delivered", null],
      ["failed", "chat-gone"],
    ]);
    expect(reports[2]?.eventId).toBe(reports[0]?.eventId);
    await door.close();
  });

  it("turns a customer away at the door who signs with another token", async () => {
    const door = await openWebhookDoor(openTwilio({ authToken: "the-token-of-the-desk" }));
    api.deliverTo(`${door.url}/webhooks/twilio`, `${PUBLIC_URL}/webhooks/twilio`);
    expect(await api.says("+15005550101", "let me in")).toMatchObject({ status: 401 });
    expect(door.heard).toEqual([]);
    await door.close();
  });

  it("keeps the word of a customer who opts out as answered, and is refused from then on", async () => {
    const adapter = openTwilio({ apiRoot: api.root });
    const door = await openWebhookDoor(adapter);
    api.deliverTo(`${door.url}/webhooks/twilio`, `${PUBLIC_URL}/webhooks/twilio`);
    api.optOut("+15005550101");
    await api.says("+15005550101", "STOP");
    expect(door.heard[0]).toMatchObject({ text: "STOP", answered: true });
    expect(await adapter.send(part({ threadId: "+15005550101" }), noSignal())).toEqual({
      kind: "refused",
      why: "blocked",
    });
    await door.close();
  });
});

describe("fetching what a customer sent", () => {
  const fetchFile = (ref: string) => openTwilio({ apiRoot: api.root }).fetchAttachment?.(ref, noSignal());

  it("shows the credentials to Twilio and not to the store it redirects to", async () => {
    const fetched = await fetchFile(api.addFile(new Uint8Array([1, 2, 3])));
    expect(fetched?.ok && [...fetched.value]).toEqual([1, 2, 3]);
    expect(api.fileRequests).toEqual([
      { host: "api", authorization: expect.stringMatching(/^Basic /) },
      { host: "cdn", authorization: undefined },
    ]);
  });

  it.each([
    "https://evil.example/2010-04-01/x",
    "https://twilio.com.evil.example/x",
    "https://eviltwilio.com/x",
    "http://api.twilio.com/x",
    "https://user@evil.example/.twilio.com",
    "http://169.254.169.254/latest",
    "file:///etc/passwd",
    "no url",
  ])("does not ask for %s", async (ref) => {
    expect(await fetchFile(ref)).toMatchObject({ ok: false, error: { message: "The file does not lie with Twilio." } });
  });

  it("asks no other host, which would be shown the credentials", async () => {
    const stranger = await startTwilioApi();
    const fetched = await fetchFile(stranger.addFile(new Uint8Array([1])));
    expect(fetched).toMatchObject({ ok: false });
    expect(stranger.fileRequests).toEqual([]);
    await stranger.close();
  });

  it("refuses a file above the limit and tells one that is gone, without showing its link", async () => {
    const large = await fetchFile(api.addFile(new Uint8Array(16 * 1024 * 1024 + 1)));
    expect(large).toMatchObject({ ok: false, error: { message: expect.stringContaining("larger") } });
    const gone = await fetchFile(`${api.root}/2010-04-01/Accounts/x/Messages/y/Media/gone`);
    expect(gone).toMatchObject({ ok: false });
    expect(JSON.stringify(gone)).not.toContain(api.root);
  });
});

describe("connecting to Twilio", () => {
  const connect = (config = {}) => openTwilio({ apiRoot: api.root, ...config }).connect?.(noSignal());

  it("is green for an account that may speak", async () => {
    expect(await connect()).toEqual({ state: "green" });
  });

  it("is red and says what to do for a wrong token, a suspended account and a network that is away", async () => {
    expect(await connect({ authToken: "rotated" })).toMatchObject({
      state: "red",
      hint: expect.stringMatching(/Copy/),
    });
    api.suspend();
    expect(await connect()).toMatchObject({ state: "red", why: expect.stringContaining("suspended") });
    await api.close();
    expect(await connect()).toMatchObject({ state: "red", hint: expect.stringContaining("network") });
  });
});
