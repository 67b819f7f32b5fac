import { err, ok, type Result } from "../../../src/core/result.ts";
import type { OutboundMessage, RefusalReason, SendOutcome } from "../../../src/ports/channel.ts";
import { textWithChoices } from "../answer-choices.ts";
import type { HttpClient } from "../http.ts";
import { statusCallbackOf, type TwilioSettings } from "./config.ts";
import { outcomeOf, outcomeOfSilence } from "./errors.ts";

/** The platform's own limit for one message, however many segments it takes. */
export const TEXT_LIMIT = 1600;

/** `Basic` credentials of the account. */
export function credentialsOf({ accountSid, authToken }: TwilioSettings): string {
  return `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
}

/** Creates a message. Twilio knows no key that would make a repetition safe: see {@link outcomeOf}. */
export async function sendMessage(
  http: HttpClient,
  settings: TwilioSettings,
  message: OutboundMessage,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const form = encodeMessage(message, settings);
  if (!form.ok) return { kind: "refused", why: form.error };
  const url = `${settings.apiRoot}/2010-04-01/Accounts/${settings.accountSid}/Messages.json`;
  const answer = await http.call({ url, form: form.value, authorization: credentialsOf(settings), signal });
  return answer.ok ? outcomeOf(answer.value) : outcomeOfSilence(answer.error);
}

/** A number only: names, short codes and chats of other apps cannot be answered by SMS. */
function encodeMessage(
  message: OutboundMessage,
  settings: TwilioSettings,
): Result<Readonly<Record<string, string>>, RefusalReason> {
  if (!/^\+[1-9]\d{4,14}$/.test(message.threadId)) return err("chat-gone");
  if (message.text.length > TEXT_LIMIT) return err("too-long");
  return ok({
    To: message.threadId,
    [settings.from.startsWith("MG") ? "MessagingServiceSid" : "From"]: settings.from,
    Body: textWithChoices(message, TEXT_LIMIT),
    StatusCallback: statusCallbackOf(settings),
  });
}
