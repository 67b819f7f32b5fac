import { ok, type Result } from "../../../src/core/result.ts";
import type { ChannelAdapter, ChannelHealth, ConfigError } from "../../../src/ports/channel.ts";
import type { SmsDeps } from "../deps.ts";
import { type HttpClient, httpClient } from "../http.ts";
import { SMS_BRIEF } from "../segments.ts";
import { checkConfig, type TwilioConfig, type TwilioSettings } from "./config.ts";
import { decodeTwilio } from "./decode.ts";
import { FILE_LIMIT, fetchMedia } from "./media.ts";
import { credentialsOf, sendMessage, TEXT_LIMIT } from "./send.ts";
import { verdictBySignature } from "./verify.ts";

/**
 * One Twilio number, or messaging service, as a channel. Answers go through the API, so a delivery is answered with no
 * words (empty TwiML).
 * @returns the adapter; an error where the configuration cannot work or would leave the webhook open
 */
export function twilioAdapter(
  config: TwilioConfig,
  { log, clock }: Pick<SmsDeps, "log" | "clock">,
): Result<ChannelAdapter, ConfigError> {
  const checked = checkConfig(config);
  if (!checked.ok) return checked;
  const settings = checked.value;
  const http = httpClient(settings.apiRoot, settings.proxy);

  return ok({
    channel: "twilio",
    limits: { textChars: TEXT_LIMIT, attachmentBytes: FILE_LIMIT, brief: SMS_BRIEF },
    verify: (request) => verdictBySignature(request, settings),
    deliversByGet: true,
    accepted: { status: 200, type: "text/xml", body: "<Response></Response>" },
    decode: (raw) => decodeTwilio(raw, clock.now()),
    send: (message, signal) => sendMessage(http, settings, message, signal),
    fetchAttachment: (ref, signal) => fetchMedia(http, settings, ref, signal),
    connect: async (signal) => {
      const health = await connect(http, settings, signal);
      log.info({ channel: "twilio", state: health.state }, "asked for the account");
      return health;
    },
  });
}

/** Asks whether the account may speak. The webhook of the number is set in the console, once. */
async function connect(http: HttpClient, settings: TwilioSettings, signal: AbortSignal): Promise<ChannelHealth> {
  const url = `${settings.apiRoot}/2010-04-01/Accounts/${settings.accountSid}.json`;
  const answer = await http.call({ url, authorization: credentialsOf(settings), signal });
  if (!answer.ok) {
    const why = `Twilio cannot be reached (${answer.error.code}).`;
    return { state: "red", why, hint: "Check the network, the proxy and the API root; the desk keeps trying." };
  }
  const { status, json } = answer.value;
  if (status === 401 || status === 404) {
    const hint = "Copy both from the Twilio console again; a rotated token never works again.";
    return { state: "red", why: "Twilio does not know this account SID and auth token.", hint };
  }
  if (status >= 300) {
    return { state: "red", why: `Twilio answered ${status}.`, hint: "The desk keeps trying." };
  }
  const state = typeof json === "object" && json !== null && "status" in json ? json.status : "active";
  if (state === "active") return { state: "green" };
  const hint = "See the Twilio console: messages wait until the account is active again.";
  return { state: "red", why: "Twilio has suspended or closed this account.", hint };
}
