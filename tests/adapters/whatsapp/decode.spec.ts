import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeDelivery } from "../../../adapters/whatsapp/decode.ts";
import type { AttachmentKind, InboundAttachment, InboundEvent } from "../../../src/ports/channel.ts";

const FOLDER = new URL("../../fixtures/whatsapp/", import.meta.url);
const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));
const body = (name: string): string => readFileSync(new URL(`${name}.json`, FOLDER), "utf8");
const NUMBER = "100200300400500";

function eventsOf(name: string): readonly InboundEvent[] {
  const decoded = decodeDelivery(body(name), NUMBER);
  if (!decoded.ok) throw new Error(`${name}: ${decoded.error.message}`);
  return decoded.value;
}

const PHONE = "989120000000";
const NEW_PHONE = "989350000000";
const USER = "IR.7300000000000000001";
const NEW_USER = "IR.7300000000000000002";
const sara = { id: PHONE, name: "سارا احمدی", phone: PHONE };
const byUserId = { threadId: USER, sender: { id: USER, name: "سارا احمدی", phone: PHONE } };
const SENT = "2026-01-05T08:00:00.000Z";

type Files = readonly InboundAttachment[];
const file = (kind: AttachmentKind, ref: string, mime: string, name: string | null = null): Files => [
  { kind, name, mime, ref },
];
const leftOut = (name: string): Files => [{ kind: "document", name, mime: null }];
const proof = (from: string, to: string) => ({ type: "identity", identity: { from, to }, threadId: to }) as const;

/** What each shape becomes, event by event; left out is what every message of one customer has in common. */
const EXPECTED: Readonly<Record<string, readonly Partial<InboundEvent>[]>> = {
  text: [{ text: "سفارش #48217 هنوز نرسیده", eventId: "wamid.text-1", externalId: "wamid.text-1", sentAt: SENT }],
  "text-other": [{ text: "کسی هست؟", eventId: "wamid.text-2" }],
  "text-no-contacts": [{ sender: { id: PHONE, name: "", phone: PHONE } }],
  "text-both-handles": [proof(PHONE, USER), byUserId],
  "text-user-id-in-contact": [proof(PHONE, USER), byUserId],
  "text-user-id-only": [{ threadId: USER, sender: { ...sara, id: USER, phone: null } }],
  "text-username-only": [{ threadId: USER, sender: { id: USER, name: "@sara", phone: null } }],
  "text-numeric-time": [{ sentAt: SENT }],
  "text-forwarded": [{ text: "بسته ارسال شد", replyTo: null }],
  "text-reply": [{ text: "این را می‌گویم", replyTo: "wamid.ours-40" }],
  "text-referral": [{ replyTo: null, replyQuote: "ارسال یک‌روزه\nهمین امروز سفارش بدهید" }],
  "text-product": [{ replyTo: "wamid.ours-41", replyQuote: "KETTLE-2" }],
  image: [{ text: "این عکس جعبه است", attachments: file("image", "7001", "image/jpeg") }],
  "image-url": [{ attachments: file("image", "7002", "image/jpeg") }],
  "image-lost": [{ attachments: [{ kind: "image", name: null, mime: null }] }],
  video: [{ text: "ببینید", attachments: file("video", "7003", "video/mp4") }],
  voice: [{ text: "", attachments: file("voice", "7004", "audio/ogg; codecs=opus") }],
  audio: [{ attachments: file("audio", "7005", "audio/mpeg") }],
  document: [{ text: "فاکتور", attachments: file("document", "7006", "application/pdf", "فاکتور ۱۲.pdf") }],
  sticker: [{ attachments: file("sticker", "7007", "image/webp") }],
  location: [
    {
      attachments: [{ kind: "location", name: null, mime: null }],
      location: { latitude: 35.6892, longitude: 51.389 },
    },
  ],
  "location-named": [{ attachments: [{ kind: "location", name: "شعبه ولیعصر, تهران، ولیعصر ۱۲", mime: null }] }],
  contacts: [
    {
      sender: sara,
      attachments: [
        { kind: "contact", name: "پیک 989350000000", mime: null },
        { kind: "contact", name: "دفتر +98 21 0000 0001", mime: null },
      ],
    },
  ],
  "contacts-own": [{ sender: sara, attachments: [{ kind: "contact", name: "سارا احمدی", mime: null }] }],
  "contacts-requested": [{ ...byUserId, attachments: [{ kind: "contact", name: null, mime: null }] }],
  "contacts-requested-vcard": [{ ...byUserId, attachments: [{ kind: "contact", name: null, mime: null }] }],
  "interactive-button": [{ type: "action", data: "yes:1", text: "بله", externalId: "wamid.ours-60" }],
  "interactive-list": [{ type: "action", data: "topic:4", text: "تأخیر در ارسال", externalId: "wamid.ours-61" }],
  "interactive-form": [{ text: "order: 48217\nrating: 2\ncity: تهران", replyTo: "wamid.ours-62", data: null }],
  "interactive-form-broken": [{ text: "not json" }],
  "interactive-empty": [{ text: "", attachments: leftOut("interactive"), replyTo: "wamid.ours-63" }],
  "template-button": [{ type: "action", data: "REOPEN", text: "ادامه می‌دهم", externalId: "wamid.ours-64" }],
  "template-button-bare": [{ type: "action", data: "REOPEN", text: "ادامه می‌دهم", externalId: null }],
  reaction: [{ type: "reaction", text: "👎", externalId: "wamid.ours-60", eventId: "wamid.reaction-1" }],
  "reaction-removed": [{ type: "reaction", text: "", externalId: "wamid.ours-60" }],
  "reaction-removed-bare": [{ type: "reaction", text: "", externalId: "wamid.ours-60" }],
  order: [{ text: "زودتر لطفاً\nKETTLE-2 × 2, 1250000 IRR\nCUP-9 × 1, 90000 IRR" }],
  unsupported: [{ text: "", attachments: leftOut("poll") }],
  "unsupported-bare": [{ text: "", attachments: leftOut("unsupported") }],
  edit: [
    { type: "edit", text: "سفارش #48218 هنوز نرسیده", externalId: "wamid.text-1", sentAt: "2026-01-05T08:00:40.000Z" },
  ],
  "edit-caption": [{ type: "edit", text: "جعبه پاره است", externalId: "wamid.image-1" }],
  revoke: [{ type: "edit", text: "", attachments: [], externalId: "wamid.text-1", eventId: "wamid.revoke-1" }],
  "system-changed-number": [proof(PHONE, NEW_PHONE)],
  "system-changed-number-and-id": [proof(USER, NEW_USER), proof(PHONE, NEW_USER), proof(NEW_PHONE, NEW_USER)],
  "system-changed-user-id": [proof(USER, NEW_USER)],
  "system-changed-user-id-forged-name": [proof(USER, NEW_USER)],
  "user-id-update": [proof(USER, NEW_USER)],
  "status-sent": [{ type: "status", status: "sent", externalId: "wamid.ours-60", eventId: "wamid.ours-60:sent" }],
  "status-delivered": [{ type: "status", status: "delivered", threadId: USER }],
  "status-read": [{ type: "status", status: "read", eventId: "wamid.ours-60:read" }],
  "status-played": [{ type: "status", status: "read", eventId: "wamid.ours-65:played" }],
  "status-user-id-only": [{ type: "status", status: "delivered", threadId: USER }],
  "status-failed-window": [{ type: "status", status: "failed", failure: "window-closed" }],
  "status-failed-undeliverable": [{ type: "status", status: "failed", failure: "blocked" }],
  "status-failed-other": [{ type: "status", status: "failed", failure: null }],
  echo: [{ type: "echo", text: "من خودم پیگیری می‌کنم", externalId: "wamid.echo-text" }],
  "echo-user-id": [
    proof(PHONE, USER),
    { type: "echo", threadId: USER, attachments: file("image", "7010", "image/png") },
  ],
  batch: [
    { eventId: "wamid.text-1" },
    { eventId: "wamid.text-9", threadId: NEW_PHONE, sender: { id: NEW_PHONE, name: "Omid", phone: NEW_PHONE } },
    { type: "status", eventId: "wamid.ours-60:sent" },
    { type: "status", eventId: "wamid.ours-60:delivered" },
    { eventId: "wamid.text-10" },
  ],
  "batch-with-unreadable": [{ text: "خوانا", eventId: "wamid.text-11" }],
};

describe("reading WhatsApp deliveries", () => {
  it.each(Object.entries(EXPECTED))("reads %s", (name, expected) => {
    const usual = { type: "message", channel: "whatsapp", threadId: PHONE };
    expect(eventsOf(name)).toMatchObject(expected.map((event) => ({ ...usual, ...event })));
    expect(eventsOf(name)).toHaveLength(expected.length);
  });

  it.each(names.filter((name) => name.startsWith("ignored-")))("tells nothing of %s, on purpose", (name) => {
    expect(eventsOf(name)).toEqual([]);
  });

  it("has an expectation for every shape", () => {
    expect(Object.keys(EXPECTED).toSorted()).toEqual(names.filter((name) => !name.startsWith("ignored-")).toSorted());
    expect(names.length).toBeGreaterThan(45);
  });

  it("tells the whole event of a plain text and no key more", () => {
    expect(eventsOf("text")).toEqual([
      {
        type: "message",
        channel: "whatsapp",
        eventId: "wamid.text-1",
        externalId: "wamid.text-1",
        threadId: PHONE,
        sender: sara,
        text: "سفارش #48217 هنوز نرسیده",
        data: null,
        attachments: [],
        location: null,
        replyTo: null,
        identity: null,
        status: null,
        sentAt: SENT,
      },
    ]);
  });

  it("takes every number for ours where none is named, as the command line does", () => {
    expect(decodeDelivery(body("ignored-other-number"))).toMatchObject({ ok: true, value: [{ type: "message" }] });
  });

  it("reads a thousand messages of one person in order, and tells once that phone and user id are theirs", () => {
    const delivery = JSON.parse(body("text-both-handles"));
    const { value } = delivery.entry[0].changes[0];
    const [message] = value.messages;
    value.messages = Array.from({ length: 1000 }, (_, nth) => ({ ...message, id: `wamid.${nth}` }));
    const decoded = decodeDelivery(delivery, NUMBER);
    const ids = decoded.ok ? decoded.value.map((event) => event.eventId) : [];
    expect(ids).toEqual([`${PHONE}>${USER}`, ...Array.from({ length: 1000 }, (_, nth) => `wamid.${nth}`)]);
  });

  it("keeps one person one, first met by phone, later by both, then by user id alone", () => {
    const first = eventsOf("text")[0]?.threadId;
    const [met, second] = eventsOf("text-both-handles");
    expect(met?.identity).toEqual({ from: first, to: second?.threadId });
    expect(eventsOf("text-user-id-only")[0]?.threadId).toBe(second?.threadId);
  });

  it("believes of a sentence that tells a new user id only its end: the name in it is the customer's to choose", () => {
    const delivery = JSON.parse(body("system-changed-user-id"));
    const { system } = delivery.entry[0].changes[0].value.messages[0];
    system.body = `User x changed from IR.1111 to ${NEW_USER} and more`;
    expect(decodeDelivery(delivery, NUMBER)).toEqual({ ok: true, value: [] });
  });

  it("names the place where nothing of a delivery can be read", () => {
    const delivery = JSON.parse(body("text"));
    delivery.entry[0].changes[0].value.messages[0].timestamp = "yesterday";
    expect(decodeDelivery(delivery, NUMBER)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("entry.0.changes.0.value.messages.0.timestamp") },
    });
  });
});

describe("reading what is not of WhatsApp", () => {
  it("never throws, whatever JSON it is given", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const decoded = decodeDelivery(JSON.stringify(value), NUMBER);
        return decoded.ok ? decoded.value.length === 0 : decoded.error.hint !== "";
      }),
      { numRuns: 4000 },
    );
  });

  it.each([
    ["any JSON", fc.jsonValue({ maxDepth: 2 }), 6000],
    [
      "what trips readers",
      fc.constantFrom("__proto__", "constructor", "", "0", -1, 1e300, null, true, {}, [[]]),
      12_000,
    ],
  ])(
    "never throws on a delivery in which one thing became %s, and its events keep their shape",
    (_name, values, numRuns) => {
      const bodies = names.map((name) => JSON.parse(body(name)));
      const mutation = fc.record({ body: fc.constantFrom(...bodies), at: fc.nat(), value: values });
      fc.assert(
        fc.property(mutation, ({ body: original, at, value }) => {
          const decoded = decodeDelivery(replaceNth(original, at, value), NUMBER);
          return decoded.ok ? decoded.value.every(isWhole) : decoded.error.hint !== "";
        }),
        { numRuns },
      );
    },
  );

  it("never throws on bytes that are no JSON", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => !decodeDelivery(bytes).ok),
      { numRuns: 2000 },
    );
  });
});

const isWhole = (event: InboundEvent): boolean =>
  event.eventId !== "" &&
  event.threadId !== "" &&
  typeof event.text === "string" &&
  new Date(event.sentAt).toISOString() === event.sentAt;

/** A copy in which one value, counted through the tree, is another. */
function replaceNth(original: unknown, nth: number, value: unknown): unknown {
  const count = { left: 0 };
  JSON.stringify(original, (_key, each) => {
    count.left += 1;
    return each;
  });
  count.left = nth % count.left;
  return JSON.parse(
    JSON.stringify(original, (_key, each) => {
      count.left -= 1;
      return count.left === -1 ? value : each;
    }),
  );
}
