import { describe, expect, it } from "vitest";
import { decodeTwilio } from "../../../../adapters/sms/index.ts";
import type { InboundEvent } from "../../../../src/ports/channel.ts";
import { fixturesOf, RECEIVED } from "../open.ts";

const fixtures = fixturesOf("twilio");
const names = [...fixtures.keys()];
const id = (n: number, kind = "SM"): string => kind + n.toString(16).padStart(32, "0");

function eventsOf(name: string): readonly InboundEvent[] {
  const decoded = decodeTwilio(fixtures.get(name), new Date(RECEIVED));
  if (!decoded.ok) throw new Error(`${name}: ${decoded.error.message}`);
  return decoded.value;
}

const phone = "+15005550101";
const bySms = { threadId: phone, sender: { id: phone, name: "", phone } };
const whatsapp = "whatsapp:+15005550102";
const byWhatsApp = { threadId: whatsapp, sender: { id: whatsapp, name: "سارا", phone: "+15005550102" } };
const fileUrl = (index: number): string =>
  `https://api.twilio.com/2010-04-01/Accounts/AC${"0123456789abcdef".repeat(2)}/Messages/${id(1, "MM")}/Media/${id(index, "ME")}`;
const file = (kind: string, mime: string | null, index = 0) => ({ kind, name: null, mime, ref: fileUrl(index) });

/** What each recorded shape becomes; left out is what every message has in common. */
const EXPECTED: Readonly<Record<string, object>> = {
  text: { ...bySms, eventId: id(1), externalId: id(1), text: "My order 48217 has not arrived" },
  "text-form": { ...bySms, eventId: id(1), text: "My order 48217 has not arrived" },
  "text-persian": { ...bySms, text: "سفارش ۴۸۲۱۷ هنوز نرسیده 😡 & 100% + دیر" },
  "text-unescaped-plus": { ...bySms, text: "hello" },
  "text-by-service": { ...bySms, text: "where is it?" },
  "text-new-parameters": { ...bySms, text: "hi" },
  "text-old-names": { ...bySms, eventId: id(6), text: "old names" },
  "text-null-character": { ...bySms, text: "ab" },
  "text-sentence-with-stop": { ...bySms, text: "Stop sending me the wrong parcel" },
  "mms-image": { ...bySms, text: "look at the box", attachments: [file("image", "image/jpeg")] },
  "mms-several": {
    text: "",
    attachments: [file("image", "image/png"), file("video", "video/mp4", 1), file("document", "application/pdf", 2)],
  },
  "mms-voice": { attachments: [file("voice", "audio/amr")] },
  "mms-audio": { attachments: [file("audio", "audio/mpeg")] },
  "mms-card": { attachments: [file("document", "text/vcard")] },
  "mms-without-type": { attachments: [file("document", null)] },
  "opt-out-stop": { answered: true, text: " Stop " },
  "opt-out-cancel": { answered: true, text: "CANCEL" },
  "opt-out-advanced": { answered: true, text: "لغو" },
  "opt-out-advanced-start": { answered: true, text: "START" },
  "opt-out-advanced-help": { answered: true, text: "HELP" },
  "help-without-sign": { text: "help" },
  "from-short-code": { threadId: "40404", sender: { id: "40404", name: "", phone: null } },
  "from-name": { threadId: "MYBANK", sender: { id: "MYBANK", name: "", phone: null } },
  "whatsapp-text": { ...byWhatsApp, text: "سلام" },
  "whatsapp-image": { ...byWhatsApp, text: "جعبه", attachments: [file("image", "image/jpeg")] },
  "whatsapp-voice": { ...byWhatsApp, attachments: [file("voice", "audio/ogg")] },
  "whatsapp-location": {
    ...byWhatsApp,
    location: { latitude: 35.6892, longitude: 51.389 },
    attachments: [{ kind: "location", name: "شعبه ولیعصر, تهران، ولیعصر ۱۲", mime: null }],
  },
  "whatsapp-button": { ...byWhatsApp, text: "Yes", data: "yes:1", replyTo: id(2) },
  "whatsapp-list": { ...byWhatsApp, text: "Late", data: "late:1" },
  "whatsapp-reply": { ...byWhatsApp, text: "this one", replyTo: id(2) },
  "whatsapp-stop": { ...byWhatsApp, text: "stop" },
  "status-sent": status(50, "sent", "sent"),
  "status-delivered": status(50, "delivered", "delivered"),
  "status-read": status(51, "read", "read"),
  "status-undelivered-unreachable": status(52, "undelivered", "failed", "chat-gone"),
  "status-undelivered-blocked": status(53, "undelivered", "failed", "blocked"),
  "status-failed-opted-out": status(54, "failed", "failed", "blocked"),
  "status-failed-landline": status(55, "failed", "failed", "chat-gone"),
  "status-undelivered-filtered": status(56, "undelivered", "failed", null),
  "status-failed-unregistered": status(57, "failed", "failed", null),
  "status-canceled": status(58, "canceled", "failed", null),
};

function status(n: number, told: string, becomes: string, failure?: string | null): object {
  const event = { ...bySms, type: "status", eventId: `${id(n)}:${told}`, externalId: id(n), status: becomes, text: "" };
  return failure === undefined ? event : { ...event, failure };
}

describe("reading what Twilio delivers", () => {
  it.each(Object.entries(EXPECTED))("reads %s", (name, expected) => {
    const events = eventsOf(name);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: "message", channel: "twilio", sentAt: RECEIVED, ...expected });
    if (!("answered" in expected)) expect(events[0]).not.toHaveProperty("answered");
  });

  it.each(names.filter((name) => name.startsWith("ignored-")))("tells nothing of %s, on purpose", (name) => {
    expect(eventsOf(name)).toEqual([]);
  });

  it("has an expectation for every recorded shape", () => {
    const expected = names.filter((name) => !name.startsWith("ignored-") && name !== "several");
    expect(new Set(Object.keys(EXPECTED))).toEqual(new Set(expected));
    expect(names.length).toBeGreaterThanOrEqual(25);
  });

  it("tells the whole event of a plain text and no key more", () => {
    expect(eventsOf("text")).toEqual([
      {
        type: "message",
        channel: "twilio",
        eventId: id(1),
        externalId: id(1),
        ...bySms,
        text: "My order 48217 has not arrived",
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

  it("reads a list of deliveries in order, messages and reports alike", () => {
    expect(eventsOf("several").map((event) => event.eventId)).toEqual([id(60), id(61), `${id(50)}:delivered`]);
  });

  it("reads a form and the JSON of its fields as the same event", () => {
    expect(eventsOf("text-form")).toEqual(eventsOf("text"));
  });

  it("names 1970 where nobody knows when it came", () => {
    const decoded = decodeTwilio(fixtures.get("text"));
    expect(decoded.ok && decoded.value[0]?.sentAt).toBe("1970-01-01T00:00:00.000Z");
  });

  it("takes each of the default words to stop, and no sentence that only begins so", () => {
    const answered = (Body: string, From = phone): unknown => {
      const decoded = decodeTwilio({ MessageSid: id(1), AccountSid: "AC1", From, Body });
      return decoded.ok && decoded.value[0]?.answered;
    };
    for (const word of ["STOP", "stopall", "Unsubscribe", "CANCEL", "End", "QUIT", "revoke", "OptOut\n"]) {
      expect(answered(word), word).toBe(true);
    }
    for (const words of ["stop it", "cancel my order", "the end", "لغو", "yes", "START", "HELP", "info"]) {
      expect(answered(words), words).toBeUndefined();
    }
    expect(answered("STOP", whatsapp)).toBeUndefined();
  });

  it.each<[string, object]>([
    ["beyond the poles", { Latitude: "91", Longitude: "0" }],
    ["without a longitude", { Latitude: "35" }],
    ["of words", { Latitude: "north", Longitude: "east" }],
    ["of nothing", { Latitude: "", Longitude: "" }],
  ])("tells no place %s", (_name, place) => {
    const decoded = decodeTwilio({ MessageSid: id(1), AccountSid: "AC1", From: phone, Body: "here", ...place });
    expect(decoded).toMatchObject({ ok: true, value: [{ location: null, attachments: [] }] });
  });

  it("refuses a message without a sender, and says what is missing", () => {
    const decoded = decodeTwilio({ MessageSid: id(1), AccountSid: "AC1", Body: "from nobody" });
    expect(decoded).toMatchObject({ ok: false, error: { message: expect.stringContaining("From") } });
  });
});
