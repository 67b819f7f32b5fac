import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InboundEvent } from "../../src/ports/channel.ts";
import { openWhatsApp } from "../adapters/whatsapp/open.ts";
import { openWebhookDoor, type WebhookDoor } from "./webhook-door.ts";
import { startWhatsAppApi, type WhatsAppApi } from "./whatsapp-api.ts";
import { limited, pairLimited } from "./whatsapp-faults.ts";

// The simulator is what whole-desk tests lean on, so its own promises are kept by calls that are not the adapter's.

const PHONE = "989120000000";
const USER = "IR.7300000000000000001";

let api: WhatsAppApi;
let door: WebhookDoor;
beforeEach(async () => {
  api = await startWhatsAppApi({ seed: 7 });
  door = await openWebhookDoor(openWhatsApp({ apiRoot: api.root }));
});
afterEach(async () => {
  await api.close();
  await door.close();
});

async function post(
  message: object,
  to: object = { to: PHONE },
): Promise<{ status: number; code?: number; id?: string }> {
  const headers = { authorization: `Bearer ${api.accessToken}`, "content-type": "application/json" };
  const body = JSON.stringify({ messaging_product: "whatsapp", recipient_type: "individual", ...to, ...message });
  const answer = await fetch(`${api.root}/v25.0/${api.phoneNumberId}/messages`, { method: "POST", headers, body });
  const told = (await answer.json()) as { error?: { code: number }; messages?: { id: string }[] };
  const code = told.error?.code;
  const id = told.messages?.[0]?.id;
  return { status: answer.status, ...(code !== undefined && { code }), ...(id !== undefined && { id }) };
}
const text = (body: string): object => ({ type: "text", text: { body } });
const statuses = (events: readonly InboundEvent[]) =>
  events.filter((event) => event.type === "status").map(({ status, failure }) => failure ?? status);

describe("the simulated Cloud API by webhook", () => {
  it("subscribes an address that knows the verify token, and no other", async () => {
    expect(await api.subscribe(door.url, "guess")).toBe(false);
    api.customer({ phone: PHONE }).says("سلام 😀");
    expect(api.unconfirmed).toBe(1);
    expect(await api.subscribe(door.url)).toBe(true);
    await api.settled();
    expect(door.heard.map((event) => event.text)).toEqual(["سلام 😀"]);
  });

  it("posts signed, again after a refusal, in order within a customer", async () => {
    await api.subscribe(door.url);
    door.refuseNext(2, 503);
    const sara = api.customer({ phone: PHONE });
    for (const words of ["one", "two", "three"]) sara.says(words);
    await api.settled();
    expect(door.heard.map((event) => event.text)).toEqual(["one", "two", "three"]);
    expect(api.deliveries.map((delivery) => delivery.status)).toEqual([503, 503, 200, 200, 200]);
  });

  it("posts an accepted delivery again when told to, and many changes as one", async () => {
    await api.subscribe(door.url);
    api.deliverEach(2);
    api.holdBatch();
    for (const phone of [PHONE, "989350000000"]) api.customer({ phone }).says("once");
    api.releaseBatch();
    await api.settled();
    expect(door.heard).toHaveLength(4);
    expect(new Set(door.heard.map((event) => event.eventId)).size).toBe(2);
    expect(api.deliveries.map((delivery) => delivery.changes)).toEqual([2, 2]);
  });

  it("plays all that a customer can do, so that every act is one the desk knows", async () => {
    await api.subscribe(door.url);
    const sara = api.customer({ phone: PHONE, userId: USER });
    const first = sara.says("one");
    sara.edits(first, "two");
    sara.takesBack(first);
    sara.taps("wamid.ours1", "yes:1", "بله");
    sara.tapsTemplate("wamid.ours2", "REOPEN", "ادامه");
    sara.reacts("wamid.ours1", "👎");
    sara.sends("image", { id: "7004", mime_type: "image/png" });
    sara.changesNumber("989350000000", "IR.7300000000000000002");
    await api.settled();
    api.ownerSays(sara.threadId, "من خودم پیگیری می‌کنم");
    await api.settled();
    const happened = door.heard.filter((event) => event.type !== "identity").map((event) => event.type);
    expect(happened).toEqual(["message", "edit", "edit", "action", "action", "reaction", "message", "echo"]);
    const last = door.heard.filter((event) => event.type === "identity").at(-1);
    expect(last?.identity).toEqual({ from: USER, to: sara.threadId });
  });

  it("has what the adapter sent pressed, read and quoted under the id that the send returned", async () => {
    await api.subscribe(door.url);
    const sara = api.customer({ userId: USER });
    const buttons = [{ id: "yes:1", label: "بله" }];
    const part = { id: "p1", threadId: sara.threadId, text: "درست شد؟", buttons, replyTo: sara.says("سلام") };
    const sent = await openWhatsApp({ apiRoot: api.root }).send(part, new AbortController().signal);
    const id = sent.kind === "sent" ? sent.id : "";
    const [choice] = api.sentTo(USER)[0]?.choices ?? [];
    sara.taps(id, choice?.id ?? "", choice?.title ?? "");
    sara.says("ممنون", { context: { id } });
    await api.settled();
    expect(door.heard.slice(1)).toMatchObject([
      { type: "status", status: "sent", externalId: id },
      { type: "status", status: "delivered", externalId: id },
      { type: "action", data: "yes:1", externalId: id },
      { type: "message", replyTo: id },
    ]);
  });

  it("shows nobody's number who has a username", async () => {
    await api.subscribe(door.url);
    const omid = api.customer({ userId: USER });
    omid.says("hello");
    await api.settled();
    expect(door.heard).toMatchObject([{ threadId: omid.threadId, sender: { phone: null } }]);
  });
});

describe("the simulated Cloud API taking messages", () => {
  it("tells what became of each, also that it failed after it had been accepted", async () => {
    await api.subscribe(door.url);
    expect(await post(text("hello"))).toMatchObject({ status: 200 });
    api.closeWindow(PHONE);
    expect(await post(text("too late"))).toMatchObject({ status: 200 });
    api.openWindow(PHONE);
    api.block(PHONE);
    await post(text("nobody listens"));
    api.unblock(PHONE);
    api.failNext("messages", { kind: "fails-later", code: 131053 });
    await post(text("hello"));
    await api.settled();
    expect(statuses(door.heard)).toEqual(["sent", "delivered", "window-closed", "blocked", "failed"]);
  });

  it("lets templates through a closed window, and free words to others", async () => {
    api.closeWindow(PHONE);
    api.approveTemplate("desk_reopen");
    api.tellStatuses("read");
    await api.subscribe(door.url);
    await post({ type: "template", template: { name: "desk_reopen", language: { code: "fa" } } });
    await post(text("hello"), { recipient: USER });
    await api.settled();
    expect(statuses(door.heard)).toEqual(["read", "read"]);
  });

  const button = (title: string, id = title) => ({ type: "reply", reply: { id, title } });
  const buttons = (...all: object[]) => ({ type: "button", body: { text: "?" }, action: { buttons: all } });
  const rows = (...all: object[]) => ({
    type: "list",
    body: { text: "?" },
    action: { button: "☰", sections: [{ rows: all }] },
  });

  it.each<[string, object, number]>([
    ["no text", text(""), 100],
    ["a long text", text("x".repeat(4097)), 100],
    [
      "four buttons",
      { type: "interactive", interactive: buttons(...["a", "b", "c", "d"].map((one) => button(one))) },
      131009,
    ],
    ["a long button", { type: "interactive", interactive: buttons(button("x".repeat(21), "a")) }, 100],
    ["buttons alike", { type: "interactive", interactive: buttons(button("a"), button("a", "b")) }, 131009],
    ["a long row", { type: "interactive", interactive: rows({ id: "a", title: "x".repeat(25) }) }, 100],
    ["an unknown file", { type: "image", image: { id: "7" } }, 131053],
    ["an unknown template", { type: "template", template: { name: "x" } }, 132001],
    ["an unknown kind", { type: "hologram" }, 131051],
  ])("refuses %s", async (_name, message, code) => {
    expect(await post(message)).toMatchObject({ code });
    expect(api.sentTo(PHONE)).toEqual([]);
  });

  it("limits one customer or the number, and counts who comes back too early", async () => {
    api.failNext("messages", pairLimited, limited(60));
    expect(await post(text("one"))).toMatchObject({ code: 131056 });
    expect(await post(text("one"))).toMatchObject({ code: 131056 });
    expect(await post(text("one"), { recipient: USER })).toMatchObject({ status: 429, code: 130429 });
    expect(await post(text("one"), { to: "989350000000" })).toMatchObject({ status: 429 });
    expect(api.retriedTooEarly).toBe(2);
  });

  it("fails the asked share of sends, the same ones for the same seed", async () => {
    const outcomes = async (one: WhatsAppApi): Promise<readonly number[]> => {
      const kept = api;
      api = one;
      one.misbehave({ serverError: 0.2, page: 0.1, failsLater: { share: 0.1, code: 131000 } });
      const all: number[] = [];
      for (let nth = 0; nth < 100; nth += 1)
        all.push(
          await post(text("x")).then(
            ({ status }) => status,
            () => 0,
          ),
        );
      api = kept;
      return all;
    };
    const first = await outcomes(api);
    const twin = await startWhatsAppApi({ seed: 7 });
    expect(await outcomes(twin)).toEqual(first);
    await twin.close();
    const failed = first.filter((status) => status !== 200).length;
    expect(failed).toBeGreaterThan(10);
    expect(failed).toBeLessThan(60);
  });
});
