import { err, ok, type Result } from "../../../src/core/result.ts";
import type { ConfigError } from "../../../src/ports/channel.ts";
import { isHttpUrl, withoutSlash } from "../../http.ts";

/** One Twilio number, or one messaging service with its numbers. */
export interface TwilioConfig {
  /** `AC` and 32 hexadecimal digits. */
  readonly accountSid: string;
  /** Signs what Twilio delivers, and authorizes our calls. */
  readonly authToken: string;
  /** A number in E.164 (`+14155550100`), or a messaging service's id (`MG…`). */
  readonly from: string;
  /** Without a trailing slash; `https://api.twilio.com`, or a regional one. */
  readonly apiRoot: string;
  /** Where Twilio reaches the desk: it is part of every signature, and the way back of delivery reports. */
  readonly publicUrl: string | undefined;
  /** The account's door below it; `/webhooks/twilio` unless told. */
  readonly webhookPath?: string;
  /** An HTTP proxy (`http://host:port`) for calls to an `https:` API root. */
  readonly proxy: string | undefined;
}

export interface TwilioSettings extends TwilioConfig {
  readonly publicUrl: string;
}

const WEBHOOK_PATH = "/webhooks/twilio";

/** Where Twilio tells what becomes of a message. */
export const statusCallbackOf = ({ publicUrl, webhookPath = WEBHOOK_PATH }: TwilioSettings): string =>
  publicUrl + webhookPath;

/** Checks a configuration; no error text shows the token. An empty token would let anybody sign. */
export function checkConfig(config: TwilioConfig): Result<TwilioSettings, ConfigError> {
  const { publicUrl } = config;
  if (!/^AC[0-9a-fA-F]{32}$/.test(config.accountSid)) {
    return wrong("The Twilio account SID is not AC and 32 hexadecimal digits.", "Copy it from the Twilio console.");
  }
  if (config.authToken.trim() === "") {
    return wrong("The Twilio auth token is empty.", "Copy it from the Twilio console: it proves who delivers.");
  }
  if (!/^(?:\+[1-9]\d{4,14}|MG[0-9a-fA-F]{32})$/.test(config.from)) {
    const hint = "Write a number like +14155550100, or the id of a messaging service (MG…).";
    return wrong("The Twilio sender is neither a number in E.164 nor a messaging service.", hint);
  }
  if (publicUrl === undefined || !isHttpUrl(publicUrl)) {
    const hint = "Set it in full, like https://desk.example.org: Twilio signs it, so nothing is believed without it.";
    return wrong("Twilio needs the public URL of the desk.", hint);
  }
  for (const [name, url] of [["API root", config.apiRoot] as const, ["proxy", config.proxy] as const]) {
    if (url !== undefined && !isHttpUrl(url)) {
      return wrong(`The Twilio ${name} is not an http(s) URL.`, "Write it in full, like https://api.twilio.com.");
    }
  }
  return ok({ ...config, apiRoot: withoutSlash(config.apiRoot), publicUrl: withoutSlash(publicUrl) });
}

const wrong = (message: string, hint: string): Result<never, ConfigError> => err({ message, hint });
