import { describe, expect, it } from "vitest";
import { decodeKavenegar } from "../../../../adapters/sms/index.ts";
import type { InboundEvent } from "../../../../src/ports/channel.ts";
import { fixturesOf, RECEIVED } from "../open.ts";

const fixtures = fixturesOf("kavenegar");
const names = [...fixtures.keys()];

function eventsOf(name: string): readonly InboundEvent[] {
  const decoded = decodeKavenegar(fixtures.get(name), new Date(RECEIVED));
  if (!decoded.ok) throw new Error(`${name}: ${decoded.error.message}`);
  return decoded.value;
}

const phone = "+989120000001";
const byCustomer = { type: "message", threadId: phone, sender: { id: phone, name: "", phone } };
const words = "سفارش ۴۸۲۱۷ هنوز نرسیده";

const stranger = (id: string) => ({ threadId: id, sender: { id, name: "", phone: null } });
const status = (id: string, code: number, becomes: string, more: object = {}) => {
  return { type: "status", externalId: id, eventId: `${id}:${code}`, status: becomes, text: "", ...more };
};

/** What each recorded shape becomes. */
const EXPECTED: Readonly<Record<string, readonly object[]>> = {
  "push.form": [{ ...byCustomer, eventId: "35850015", externalId: "35850015", text: words, sentAt: RECEIVED }],
  "push.json": [{ ...byCustomer, eventId: "35850015", externalId: "35850015", text: words, sentAt: RECEIVED }],
  "push-by-get": [{ ...byCustomer, eventId: "35850016", text: "hello there" }],
  "push-other-names": [{ ...byCustomer, text: "سلام", sentAt: "2026-01-05T08:00:00.000Z" }],
  "push-persian-digits": [{ ...byCustomer, text: "۱۲۳" }],
  "push-without-plus": [byCustomer],
  "push-abroad": [{ threadId: "+14155550123", sender: { id: "+14155550123", name: "", phone: "+14155550123" } }],
  "push-from-name": [stranger("Snapp")],
  "push-from-line": [stranger("3000202030")],
  "push-stop": [{ ...byCustomer, text: "لغو۱۱", answered: true }],
  "pull-messages": [
    { ...byCustomer, eventId: "35850030", text: "یک", sentAt: "2026-01-05T08:00:00.000Z" },
    { eventId: "35850031", threadId: "+989120000002", text: "دو" },
  ],
  "pull-statuses": [status("85463238", 10, "delivered"), status("85463240", 14, "failed", { failure: "blocked" })],
  "pull-sent": [status("8792343", 5, "sent", { threadId: phone })],
  "status-sent": [status("85463238", 5, "sent")],
  "status-delivered": [status("85463238", 10, "delivered")],
  "status-undelivered": [status("85463238", 11, "failed", { threadId: phone })],
  "status-blocked": [status("85463238", 14, "failed", { failure: "blocked" })],
  "status-failed": [status("85463238", 6, "failed")],
};

describe("reading what Kavenegar pushes and answers", () => {
  it.each(Object.entries(EXPECTED))("reads %s", (name, expected) => {
    const events = eventsOf(name);
    expect(events).toHaveLength(expected.length);
    expect(events).toMatchObject(expected.map((event) => ({ channel: "kavenegar", ...event })));
    if (name !== "push-stop") expect(events.filter((event) => event.answered)).toEqual([]);
  });

  it.each(names.filter((name) => name.startsWith("ignored-")))("tells nothing of %s, on purpose", (name) => {
    expect(eventsOf(name)).toEqual([]);
  });

  it("has an expectation for every recorded shape", () => {
    const expected = names.filter((name) => !name.startsWith("ignored-"));
    expect(new Set(Object.keys(EXPECTED))).toEqual(new Set(expected));
    expect(names.length).toBeGreaterThanOrEqual(10);
  });

  it("tells the whole event of a plain message and no key more", () => {
    expect(eventsOf("push.form")).toEqual([
      {
        ...byCustomer,
        channel: "kavenegar",
        eventId: "35850015",
        externalId: "35850015",
        text: words,
        data: null,
        attachments: [],
        location: null,
        replyTo: null,
        identity: null,
        status: null,
        sentAt: RECEIVED,
      },
    ]);
  });

  it("gives a message one event id, whether it was pushed or pulled", () => {
    const pulled = decodeKavenegar({ messageid: 35850015, message: words, sender: "09120000001", date: 1767600000 });
    const [event] = pulled.ok ? pulled.value : [];
    expect(event?.eventId).toBe(eventsOf("push.form")[0]?.eventId);
    expect(event?.threadId).toBe(eventsOf("push.form")[0]?.threadId);
  });

  it.each([0, -1, 1e18, Number.NaN, "soon", "", 253_402_300_800])("does not believe the time %s", (date) => {
    const decoded = decodeKavenegar({ messageid: 1, from: "09120000001", message: "x", date }, new Date(RECEIVED));
    expect(decoded).toMatchObject({ ok: true, value: [{ sentAt: RECEIVED }] });
  });
});
