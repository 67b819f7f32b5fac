import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Button, OutboundMessage, SendOutcome } from "../../../src/ports/channel.ts";
import { startWhatsAppApi, type WhatsAppApi } from "../../support/whatsapp-api.ts";
import { error, type Fault, limited, pairLimited } from "../../support/whatsapp-faults.ts";
import { openWhatsApp } from "./open.ts";

let api: WhatsAppApi;
beforeEach(async () => {
  api = await startWhatsAppApi();
});
afterEach(() => api.close());

const PHONE = "989120000000";
const USER = "IR.7300000000000000001";
const never = (): AbortSignal => new AbortController().signal;

const part = (fields: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: "p1",
  threadId: PHONE,
  text: "در حال پیگیری هستیم.",
  buttons: [],
  replyTo: null,
  ...fields,
});

const open = () => openWhatsApp({ apiRoot: api.root, reopenTemplate: { name: "desk_reopen", language: "fa" } });
const send = (fields: Partial<OutboundMessage> = {}): Promise<SendOutcome> => open().send(part(fields), never());
const interactive = (handle = PHONE): unknown => api.sentTo(handle).at(-1)?.payload.interactive;
const labelled = (...labels: readonly string[]): readonly Button[] =>
  labels.map((label, nth) => ({ id: `choice:${nth}`, label }));

describe("sending by WhatsApp", () => {
  it("sends plain text to a phone by `to`, as an answer to what it answers", async () => {
    expect(await send({ replyTo: "wamid.theirs-1" })).toEqual({ kind: "sent", id: "wamid.ours1" });
    expect(api.sentTo(PHONE)[0]?.payload).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: PHONE,
      context: { message_id: "wamid.theirs-1" },
      type: "text",
      text: { body: "در حال پیگیری هستیم." },
    });
  });

  it("sends to somebody without a number by `recipient`, also in the parent form of the id", async () => {
    for (const threadId of [USER, "US.ENT.11800000000000000000"]) {
      await send({ threadId });
      expect(api.sentTo(threadId)[0]?.payload).toMatchObject({ recipient: threadId });
      expect(api.sentTo(threadId)[0]?.payload).not.toHaveProperty("to");
    }
  });

  it("refuses without asking what WhatsApp would refuse for certain", async () => {
    for (const threadId of ["", "no chat", "@sara", "IR.", "../me"]) {
      expect(await send({ threadId })).toEqual({ kind: "refused", why: "chat-gone" });
    }
    expect(await send({ buttons: [{ id: "x".repeat(201), label: "x" }] })).toEqual({
      kind: "refused",
      why: "too-long",
    });
    expect(api.journal).toEqual([]);
  });

  it.each<[string, Fault, SendOutcome]>([
    ["a window that closed", error(400, 131047, "Re-engagement message"), { kind: "refused", why: "window-closed" }],
    ["somebody who cannot be reached", error(400, 131026), { kind: "refused", why: "blocked" }],
    ["somebody who wants no marketing", error(400, 131050), { kind: "refused", why: "blocked" }],
    ["our own number", error(400, 131021), { kind: "refused", why: "chat-gone" }],
    [
      "a text the platform finds too long",
      error(400, 100, "(#100) Param text['body'] must be at most 4096 characters long."),
      { kind: "refused", why: "too-long" },
    ],
    ["too much for one customer", pairLimited, retry(6000, `131056: ${pairLimited.message}`)],
    ["too much for the number", limited(3), { ...retry(3000, "130429: Rate limit hit"), limited: true }],
    ["a limit that names no time", error(400, 80007, "Limit"), { ...retry(60_000, "80007: Limit"), limited: true }],
    ["a limit of the app", error(403, 4, "Limit"), { ...retry(60_000, "4: Limit"), limited: true }],
    ["a suspicion of spam", error(400, 131048, "Spam"), { ...retry(3_600_000, "131048: Spam"), limited: true }],
    ["a customer in an experiment", error(400, 130472, "Experiment"), retry(3_600_000, "130472: Experiment")],
    ["a server error", error(500, 131000, "Something"), retry(2000, "131000: Something")],
    ["an overload", error(500, 2, "Service"), retry(2000, "2: Service")],
    ["a gateway that is closed", { kind: "page", status: 503 }, { ...retry(2000, "503") }],
    ["a stranger's refusal", { kind: "page", status: 404 }, retry(60_000, "404")],
    ["a redirect", { kind: "page", status: 302 }, retry(60_000, "302")],
    [
      "an expired token",
      error(401, 190, "Error validating access token"),
      retry(600_000, "190: Error validating access token"),
    ],
    ["a missing permission", error(403, 200, "Permissions error"), retry(600_000, "200: Permissions error")],
    ["a locked account", error(403, 131031, "Locked"), retry(600_000, "131031: Locked")],
    ["an unpaid bill", error(400, 131042, "Payment"), retry(600_000, "131042: Payment")],
    ["an unknown refusal", error(400, 132012, "Parameter"), retry(60_000, "132012: Parameter")],
  ])("tells %s", async (_name, fault, outcome) => {
    api.failNext("messages", fault);
    expect(await send()).toEqual(outcome);
    expect(api.sentTo(PHONE)).toEqual([]);
  });

  it("makes one customer's limit theirs alone", async () => {
    api.failNext("messages", pairLimited);
    expect(await send()).not.toHaveProperty("limited");
    expect(await send({ threadId: USER })).toMatchObject({ kind: "sent" });
    expect(await send()).toMatchObject({ kind: "retry", afterMs: 6000 });
    expect(api.retriedTooEarly).toBe(1);
  });

  it("takes neither an unreadable success nor a gateway's time-out for a failure: the message may stand", async () => {
    api.failNext(
      "messages",
      { kind: "page", status: 200 },
      { kind: "page", status: 504 },
      { kind: "page", status: 502 },
    );
    expect(await send()).toEqual({ kind: "unknown", why: "no answer: UNREADABLE_ANSWER" });
    expect(await send()).toEqual({ kind: "unknown", why: "WhatsApp answered 504" });
    expect(await send()).toEqual({ kind: "unknown", why: "WhatsApp answered 502" });
  });

  it("does not know the end of a send whose answer was cut, and the message did arrive", async () => {
    api.failNext("messages", { kind: "cut" });
    expect(await send()).toMatchObject({ kind: "unknown" });
    expect(api.sentTo(PHONE)).toHaveLength(1);
  });

  it("knows that nothing arrived where no connection came about", async () => {
    const rude = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve));
    const address = rude.address();
    const port = typeof address === "object" ? address?.port : undefined;
    for (const apiRoot of [`https://127.0.0.1:${port}`, "http://no-such-host.invalid"]) {
      const outcome = await openWhatsApp({ apiRoot }).send(part(), never());
      expect(outcome).toMatchObject({ kind: "retry", afterMs: 2000 });
    }
    await new Promise((resolve) => rude.close(resolve));
  });

  it("shows neither the token nor a number in an outcome, though the platform repeats them", async () => {
    const wrong = await openWhatsApp({ apiRoot: api.root, accessToken: "EAAplantedtoken" }).send(part(), never());
    api.failNext("messages", error(400, 131030, `Recipient ${PHONE} not in allowed list, token ${api.accessToken}`));
    const told = JSON.stringify([wrong, await send()]);
    expect(told).toContain("131030: Recipient … not in allowed list");
    expect(told).toContain("190");
    for (const secret of ["EAAplantedtoken", api.accessToken, PHONE]) expect(told).not.toContain(secret);
  });
});

describe("choices", () => {
  it("are up to three buttons", async () => {
    await send({ buttons: labelled("بله", "خیر", "بعداً") });
    expect(interactive()).toMatchObject({ type: "button", body: { text: "در حال پیگیری هستیم." } });
    expect(api.sentTo(PHONE)[0]?.choices).toEqual([
      { id: "choice:0", title: "بله" },
      { id: "choice:1", title: "خیر" },
      { id: "choice:2", title: "بعداً" },
    ]);
  });

  it("are a list where there are more, up to ten", async () => {
    const ten = labelled(...Array.from({ length: 10 }, (_, nth) => `گزینهٔ ${nth}`));
    await send({ buttons: ten });
    expect(interactive()).toMatchObject({ type: "list" });
    expect(api.sentTo(PHONE)[0]?.choices).toHaveLength(10);
    await send({ buttons: [...ten, { id: "one-more", label: "یازدهم" }] });
    expect(api.sentTo(PHONE)[1]?.text.split("\n")).toHaveLength(12);
    expect(api.sentTo(PHONE)[1]?.text).toMatch(/\n• یازدهم$/);
  });

  it("are a list where a label is too long for a button: cut in the title, whole below, no letter torn", async () => {
    const family = "خانوادهٔ من هستند 👨‍👩‍👧‍👦 و منتظرند";
    await send({ buttons: labelled(family, "خیر") });
    expect(interactive()).toMatchObject({
      action: { sections: [{ rows: [{ title: "خانوادهٔ من هستند…", description: family }, { title: "خیر" }] }] },
    });
  });

  it("stay apart where cutting makes them alike", async () => {
    const long = "پیگیری سفارش شمارهٔ چهل و هشت هزار و ";
    expect(await send({ buttons: labelled(`${long}یک`, `${long}دو`) })).toMatchObject({ kind: "sent" });
    const titles = api.sentTo(PHONE)[0]?.choices.map(({ title }) => title.slice(0, 3));
    expect(titles).toEqual(["1. ", "2. "]);
    expect(await send({ buttons: labelled("همان", "همان") })).toMatchObject({ kind: "sent" });
  });

  it("stand below a text that is too long for them, as words to type back, and give way where even that is too long", async () => {
    const text = "س".repeat(1025);
    expect(await send({ text, buttons: labelled("بله", "خیر") })).toMatchObject({ kind: "sent" });
    expect(api.sentTo(PHONE)[0]?.payload).toMatchObject({ type: "text", text: { body: `${text}\n• بله\n• خیر` } });
    expect(await send({ text: "س".repeat(4096), buttons: labelled("بله") })).toMatchObject({ kind: "sent" });
    expect(api.sentTo(PHONE)[1]?.text).toHaveLength(4096);
  });

  it("ask for the number of somebody who is known by user id alone, and of nobody else", async () => {
    const buttons = [{ id: "phone", label: "شماره‌ام را می‌دهم", asks: "phone" as const }];
    await send({ threadId: USER, buttons });
    expect(interactive(USER)).toMatchObject({ type: "request_contact_info", action: { name: "request_contact_info" } });
    await send({ buttons });
    expect(api.sentTo(PHONE)[0]?.payload).toMatchObject({ type: "text", text: { body: "در حال پیگیری هستیم." } });
  });
});

describe("the small calls beside a send", () => {
  it("marks as read and shows typing with one call, and bears every failure", async () => {
    api.failNext("read", error(400, 100, "too old"), { kind: "cut" });
    const adapter = open();
    await adapter.showTyping?.(PHONE, "wamid.theirs-9");
    await adapter.showTyping?.(PHONE, "wamid.theirs-9");
    await adapter.showTyping?.(PHONE);
    expect((await api.calls("read", 2)).map((call) => call.payload)).toEqual(
      Array(2).fill({
        messaging_product: "whatsapp",
        status: "read",
        message_id: "wamid.theirs-9",
        typing_indicator: { type: "text" },
      }),
    );
  });

  it("puts a reaction and takes it back", async () => {
    const adapter = open();
    expect(await adapter.react?.(USER, "wamid.theirs-9", "👍", never())).toMatchObject({ kind: "sent" });
    expect(await adapter.react?.(USER, "wamid.theirs-9", "", never())).toMatchObject({ kind: "sent" });
    expect(await adapter.react?.("no chat", "wamid.theirs-9", "", never())).toEqual({
      kind: "refused",
      why: "chat-gone",
    });
    expect(api.sentTo(USER).map(({ payload }) => payload.reaction)).toEqual([
      { message_id: "wamid.theirs-9", emoji: "👍" },
      { message_id: "wamid.theirs-9", emoji: "" },
    ]);
  });

  it("asks with the operator's template whether it may write again", async () => {
    expect(await open().askToReopen?.(PHONE, never())).toMatchObject({
      kind: "retry",
      why: expect.stringContaining("132001"),
    });
    api.approveTemplate("desk_reopen");
    expect(await open().askToReopen?.(PHONE, never())).toMatchObject({ kind: "sent" });
    const template = { name: "desk_reopen", language: { code: "fa" } };
    expect(api.sentTo(PHONE)[0]?.payload).toMatchObject({ to: PHONE, type: "template", template });
  });
});

function retry(afterMs: number, why: string): SendOutcome & { kind: "retry" } {
  return { kind: "retry", afterMs, why: `WhatsApp answered ${why}` };
}
