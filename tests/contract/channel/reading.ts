import fc from "fast-check";
import { expect } from "vitest";
import { eventsOf, firstOf, given, type PromiseCheck, sent } from "./case.ts";

const bytes = (body: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(body));
const digits = (text: string | null): string => (text ?? "").replace(/\D/g, "");

/** What a raw body becomes. */
export const READING = {
  "reads the same event from parsed JSON, text and bytes": async ({ adapter }, { bodies }) => {
    const event = firstOf(adapter, bodies.message);
    expect(firstOf(adapter, JSON.stringify(bodies.message))).toEqual(event);
    expect(firstOf(adapter, bytes(bodies.message))).toEqual(event);
    expect(event).toMatchObject({ type: "message", channel: adapter.channel });
    expect(event.text).not.toBe("");
  },
  "tells ids as opaque texts and times in UTC": async ({ adapter }, { bodies }) => {
    const event = firstOf(adapter, bodies.message);
    for (const id of [event.eventId, event.threadId, event.sender.id, event.externalId]) {
      expect(id).toEqual(expect.stringMatching(/./));
    }
    expect(new Date(event.sentAt).toISOString()).toBe(event.sentAt);
  },
  "answers into the thread a message came from": async (under, { bodies }) => {
    const { threadId, externalId } = firstOf(under.adapter, bodies.message);
    expect(await sent(under, { threadId, replyTo: externalId })).toMatch(/./);
  },
  "gives a repeated delivery the same event id and another event another": async ({ adapter }, { bodies }) => {
    const { eventId } = firstOf(adapter, bodies.message);
    expect(firstOf(adapter, bodies.messageAgain).eventId).toBe(eventId);
    expect(firstOf(adapter, bodies.otherMessage).eventId).not.toBe(eventId);
  },
  "reads a delivery the same whatever came before it": async ({ adapter }, { bodies }) => {
    const told = [bodies.message, bodies.otherMessage, bodies.several, bodies.ownMessage];
    const inOrder = told.map((body) => adapter.decode(body));
    const reversed = told.toReversed().map((body) => adapter.decode(body));
    expect(reversed.toReversed()).toEqual(inOrder);
  },
  "reads every event of a body that holds several, in order": async ({ adapter }, { bodies }) => {
    const ids = eventsOf(adapter, bodies.several).map((event) => event.eventId);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
  },
  "names the message an edit concerns": async ({ adapter }, { bodies }) => {
    const edit = firstOf(adapter, bodies.edit);
    expect(edit.type).toBe("edit");
    expect(edit.externalId).toBe(firstOf(adapter, bodies.message).externalId);
    expect(edit.eventId).not.toBe(firstOf(adapter, bodies.message).eventId);
  },
  "names the message a reaction concerns": async ({ adapter }, { bodies }) => {
    const reaction = firstOf(adapter, given(bodies.reaction, "bodies.reaction"));
    expect(reaction).toMatchObject({ type: "reaction", externalId: expect.stringMatching(/./) });
  },
  "brings back the payload of a pressed button, and the message it stood under": async ({ adapter }, { bodies }) => {
    const press = firstOf(adapter, given(bodies.press, "bodies.press"));
    expect(press).toMatchObject({ type: "action", data: expect.stringMatching(/./) });
    expect(press.externalId).toMatch(/./);
  },
  "tells a file with what fetches it": async ({ adapter }, { bodies }) => {
    const [file] = firstOf(adapter, given(bodies.file, "bodies.file")).attachments;
    expect(file?.ref).toMatch(/./);
  },
  "tells each step of our message as an event of its own": async ({ adapter }, { bodies }) => {
    const steps = given(bodies.statuses, "bodies.statuses").map((body) => firstOf(adapter, body));
    for (const step of steps) {
      expect(step).toMatchObject({ type: "status", status: expect.stringMatching(/./) });
      expect(step.externalId).toMatch(/./);
    }
    expect(new Set(steps.map((step) => step.eventId)).size).toBe(steps.length);
  },
  "never tells our own message as the customer's": async ({ adapter }, { bodies }) => {
    for (const { type } of eventsOf(adapter, bodies.ownMessage)) expect(["echo", "status"]).toContain(type);
  },
  "tells two handles of one person where the platform proves it": async ({ adapter }, { bodies }) => {
    const proved = eventsOf(adapter, given(bodies.identity, "bodies.identity")).flatMap((event) =>
      event.identity === null ? [] : [{ type: event.type, ...event.identity }],
    );
    expect(proved).not.toEqual([]);
    for (const { type, from, to } of proved) {
      expect(type).toBe("identity");
      expect([from, to]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
      expect(from).not.toBe(to);
    }
  },
  "takes nobody for another because of what was written": async ({ adapter }, { bodies }) => {
    for (const body of [bodies.message, bodies.otherMessage, bodies.ownMessage]) {
      expect(eventsOf(adapter, body).filter((event) => event.type === "identity" || event.identity)).toEqual([]);
    }
  },
  "never takes a stranger's card for the sender's number": async ({ adapter }, { bodies }) => {
    const card = given(bodies.strangersCard, "bodies.strangersCard");
    const events = eventsOf(adapter, card.body);
    expect(events).not.toEqual([]);
    for (const { sender, identity } of events) {
      expect(digits(sender.phone)).not.toBe(digits(card.phone));
      expect(identity).toBeNull();
    }
  },
  "ignores a kind it does not know": async ({ adapter }, { bodies }) => {
    expect(adapter.decode(bodies.unknownKind)).toEqual({ ok: true, value: [] });
  },
  "refuses a body of another kind as a value, with what to do": async ({ adapter }, { bodies }) => {
    for (const body of [...bodies.foreign, "not json", new Uint8Array([0xff, 0xfe]), "", null, 7, []]) {
      expect(adapter.decode(body)).toMatchObject({
        ok: false,
        error: { message: expect.stringMatching(/./), hint: expect.stringMatching(/./) },
      });
    }
  },
  "bears whatever it is given": async ({ adapter }, { bodies }) => {
    const text = JSON.stringify(bodies.message);
    const torn = fc.tuple(fc.nat(text.length), fc.nat(text.length), fc.string({ unit: "binary" }));
    const damaged = torn.map(([from, to, between]) => text.slice(0, from) + between + text.slice(to));
    const anything = fc.oneof(damaged, fc.json(), fc.anything(), fc.uint8Array(), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(anything, (raw) => {
        const decoded = adapter.decode(raw);
        if (!decoded.ok) return decoded.error.hint !== "";
        return decoded.value.every((event) => event.eventId !== "" && !Number.isNaN(Date.parse(event.sentAt)));
      }),
      { numRuns: 300 },
    );
  },
} as const satisfies Record<string, PromiseCheck>;
