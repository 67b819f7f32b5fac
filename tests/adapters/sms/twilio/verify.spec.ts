import { createHash } from "node:crypto";
import { getExpectedTwilioSignature, validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, it } from "vitest";
import type { RawRequest } from "../../../../src/ports/channel.ts";
import { seededRandom } from "../../../support/telegram-faults.ts";
import { openTwilio, PUBLIC_URL, TWILIO, TWILIO_DOOR } from "../open.ts";

const adapter = openTwilio();
const isGenuine = (request: RawRequest): boolean => adapter.verify?.(request).kind === "genuine";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

type Parameters = Record<string, string | string[]>;
const encoded = (parameters: Parameters): string =>
  new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  ).toString();

const request = (url: string, body: string, signature: string | undefined, method = "POST"): RawRequest => ({
  method,
  url,
  headers: { "x-twilio-signature": signature },
  body: bytes(body),
});
const signed = (url: string, parameters: Parameters, signedUrl = url): RawRequest =>
  request(url, encoded(parameters), getExpectedTwilioSignature(TWILIO.authToken, signedUrl, parameters));

const form = { AccountSid: TWILIO.accountSid, MessageSid: "SM1", From: "+15005550101", Body: "سلام & 100% + 😡" };

const random = seededRandom(20260105);
const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
const word = (): string =>
  Array.from({ length: Math.floor(random() * 6) }, () => pick([..."aZ09 +%&='\"/سفارش😡\n~!*()"])).join("");

function randomUrl(): string {
  const host = pick(["desk.example.org", "DESK.example.org", "user:pass@desk.example.org", "[::1]", "10.0.0.7"]);
  const query = pick(["", "", "?", `?q=${encodeURIComponent(word())}`, "?a=it's&b=1+2", "?a=%7E&b=%27", "?x=y#part"]);
  return `${pick(["https", "http"])}://${host}${pick(["", "", ":443", ":80", ":8443"])}/webhooks/twilio${query}`;
}

function randomParameters(): Parameters {
  const more = Array.from({ length: Math.floor(random() * 6) }, (): [string, string | string[]] => [
    pick(["Body", "From", "Media", "body", "ZZ", "Z1", word() || "x"]),
    random() < 0.2 ? [word(), word(), word()] : word(),
  ]);
  return { ...Object.fromEntries(more), AccountSid: TWILIO.accountSid };
}

describe("judging who delivers", () => {
  it("agrees with Twilio's own library over 3,000 random requests, genuine and forged", () => {
    let [genuine, forged] = [0, 0];
    for (let round = 0; round < 3000; round += 1) {
      const parameters = randomParameters();
      const url = randomUrl();
      const other = pick([url, url, url, randomUrl(), url.replace("https", "http"), `${url}x`]);
      const token = pick([TWILIO.authToken, TWILIO.authToken, TWILIO.authToken, "another-token"]);
      const signature = getExpectedTwilioSignature(token, other, parameters);
      const theirs = validateRequest(TWILIO.authToken, signature, url, parameters);
      expect(isGenuine(request(url, encoded(parameters), signature)), `${url} signed as ${other}`).toBe(theirs);
      if (theirs) genuine += 1;
      else forged += 1;
    }
    expect(genuine).toBeGreaterThan(1000);
    expect(forged).toBeGreaterThan(500);
  });

  it("refuses 2,000 signatures that were changed, cut or made up", () => {
    const right = signed(TWILIO_DOOR, form).headers["x-twilio-signature"] ?? "";
    for (let round = 0; round < 2000; round += 1) {
      const at = Math.floor(random() * right.length);
      const letter = pick([..."ABCxyz0123+/="]);
      const wrong = pick([
        right.slice(0, at) + letter + right.slice(at + 1),
        right.slice(0, at),
        right + letter,
        word(),
        getExpectedTwilioSignature(`${TWILIO.authToken}${letter}`, TWILIO_DOOR, form),
        getExpectedTwilioSignature("", TWILIO_DOOR, form),
      ]);
      if (wrong !== right) expect(isGenuine(request(TWILIO_DOOR, encoded(form), wrong)), wrong).toBe(false);
    }
    expect(isGenuine(request(TWILIO_DOOR, encoded(form), right))).toBe(true);
    expect(isGenuine(request(TWILIO_DOOR, encoded(form), undefined))).toBe(false);
  });

  it("takes the URL with and without its port, and no other port", () => {
    expect(isGenuine(signed(`${PUBLIC_URL}:443/webhooks/twilio`, form, TWILIO_DOOR))).toBe(true);
    expect(isGenuine(signed(TWILIO_DOOR, form, `${PUBLIC_URL}:443/webhooks/twilio`))).toBe(true);
    expect(isGenuine(signed(TWILIO_DOOR, form, `${PUBLIC_URL}:8443/webhooks/twilio`))).toBe(false);
  });

  it("judges by the public URL where it is told the path alone, as behind a proxy", () => {
    expect(isGenuine({ ...signed(TWILIO_DOOR, form), url: "/webhooks/twilio" })).toBe(true);
    expect(isGenuine({ ...signed(TWILIO_DOOR, form), url: "http://127.0.0.1:3000/webhooks/twilio" })).toBe(false);
    expect(isGenuine({ ...signed(TWILIO_DOOR, form), url: "nowhere" })).toBe(false);
  });

  it("counts a repeated name once for each different value, in order", () => {
    const media = { ...form, Media: ["b", "a", "b"] };
    expect(isGenuine(signed(TWILIO_DOOR, media))).toBe(true);
    const signature = signed(TWILIO_DOOR, media).headers["x-twilio-signature"];
    expect(isGenuine(request(TWILIO_DOOR, `${encoded(form)}&Media=a&Media=c`, signature))).toBe(false);
  });

  it("refuses a body in which anything was changed, added or left out", () => {
    const signature = signed(TWILIO_DOOR, form).headers["x-twilio-signature"];
    for (const changed of [
      { ...form, Body: "x" },
      { ...form, New: "1" },
      { ...form, From: "" },
    ]) {
      expect(isGenuine(request(TWILIO_DOOR, encoded(changed), signature))).toBe(false);
    }
  });

  it("takes a GET by its URL, and no body that travels with it", () => {
    const url = `${TWILIO_DOOR}?${encoded(form)}`;
    const signature = getExpectedTwilioSignature(TWILIO.authToken, url, {});
    expect(isGenuine(request(url, "", signature, "GET"))).toBe(true);
    expect(isGenuine(request(url, encoded({ ...form, Body: "forged" }), signature, "GET"))).toBe(false);
    expect(isGenuine(request(`${url}x`, "", signature, "GET"))).toBe(false);
  });

  it("takes JSON by the hash in its URL, as Twilio's library does", () => {
    const body = JSON.stringify(form);
    const url = `${TWILIO_DOOR}?bodySHA256=${createHash("sha256").update(body).digest("hex")}`;
    const signature = getExpectedTwilioSignature(TWILIO.authToken, url, {});
    for (const [text, genuine] of [[body, true] as const, [`${body} `, false] as const, ["", false] as const]) {
      expect(validateRequestWithBody(TWILIO.authToken, signature, url, text)).toBe(genuine);
      expect(isGenuine(request(url, text, signature))).toBe(genuine);
    }
  });

  it.each<[string, Parameters]>([
    ["another account's", { ...form, AccountSid: `AC${"f".repeat(32)}` }],
    ["nobody's", { MessageSid: "SM1", Body: "x" }],
  ])("refuses %s delivery although its signature is right", (_name, parameters) => {
    expect(adapter.verify?.(signed(TWILIO_DOOR, parameters))).toMatchObject({
      why: expect.stringContaining("account"),
    });
  });

  it("answers a delivery with no words, or the customer would get them as an SMS", () => {
    expect(adapter.accepted).toEqual({ status: 200, type: "text/xml", body: "<Response></Response>" });
  });
});
