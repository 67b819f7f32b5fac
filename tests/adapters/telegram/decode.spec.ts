import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUpdate } from "../../../adapters/telegram/decode.ts";
import type { InboundEvent } from "../../../src/ports/channel.ts";

const FOLDER = new URL("../../fixtures/telegram/", import.meta.url);
const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));
const body = (name: string): string => readFileSync(new URL(`${name}.json`, FOLDER), "utf8");

function eventsOf(name: string): readonly InboundEvent[] {
  const decoded = decodeUpdate(body(name));
  if (!decoded.ok) throw new Error(`${name}: ${decoded.error.message}`);
  return decoded.value;
}

const sara = { id: "700001", name: "سارا احمدی", phone: null };
const SENT = "2026-01-05T08:00:00.000Z";

/** What each recorded shape becomes; left out is what every event of a customer's chat has in common. */
const EXPECTED: Readonly<Record<string, Partial<InboundEvent>>> = {
  text: { text: "سفارش #48217 هنوز نرسیده", externalId: "41", threadId: "700001", eventId: "8101" },
  "text-wide-ids": {
    text: "hello",
    eventId: "4294967296001",
    externalId: "2147483648001",
    threadId: "4503599627370495",
    sender: { id: "4503599627370495", name: "Omid", phone: null },
  },
  start: { text: "/start" },
  "start-payload": { text: "/start order-48217" },
  photo: {
    text: "این عکس جعبه است",
    attachments: [{ kind: "image", name: null, mime: null, ref: "photo-l", bytes: 151220 }],
  },
  "album-first": {
    text: "دو عکس از خرابی",
    albumId: "13900000000000001",
    attachments: [{ kind: "image", name: null, mime: null, ref: "album-1", bytes: 9000 }],
  },
  "album-second": {
    text: "",
    albumId: "13900000000000001",
    attachments: [{ kind: "image", name: null, mime: null, ref: "album-2", bytes: 9100 }],
  },
  "live-photo": { attachments: [{ kind: "image", name: null, mime: "video/mp4", ref: "live-1", bytes: 900000 }] },
  voice: { attachments: [{ kind: "voice", name: null, mime: "audio/ogg", ref: "voice-1", bytes: 30123 }] },
  audio: { attachments: [{ kind: "audio", name: "call.mp3", mime: "audio/mpeg", ref: "audio-1", bytes: 1900000 }] },
  video: {
    text: "ببینید",
    attachments: [{ kind: "video", name: "box.mp4", mime: "video/mp4", ref: "video-1", bytes: 5200000 }],
  },
  "video-note": { attachments: [{ kind: "video", name: null, mime: null, ref: "note-1", bytes: 480000 }] },
  animation: { attachments: [{ kind: "video", name: "angry.mp4", mime: "video/mp4", ref: "anim-1", bytes: 88000 }] },
  document: {
    text: "فاکتور",
    attachments: [{ kind: "document", name: "فاکتور ۱۲.pdf", mime: "application/pdf", ref: "doc-1", bytes: 72311 }],
  },
  sticker: { text: "", attachments: [{ kind: "sticker", name: null, mime: null, ref: "sticker-1", bytes: 21000 }] },
  location: {
    attachments: [{ kind: "location", name: null, mime: null }],
    location: { latitude: 35.6892, longitude: 51.389 },
  },
  venue: {
    attachments: [{ kind: "location", name: "شعبه ولیعصر, تهران، ولیعصر ۱۲", mime: null }],
    location: { latitude: 35.7, longitude: 51.4 },
  },
  "contact-own": {
    attachments: [{ kind: "contact", name: "سارا احمدی", mime: null }],
    sender: { ...sara, phone: "989120000000" },
  },
  "contact-other": { attachments: [{ kind: "contact", name: "پیک +989350000000", mime: null }], sender: sara },
  dice: { text: "🎲" },
  poll: { text: "کدام بدتر است؟\nدیر رسیدن\nشکسته رسیدن" },
  reply: { text: "این را می‌گویم", replyTo: "40", replyQuote: "شماره سفارش را بفرستید" },
  "reply-quote": { replyTo: "40", replyQuote: "شماره سفارش" },
  "reply-to-caption": { replyTo: "39", replyQuote: "جعبه" },
  "reply-elsewhere": { replyTo: null, replyQuote: "ارسال یک‌روزه" },
  topic: { text: "در موضوع", replyTo: null, replyQuote: null },
  forwarded: { text: "بسته ارسال شد" },
  edited: { type: "edit", text: "سفارش #48218 هنوز نرسیده", externalId: "41", sentAt: "2026-01-05T08:00:30.000Z" },
  "edited-caption": { type: "edit", text: "جعبه پاره است", externalId: "43", sentAt: "2026-01-05T08:00:40.000Z" },
  button: { type: "action", data: "yes:1", externalId: "60", ackRef: "3006477000000001", text: "" },
  "button-inaccessible": { type: "action", data: "yes:1", externalId: "12", sentAt: "1970-01-01T00:00:00.000Z" },
  "button-business": { type: "action", data: "no:2", externalId: "60", threadId: "bc-77:700001" },
  reaction: { type: "reaction", text: "👎", externalId: "60", sentAt: "2026-01-05T08:01:10.000Z" },
  "reaction-withdrawn": { type: "reaction", text: "", externalId: "60" },
  business: { type: "message", text: "سلام، سفارشم؟", threadId: "bc-77:700001", sender: sara },
  "business-owner": {
    type: "echo",
    externalId: "502",
    threadId: "bc-77:700001",
    sender: { id: "900001", name: "فروشگاه", phone: null },
  },
  "business-own-bot": { type: "echo", externalId: "503", threadId: "bc-77:700001" },
  "business-deleted-several": { type: "edit", text: "", externalId: "501", eventId: "8162:501" },
  "start-code": { text: "/start 123456780" },
  "start-code-named": { text: "/start@desk_bot 123456780" },
  "reply-to-bot-button": { text: "همین", replyTo: "60", replyQuote: "آیا مشکل حل شد؟" },
  "reply-to-story": { text: "این هنوز موجود است؟", replyTo: null },
  "key-pressed": { text: "بعداً" },
  "contact-card-file": { attachments: [{ kind: "contact", name: "سارا +989120000000", mime: null }], sender: sara },
  "business-voice": {
    threadId: "bc-77:700001",
    attachments: [{ kind: "voice", name: null, mime: "audio/ogg", ref: "voice-2" }],
  },
  "business-contact-own": { threadId: "bc-77:700001", sender: { ...sara, phone: "989120000000" } },
  "business-reply": { threadId: "bc-77:700001", replyTo: "503", replyQuote: "کد پیگیری شما" },
  "business-owner-photo": {
    type: "echo",
    externalId: "506",
    attachments: [{ kind: "image", name: null, mime: null, ref: "own-1" }],
  },
  "reaction-custom": { type: "reaction", text: "", externalId: "60" },
  "reaction-two": { type: "reaction", text: "👎😢", externalId: "60" },
  "business-deleted": { type: "edit", text: "", externalId: "501", threadId: "bc-77:700001", eventId: "8151:501" },
  "business-edited": { type: "edit", externalId: "501", threadId: "bc-77:700001" },
};

describe("reading Telegram updates", () => {
  it.each(Object.entries(EXPECTED))("reads %s", (name, expected) => {
    const events = eventsOf(name);
    expect(events).toHaveLength(name === "business-deleted-several" ? 3 : 1);
    expect(events[0]).toMatchObject({ type: "message", channel: "telegram", ...expected });
    expect(events[0]).toMatchObject({ identity: null, status: null });
  });

  it.each(names.filter((name) => name.startsWith("ignored-")))("tells nothing of %s, on purpose", (name) => {
    expect(eventsOf(name)).toEqual([]);
  });

  it("has an expectation for every recorded shape", () => {
    const expected = names.filter((name) => !name.startsWith("ignored-"));
    expect(expected).toEqual(expect.arrayContaining(Object.keys(EXPECTED)));
    expect(Object.keys(EXPECTED)).toEqual(expect.arrayContaining(expected));
  });

  it("tells the whole event of a plain text and no key more", () => {
    expect(eventsOf("text")).toEqual([
      {
        type: "message",
        channel: "telegram",
        eventId: "8101",
        externalId: "41",
        threadId: "700001",
        sender: sara,
        text: "سفارش #48217 هنوز نرسیده",
        data: null,
        attachments: [],
        location: null,
        replyTo: null,
        replyQuote: null,
        albumId: null,
        identity: null,
        status: null,
        sentAt: SENT,
      },
    ]);
  });

  it("knows the words of a bot in the owner's name as ours, even unsigned", () => {
    const update = JSON.parse(body("business-own-bot"));
    delete update.business_message.from;
    expect(decodeUpdate(update)).toMatchObject({ ok: true, value: [{ type: "echo" }] });
  });

  it("names the place where an update does not have the shape", () => {
    const update = JSON.parse(body("text"));
    update.message.chat.id = "700001";
    expect(decodeUpdate(update)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("message.chat.id") },
    });
  });

  it("never throws and never invents a customer, whatever JSON it is given", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const decoded = decodeUpdate(JSON.stringify(value));
        return !decoded.ok || decoded.value.length === 0;
      }),
      { numRuns: 2000 },
    );
  });

  it("never throws on a recorded update in which one thing was replaced", () => {
    const bodies = names.map((name) => JSON.parse(body(name)));
    const mutation = fc.record({ body: fc.constantFrom(...bodies), at: fc.nat(), with: fc.jsonValue() });
    fc.assert(
      fc.property(mutation, ({ body: original, at, with: value }) => {
        const decoded = decodeUpdate(JSON.stringify(replaceNth(original, at % countOf(original), value)));
        return decoded.ok ? decoded.value.length <= 1000 : decoded.error.hint !== "";
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws whatever stands in the place of whatever, over more than 20,000 updates", () => {
    let tried = 0;
    for (const original of names.map((name) => JSON.parse(body(name)))) {
      const count = countOf(original);
      for (let at = 0; at < count; at += 1) {
        for (const value of HOSTILE) {
          const decoded = decodeUpdate(replaceNth(original, at, value));
          if (decoded.ok) for (const event of decoded.value) new Date(event.sentAt).toISOString();
          else if (decoded.error.hint === "") throw new Error("an error without a hint");
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(20_000);
  });

  it("never throws on bytes that are no JSON", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => !decodeUpdate(bytes).ok),
      { numRuns: 1000 },
    );
  });
});

/** What a platform never sends, or not there. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  "",
  "700001",
  "\u0000\ud800",
  "/start",
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  [],
  [null],
  {},
  { id: 1, type: "private" },
  { message_id: 1, date: 1, chat: { id: 1, type: "private" }, text: "x" },
  [{ file_id: "f", width: -1, height: "wide" }],
];

function countOf(original: unknown): number {
  let count = 0;
  JSON.stringify(original, (_key, each) => {
    count += 1;
    return each;
  });
  return count;
}

/** A copy in which one value, counted through the tree, is another. */
function replaceNth(original: unknown, nth: number, value: unknown): unknown {
  let left = nth;
  return JSON.parse(
    JSON.stringify(original, (_key, each) => {
      left -= 1;
      return left === -1 ? value : each;
    }),
  );
}
