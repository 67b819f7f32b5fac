import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CHANNEL_NAMES } from "../../adapters/registry.ts";
import { runDecode } from "../../src/cli/decode.ts";

const folderOf = (channel: string): URL => new URL(`../fixtures/${channel}/`, import.meta.url);
const file = (channel: string, name: string): Uint8Array => readFileSync(new URL(name, folderOf(channel)));
const fixture = (name: string): Uint8Array => file("telegram", `${name}.json`);
const bytes = (body: string): Uint8Array => new TextEncoder().encode(body);

const KEYS = [
  "type",
  "channel",
  "eventId",
  "externalId",
  "threadId",
  "sender",
  "text",
  "data",
  "attachments",
  "location",
  "replyTo",
  "identity",
  "status",
  "sentAt",
];
const TYPES = ["message", "edit", "status", "reaction", "action", "identity", "echo"];

/** What the command prints of a body that it must be able to read. */
function printed(channel: string, body: Uint8Array): readonly Record<string, unknown>[] {
  const run = runDecode(channel, body);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(run.stdout.endsWith("]\n")).toBe(true);
  return JSON.parse(run.stdout);
}

/** Ignored by whoever knows the account's own number; the command knows none. */
const IGNORED_BY_ACCOUNT = new Set(["ignored-other-number.json"]);

/** The channels whose bodies were collected. */
const COLLECTED = readdirSync(new URL("../fixtures/", import.meta.url)).filter((name) => CHANNEL_NAMES.includes(name));

describe("npm run decode", () => {
  it("prints one event with every key of the wire shape, empty ones as null", () => {
    const [event] = printed("telegram", fixture("voice"));
    expect(Object.keys(event ?? {})).toEqual(KEYS);
    expect(event).toMatchObject({ data: null, location: null, replyTo: null, identity: null, status: null });
    // The file's reference stays on the server.
    expect(event?.attachments).toEqual([{ kind: "voice", name: null, mime: "audio/ogg" }]);
  });

  it("has bodies of every platform that posts", () => {
    expect(COLLECTED).toEqual(expect.arrayContaining(["telegram", "whatsapp", "twilio", "kavenegar"]));
  });

  describe.each(COLLECTED)("for %s", (channel) => {
    it.each(readdirSync(folderOf(channel)))("reads %s into events of the one shape", (name) => {
      const events = printed(channel, file(channel, name));
      if (name.startsWith("ignored-") && !IGNORED_BY_ACCOUNT.has(name)) expect(events).toEqual([]);
      else expect(events.length).toBeGreaterThan(0);
      for (const event of events) {
        expect(Object.keys(event)).toEqual(KEYS);
        expect(event).toMatchObject({ channel, eventId: expect.stringMatching(/./), text: expect.any(String) });
        expect(Object.keys(event.sender as object)).toEqual(["id", "name", "phone"]);
        expect(TYPES).toContain(event.type);
        expect(new Date(String(event.sentAt)).toISOString()).toBe(event.sentAt);
      }
    });
  });

  it("reads Twilio's deliveries as the form they are, as its fields in JSON, and as a list of those", () => {
    const form = "MessageSid=SM01&AccountSid=AC01&From=%2B15005550101&To=%2B15005550006&Body=Where+is+it%3F&NumMedia=0";
    const fields = Object.fromEntries(new URLSearchParams(form));
    const [event] = printed("twilio", bytes(form));
    expect(event).toMatchObject({ type: "message", eventId: "SM01", threadId: "+15005550101", text: "Where is it?" });
    expect(printed("twilio", bytes(JSON.stringify(fields)))).toEqual([event]);
    const second = { ...fields, MessageSid: "SM02" };
    expect(printed("twilio", bytes(JSON.stringify([fields, second])))).toEqual([
      event,
      { ...event, eventId: "SM02", externalId: "SM02" },
    ]);
  });

  it("reads Kavenegar's pushes as a form and as JSON, and what it answers to a pull", () => {
    const form = "messageid=35850029&from=09120000001&to=30002225&message=%D8%B3%D9%84%D8%A7%D9%85";
    const [event] = printed("kavenegar", bytes(form));
    expect(event).toMatchObject({ eventId: "35850029", threadId: "+989120000001", text: "سلام" });
    expect(printed("kavenegar", bytes(JSON.stringify(Object.fromEntries(new URLSearchParams(form)))))).toEqual([event]);
    expect(printed("kavenegar", file("kavenegar", "pull-messages.json"))).toHaveLength(2);
  });

  it("prints an empty array for what is rightly ignored", () => {
    expect(runDecode("telegram", fixture("ignored-group"))).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
  });

  it.each(
    CHANNEL_NAMES.flatMap((channel) =>
      ["", "not json", "[]", "{}", "7", "null", '"text"', '[{"a":1}]'].map((body) => [channel, body]),
    ),
  )("exits with 2 and says what to do for channel %s and body %s", (channel, body) => {
    const run = runDecode(channel, bytes(body ?? ""));
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/\w.+\n$/);
  });

  it.each([
    ["telegram", new Uint8Array([0xff, 0xfe, 0x00])],
    ["twilio", new Uint8Array([0xff, 0xfe, 0x00])],
    ["memory", bytes('{"update_id":1}')],
    ["pigeon", bytes("{}")],
    ["toString", bytes("{}")],
    [undefined, bytes("{}")],
  ])("exits with 2 and says what to do for channel %s and foreign bytes", (channel, body) => {
    const run = runDecode(channel, body);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/\w.+\n$/);
  });
});
