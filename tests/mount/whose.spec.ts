import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeUpdate } from "../../adapters/telegram/decode.ts";
import { makeCode } from "../../src/core/tracking-code.ts";
import { usuallyWhose, type Whose } from "../../src/mount/whose.ts";

const FOLDER = new URL("../fixtures/telegram/", import.meta.url);
const fixture = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8"));

function whose(update: unknown): Whose {
  const decoded = decodeUpdate(update);
  return usuallyWhose(decoded.ok ? decoded.value[0] : undefined);
}
const saying = (text: string) => ({ ...fixture("text"), message: { ...fixture("text").message, text } });

describe("whose an update is, where the desk lives in a shop's bot", () => {
  it.each<[string, Whose]>([
    ["text", "desk"],
    ["photo", "desk"],
    ["voice", "desk"],
    ["contact-own", "desk"],
    ["business", "desk"],
    ["business-owner", "desk"],
    ["start", "host"],
    ["start-payload", "host"],
    ["edited", "concerned"],
    ["button", "concerned"],
    ["reaction", "concerned"],
    ["business-deleted", "concerned"],
    ["ignored-group", "host"],
    ["ignored-channel-post", "host"],
    ["ignored-inline-button", "host"],
    ["ignored-pinned", "host"],
    ["ignored-bot", "host"],
    ["ignored-future-kind", "host"],
    ["ignored-business-connection", "host"],
  ])("%s is the %s's", (name, owner) => expect(whose(fixture(name))).toBe(owner));

  it.each<[string, Whose]>([
    ["/price shoes", "host"],
    ["/price@shop_bot", "host"],
    [`/start ${makeCode(12345678)}`, "desk"],
    [`/start@shop_bot ${makeCode(12345678)}`, "desk"],
    ["/start 123456780", "host"],
    ["/start ref_123456789", "host"],
    ["/ 48217 is broken", "desk"],
    ["2/3 of my order is missing", "desk"],
  ])("“%s” is the %s's", (text, owner) => expect(whose(saying(text))).toBe(owner));

  it("leaves an update nobody can read to the host", () => {
    expect(whose({ update_id: 1, message: { message_id: "odd" } })).toBe("host");
  });
});
