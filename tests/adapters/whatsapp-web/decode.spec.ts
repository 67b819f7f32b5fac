import { describe, expect, it } from "vitest";
import { decodeSnapshots } from "../../../adapters/whatsapp-web/index.ts";
import type { InboundEvent } from "../../../src/ports/channel.ts";

const SARA = "989121234567@c.us";
const key = { id: "3EB0A1", chat: SARA, fromMe: false };

function eventsOf(snapshot: object): readonly InboundEvent[] {
  const decoded = decodeSnapshots(snapshot);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
}

const said = (content: object, more: object = {}): object => ({
  what: "message",
  key,
  name: "سارا",
  content,
  at: 1_790_000_100,
  ...more,
});
const CARD = "BEGIN:VCARD\r\nFN:علی\\, حسابدار\r\nitem1.TEL;type=CELL;waid=9893:+98 935 000\r\n  0000\r\nEND:VCARD";
const ref = `false_${SARA}_3EB0A1`;

describe("what a linked phone shows", () => {
  it.each([
    ["a text", { type: "chat", body: "سلام" }, { text: "سلام", attachments: [] }],
    [
      "a picture and its words",
      { type: "image", body: "رسید", file: { name: null, mime: "image/jpeg", bytes: 7 } },
      { text: "رسید", attachments: [{ kind: "image", name: null, mime: "image/jpeg", ref, bytes: 7 }] },
    ],
    ["a recording", { type: "ptt", file: { mime: "audio/ogg" } }, { attachments: [{ kind: "voice", ref }] }],
    [
      "a place",
      { type: "location", body: "/9j/4AAQ", location: { latitude: 35.7, longitude: 51.4, name: "خانه" } },
      { text: "", location: { latitude: 35.7, longitude: 51.4 }, attachments: [{ kind: "location", name: "خانه" }] },
    ],
    [
      "a card",
      { type: "vcard", body: CARD, cards: [CARD] },
      { text: "", attachments: [{ kind: "contact", name: "علی, حسابدار +98 935 000 0000" }] },
    ],
    ["a poll", { type: "poll_creation", body: "کدام؟", options: ["الف", "ب"] }, { text: "کدام؟\nالف\nب" }],
    ["an order", { type: "order", body: "/9j/" }, { text: "", attachments: [{ kind: "document", name: "order" }] }],
  ])("tells %s", (_name, content, expected) => {
    expect(eventsOf(said(content))).toMatchObject([{ type: "message", threadId: SARA, ...expected }]);
  });

  it.each([
    ["a service message", said({ type: "e2e_notification", body: "" })],
    ["a call", said({ type: "call_log", body: "" })],
    ["a message not yet decrypted", said({ type: "ciphertext" })],
    ["the frame of an album", said({ type: "album" })],
    ["a type of tomorrow", said({ type: "hologram", body: "x" })],
    ["a message to a list of many", said({ type: "chat", body: "تخفیف" }, { broadcast: true })],
    ["a group", said({ type: "chat", body: "x" }, { key: { ...key, chat: "120363@g.us" } })],
    ["an edit by our side", { what: "edit", key: { ...key, fromMe: true }, body: "x", at: 1 }],
    ["our own reaction", { what: "reaction", key, own: { id: "R", fromMe: true }, emoji: "👍", at: 1 }],
    ["a message of ours still on its way", { what: "ack", key: { ...key, fromMe: true }, ack: 0, at: 1 }],
    ["how far a customer's message got", { what: "ack", key, ack: 3, at: 1 }],
  ])("ignores %s", (_name, snapshot) => {
    expect(eventsOf(snapshot)).toEqual([]);
  });

  it("takes the same message for the same event when the chat's own id has changed", () => {
    const pair = { lid: "77001234567890@lid", phone: SARA };
    const ids = [SARA, pair.lid].map((chat) => {
      const events = eventsOf(said({ type: "chat", body: "سلام" }, { pair, key: { ...key, chat } }));
      return events.find(({ type }) => type === "message")?.eventId;
    });
    expect(new Set(ids).size).toBe(1);
  });

  it("tells no phone of somebody who hides it", () => {
    const hidden = said({ type: "chat", body: "سلام" }, { key: { ...key, chat: "77001234567890@lid" } });
    expect(eventsOf(hidden)).toMatchObject([{ sender: { id: "77001234567890@lid", phone: null } }]);
  });
});
