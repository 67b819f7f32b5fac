import { describe, expect, it } from "vitest";
import {
  type KavenegarConfig,
  kavenegarAdapter,
  type TwilioConfig,
  twilioAdapter,
} from "../../../adapters/sms/index.ts";
import { KAVENEGAR, SECRET, smsDeps, TWILIO } from "./open.ts";

const refusal = { ok: false, error: { message: expect.stringMatching(/./), hint: expect.stringMatching(/./) } };

describe("a Twilio account", () => {
  it.each<[string, Partial<TwilioConfig>]>([
    ["an account SID that is none", { accountSid: "0123" }],
    ["an empty token", { authToken: "" }],
    ["a token of spaces", { authToken: "  " }],
    ["a sender that is no number", { from: "Desk" }],
    ["a WhatsApp sender", { from: "whatsapp:+15005550006" }],
    ["no public URL: no signature could be judged", { publicUrl: undefined }],
    ["a public URL without a scheme", { publicUrl: "desk.example.org" }],
    ["an API root that is no URL", { apiRoot: "api.twilio.com" }],
    ["a proxy of another kind", { proxy: "socks5://127.0.0.1:1" }],
  ])("is not built with %s", (_name, config) => {
    const built = twilioAdapter({ ...TWILIO, ...config }, smsDeps());
    expect(built).toEqual(refusal);
    expect(JSON.stringify(built)).not.toContain(TWILIO.authToken);
  });

  it("may be a messaging service", () => {
    expect(twilioAdapter({ ...TWILIO, from: `MG${"0".repeat(32)}` }, smsDeps()).ok).toBe(true);
  });
});

describe("a Kavenegar line", () => {
  it.each<[string, Partial<KavenegarConfig>]>([
    ["an empty key", { apiKey: "" }],
    ["a key with a space", { apiKey: "74 65" }],
    ["a line that is no number", { sender: "Desk" }],
    ["an empty secret, which would leave the door open", { webhookSecret: "" }],
    ["a secret that can be guessed", { webhookSecret: "short" }],
    ["a secret that a URL would change", { webhookSecret: "with spaces & signs" }],
    ["neither push nor pull", { pull: false }],
    ["an API root that is no URL", { apiRoot: "api.kavenegar.com" }],
  ])("is not built with %s", (_name, config) => {
    const built = kavenegarAdapter({ ...KAVENEGAR, ...config }, smsDeps());
    expect(built).toEqual(refusal);
    expect(JSON.stringify(built)).not.toContain(KAVENEGAR.apiKey);
  });

  it.each<[string, Partial<KavenegarConfig>, boolean, boolean]>([
    ["pulls without a secret", {}, false, true],
    ["is pushed with a secret", { webhookSecret: SECRET }, true, false],
    ["does both when told to", { webhookSecret: SECRET, pull: true }, true, true],
  ])("%s", (_name, config, pushes, pulls) => {
    const built = kavenegarAdapter({ ...KAVENEGAR, ...config }, smsDeps());
    if (!built.ok) throw new Error(built.error.message);
    expect(built.value.verify !== undefined).toBe(pushes);
    expect(built.value.listen !== undefined).toBe(pulls);
    expect(built.value.deliversByGet ?? false).toBe(pushes);
  });
});
