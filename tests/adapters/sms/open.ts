import { readdirSync, readFileSync } from "node:fs";
import {
  type KavenegarConfig,
  kavenegarAdapter,
  type SmsDeps,
  type TwilioConfig,
  twilioAdapter,
} from "../../../adapters/sms/index.ts";
import type { Result } from "../../../src/core/result.ts";
import type { ChannelAdapter, ConfigError, OutboundMessage } from "../../../src/ports/channel.ts";

/** What every event without a time of its own is stamped with. */
export const RECEIVED = "2026-01-05T08:00:00.000Z";
export const PUBLIC_URL = "https://desk.example.org";
export const TWILIO_DOOR = `${PUBLIC_URL}/webhooks/twilio`;
export const SECRET = "s3cret-of_the-line";
export const KAVENEGAR_DOOR = `${PUBLIC_URL}/webhooks/kavenegar?secret=${SECRET}`;

export const TWILIO: TwilioConfig = {
  accountSid: `AC${"0123456789abcdef".repeat(2)}`,
  authToken: "test-auth-token",
  from: "+15005550006",
  apiRoot: "http://127.0.0.1:1",
  publicUrl: PUBLIC_URL,
  proxy: undefined,
};

export const KAVENEGAR: KavenegarConfig = {
  apiKey: "746573742D6B6579",
  sender: "30002225",
  apiRoot: "http://127.0.0.1:1",
  webhookSecret: undefined,
  proxy: undefined,
};

type Options = Partial<SmsDeps> & { readonly lines?: string[] };

export function smsDeps({ lines = [], ...deps }: Options = {}): SmsDeps {
  const write = (fields: object, message: string): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
  return {
    log: { info: write, warn: write },
    clock: { now: () => new Date(RECEIVED) },
    random: () => 0.5,
    // Lets other work go on and waits for no clock.
    wait: () => new Promise((resolve) => setImmediate(resolve)),
    ...deps,
  };
}

const built = (adapter: Result<ChannelAdapter, ConfigError>): ChannelAdapter => {
  if (!adapter.ok) throw new Error(`${adapter.error.message} ${adapter.error.hint}`);
  return adapter.value;
};

export const openTwilio = (config: Partial<TwilioConfig> = {}, options: Options = {}): ChannelAdapter =>
  built(twilioAdapter({ ...TWILIO, ...config }, smsDeps(options)));

/** Pulls unless the configuration says otherwise. */
export const openKavenegar = (config: Partial<KavenegarConfig> = {}, options: Options = {}): ChannelAdapter =>
  built(kavenegarAdapter({ ...KAVENEGAR, ...config }, smsDeps(options)));

export const part = (fields: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: "41",
  threadId: "+989120000001",
  text: "در حال پیگیری هستیم.",
  buttons: [],
  replyTo: null,
  ...fields,
});

export const noSignal = (): AbortSignal => new AbortController().signal;

/** The recorded bodies of a platform by their names, as text. */
export function fixturesOf(platform: "twilio" | "kavenegar"): ReadonlyMap<string, string> {
  const folder = new URL(`../../fixtures/${platform}/`, import.meta.url);
  const read = (file: string) => readFileSync(new URL(file, folder), "utf8");
  return new Map(
    readdirSync(folder).map((file) => [file.replace(/\.\w+$/, file.startsWith("push.") ? "$&" : ""), read(file)]),
  );
}
