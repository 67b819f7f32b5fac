import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runDecode } from "../../src/cli/decode.ts";

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../fixtures/telegram/${name}.json`, import.meta.url));

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

describe("npm run decode", () => {
  it("prints one event with every key of the wire shape, empty ones as null", () => {
    const run = runDecode("telegram", fixture("voice"));
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const [event] = JSON.parse(run.stdout);
    expect(Object.keys(event)).toEqual(KEYS);
    expect(event).toMatchObject({ data: null, location: null, replyTo: null, identity: null, status: null });
    // The file's reference stays on the server.
    expect(event.attachments).toEqual([{ kind: "voice", name: null, mime: "audio/ogg" }]);
  });

  it("prints an empty array for what is rightly ignored", () => {
    expect(runDecode("telegram", fixture("ignored-group"))).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
  });

  it.each([
    ["telegram", "[]"],
    ["telegram", "not json"],
    ["telegram", ""],
    ["memory", '{"update_id":1}'],
    ["pigeon", "{}"],
    ["toString", "{}"],
    [undefined, "{}"],
  ])("exits with 2 and says what to do for channel %s and body %s", (channel, body) => {
    const run = runDecode(channel, new TextEncoder().encode(body));
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/\w.+\n$/);
  });
});
