import { describe, expect, it } from "vitest";
import { channelKind } from "../../adapters/registry.ts";
import { readConfig } from "../../src/config.ts";
import { configuredChannels, surroundingsOf } from "../../src/configured-channels.ts";
import { createLog } from "../../src/log.ts";
import { ASSAILED, PUBLIC_URL } from "./platforms.ts";

function surroundings() {
  const settings = { publicUrl: PUBLIC_URL, proxy: undefined, dataDir: "/nowhere" };
  return surroundingsOf(settings, createLog("silent"), { now: () => new Date(0) }, () => {});
}

/** What a start says of this environment, and which channels would take deliveries. */
function startWith(environment: Readonly<Record<string, string>>): { objection: string | null; doors: string[] } {
  const config = readConfig({ PUBLIC_URL, ...environment });
  if (!config.ok) return { objection: config.error.join("\n"), doors: [] };
  const around = surroundingsOf(config.value, createLog("silent"), { now: () => new Date(0) }, () => {});
  const opened = configuredChannels(config.value, around);
  if (!opened.ok) return { objection: `${opened.error.message} ${opened.error.hint}`, doors: [] };
  const doors = opened.value.flatMap(({ adapter }) => (adapter.verify ? [adapter.channel] : []));
  return { objection: null, doors };
}

/** Without these a channel asks for news instead, and nobody can post to it. */
const MAY_BE_UNSET = new Set(["TELEGRAM_WEBHOOK_SECRET", "KAVENEGAR_WEBHOOK_SECRET"]);

describe.each(ASSAILED)("an account of $name", ({ name: channel, environment, secrets }) => {
  it("takes deliveries with what it needs", () => {
    expect(startWith(environment)).toEqual({ objection: null, doors: [channel] });
  });

  it.each(secrets.flatMap((name) => ["", " ", "\n"].map((value) => ({ name, value }))))(
    "takes none where $name is $value",
    ({ name, value }) => {
      const { objection, doors } = startWith({ ...environment, [name]: value });
      expect(doors).toEqual([]);
      if (!MAY_BE_UNSET.has(name)) expect(objection).toMatch(/\w.+\./);
    },
  );
});

describe.each([
  ["telegram", { token: "700:t" }, "webhookSecret"] as const,
  ["whatsapp", { phoneNumberId: "1", accessToken: "t", appSecret: "s", verifyToken: "v" }, "appSecret"] as const,
  ["twilio", { accountSid: `AC${"0".repeat(32)}`, authToken: "t", from: "+15005550006" }, "authToken"] as const,
  ["kavenegar", { apiKey: "k", sender: "30002225" }, "webhookSecret"] as const,
])("an account of %s that an admin enters", (channel, settings, secret) => {
  it(`is refused with an empty ${secret}, and told what to do`, () => {
    const around = { ...surroundings(), webhookPath: `/webhooks/${channel}/7` };
    const opened = channelKind(channel)?.open({ ...settings, [secret]: "" }, around);
    expect(opened).toMatchObject({ ok: false, error: { hint: expect.stringMatching(/./) } });
  });
});
