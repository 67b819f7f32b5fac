import { Api } from "grammy";
import { ok, type Result } from "../../src/core/result.ts";
import type { ChannelAdapter, ConfigError } from "../../src/ports/channel.ts";
import { verdictBySecret } from "../shared-secret.ts";
import { businessConnections } from "./business.ts";
import { checkConfig, type TelegramConfig } from "./config.ts";
import { connect, updatesNotAskedFor } from "./connect.ts";
import { decodeUpdate } from "./decode.ts";
import type { TelegramDeps } from "./deps.ts";
import { openDrafts } from "./drafts.ts";
import { addressOf, MEDIA_LIMITS, TEXT_LIMIT } from "./encode.ts";
import { FILE_LIMIT, fetchFile } from "./files.ts";
import { POLL_DEADLINE_MS, pollUpdates } from "./poll.ts";
import { editText, openSender, react } from "./send.ts";
import { readThreadId } from "./thread.ts";
import { httpTransport } from "./transport.ts";

export { ALLOWED_UPDATES, type TelegramConfig } from "./config.ts";
export { type TelegramDeps, waitInRealTime } from "./deps.ts";

const SECRET_HEADER = "x-telegram-bot-api-secret-token";
const CALL_DEADLINE_MS = 15_000;
const UPLOAD_DEADLINE_MS = 60_000;
/** A preview that takes longer is not worth the message that waits behind it. */
const DRAFT_DEADLINE_MS = 2_000;

/** One Telegram bot as a channel. */
export interface TelegramAdapter extends ChannelAdapter {
  /** The kinds of updates nobody asks Telegram for although the desk understands them; null where it does not say. */
  readonly updatesNotAskedFor: (signal: AbortSignal) => Promise<readonly string[] | null>;
}

/**
 * One Telegram bot as a channel: mounted in a host's bot where that is configured, else by webhook where a secret is,
 * else by polling.
 * @returns the adapter; an error where the configuration cannot work or would leave the webhook open
 */
export function telegramAdapter(config: TelegramConfig, deps: TelegramDeps): Result<TelegramAdapter, ConfigError> {
  const checked = checkConfig(config);
  if (!checked.ok) return checked;
  const settings = checked.value;
  const http = httpTransport(settings.apiRoot, settings.proxy);
  const client = (deadlineMs: number): Api =>
    new Api(settings.token, { apiRoot: settings.apiRoot, fetch: http.caller(deadlineMs) });
  const api = client(CALL_DEADLINE_MS);
  const business = businessConnections(api, deps.log);
  const drafts = openDrafts(client(DRAFT_DEADLINE_MS), deps.wait);

  return ok({
    channel: "telegram",
    limits: { textChars: TEXT_LIMIT, attachmentBytes: FILE_LIMIT, media: MEDIA_LIMITS, quotes: true, asksPhone: true },
    decode(raw) {
      const decoded = decodeUpdate(raw);
      // What an update tells of a connection is no event of a conversation, only a doubt that spares a useless send.
      if (decoded.ok && decoded.value.length === 0) business.note(raw);
      return decoded;
    },
    send: openSender({ api, uploads: client(UPLOAD_DEADLINE_MS), business, drafts }),
    edit: (threadId, messageId, text, signal) => editText(api, threadId, messageId, text, signal),
    react: (threadId, messageId, emoji, signal) => react(api, threadId, messageId, emoji, signal),
    showTyping: (threadId) => showTyping(api, threadId),
    showDraft: drafts.show,
    acknowledgeAction: async ({ ackRef }) => {
      // An answer to a press that is too old is refused; the customer's button has stopped by itself then.
      if (ackRef !== undefined) await tolerated(api.raw.answerCallbackQuery({ callback_query_id: ackRef }));
    },
    fetchAttachment: (ref, signal) => fetchFile(api, http, settings, ref, signal),
    connect: (signal) => connect(api, settings, deps.log, signal),
    updatesNotAskedFor: (signal) => updatesNotAskedFor(api, signal),
    ...doorOf(settings, deps, client),
  });
}

/** How updates come in: a host brings them, Telegram posts them, or the desk asks for them. */
function doorOf(
  { mounted, webhookSecret }: TelegramConfig,
  deps: TelegramDeps,
  client: (deadlineMs: number) => Api,
): Pick<ChannelAdapter, "listen" | "verify"> {
  if (mounted) return {};
  if (webhookSecret !== undefined) {
    return { verify: (request) => verdictBySecret(request, SECRET_HEADER, webhookSecret) };
  }
  return {
    listen: (sink, signal, onHealth = () => undefined) =>
      pollUpdates(client(POLL_DEADLINE_MS), { ...deps, sink, signal, onHealth }),
  };
}

/** For calls whose failure changes nothing for the customer. */
const tolerated = (call: Promise<unknown>): Promise<void> =>
  call.then(
    () => undefined,
    () => undefined,
  );

async function showTyping(api: Api, threadId: string): Promise<void> {
  const thread = readThreadId(threadId);
  if (thread !== null) await tolerated(api.raw.sendChatAction({ ...addressOf(thread), action: "typing" }));
}
