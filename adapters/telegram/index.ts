import { Api } from "grammy";
import { err, ok, type Result } from "../../src/core/result.ts";
import type {
  ChannelAdapter,
  ChannelHealth,
  ConfigError,
  DecodeError,
  OutboundMessage,
  SendOutcome,
} from "../../src/ports/channel.ts";
import { verdictBySecret } from "../shared-secret.ts";
import { forClient } from "./client-signal.ts";
import { ALLOWED_UPDATES, checkConfig, type TelegramConfig, webhookUrl } from "./config.ts";
import { decodeUpdate } from "./decode.ts";
import type { TelegramDeps } from "./deps.ts";
import { encodeMessage, TEXT_LIMIT } from "./encode.ts";
import { describe, healthOf, outcomeOf } from "./errors.ts";
import { POLL_DEADLINE_MS, pollUpdates } from "./poll.ts";
import { readThreadId } from "./thread.ts";
import { httpTransport, type Transport } from "./transport.ts";

export type { TelegramConfig } from "./config.ts";
export { type TelegramDeps, waitInRealTime } from "./deps.ts";

const SECRET_HEADER = "x-telegram-bot-api-secret-token";
/** The platform's own limit for files it gives to bots. */
const FILE_LIMIT = 20 * 1024 * 1024;
const CALL_DEADLINE_MS = 15_000;

/**
 * One Telegram bot as a channel: by webhook where a secret is configured, by polling otherwise.
 * @returns the adapter; an error where the configuration cannot work or would leave the webhook open
 */
export function telegramAdapter(config: TelegramConfig, deps: TelegramDeps): Result<ChannelAdapter, ConfigError> {
  const checked = checkConfig(config);
  if (!checked.ok) return checked;
  const settings = checked.value;
  const http = httpTransport(settings.apiRoot, settings.proxy);
  const client = (deadlineMs: number): Api =>
    new Api(settings.token, { apiRoot: settings.apiRoot, fetch: http.caller(deadlineMs) });
  const api = client(CALL_DEADLINE_MS);
  const secret = settings.webhookSecret;

  return ok({
    channel: "telegram",
    limits: { textChars: TEXT_LIMIT, attachmentBytes: FILE_LIMIT },
    decode: decodeUpdate,
    send: (message, signal) => sendText(api, message, signal),
    showTyping: (threadId) => showTyping(api, threadId),
    acknowledgeAction: async ({ ackRef }) => {
      // An answer to a press that is too old is refused; the customer's button has stopped by itself then.
      if (ackRef !== undefined) await tolerated(api.raw.answerCallbackQuery({ callback_query_id: ackRef }));
    },
    fetchAttachment: (ref, signal) => fetchFile(api, http, settings, ref, signal),
    connect: (signal) => connect(api, settings, deps.log, signal),
    ...(secret === undefined
      ? {
          listen: (sink, signal, onHealth = () => undefined) =>
            pollUpdates(client(POLL_DEADLINE_MS), { ...deps, sink, signal, onHealth }),
        }
      : { verify: (request) => verdictBySecret(request, SECRET_HEADER, secret) }),
  });
}

/** For calls whose failure changes nothing for the customer. */
const tolerated = (call: Promise<unknown>): Promise<void> =>
  call.then(
    () => undefined,
    () => undefined,
  );

async function sendText(api: Api, message: OutboundMessage, signal: AbortSignal): Promise<SendOutcome> {
  const payload = encodeMessage(message);
  if (!payload.ok) return { kind: "refused", why: payload.error };
  try {
    const sent = await api.raw.sendMessage(payload.value, forClient(signal));
    return { kind: "sent", id: String(sent.message_id) };
  } catch (error) {
    return outcomeOf(error);
  }
}

async function showTyping(api: Api, threadId: string): Promise<void> {
  const thread = readThreadId(threadId);
  if (thread === null) return;
  const { chatId: chat_id, businessConnectionId } = thread;
  const business = businessConnectionId === undefined ? {} : { business_connection_id: businessConnectionId };
  await tolerated(api.raw.sendChatAction({ chat_id, action: "typing", ...business }));
}

/** The link holds the token: it is built, used and forgotten here. */
async function fetchFile(
  api: Api,
  http: Transport,
  { apiRoot, token }: TelegramConfig,
  ref: string,
  signal: AbortSignal,
): Promise<Result<Uint8Array, DecodeError>> {
  try {
    const file = await api.raw.getFile({ file_id: ref }, forClient(signal));
    if (file.file_path === undefined)
      return err({ message: "Telegram gave no path for the file.", hint: "Try again." });
    return await http.download(`${apiRoot}/file/bot${token}/${file.file_path}`, FILE_LIMIT, signal);
  } catch (error) {
    const message = `Telegram did not give the file: ${describe(error)}`;
    return err({ message, hint: "Files above 20 MB or long gone cannot be fetched: ask for it again." });
  }
}

/**
 * Identifies the bot and brings the platform into the configured mode. Updates that wait there are kept in any case.
 * A webhook without a public URL is registered by somebody else and left alone.
 */
async function connect(
  api: Api,
  config: TelegramConfig,
  log: TelegramDeps["log"],
  signal: AbortSignal,
): Promise<ChannelHealth> {
  const url = webhookUrl(config);
  try {
    const bot = await api.raw.getMe(forClient(signal));
    if (config.webhookSecret === undefined)
      await api.raw.deleteWebhook({ drop_pending_updates: false }, forClient(signal));
    else if (url !== undefined) {
      const registration = { url, secret_token: config.webhookSecret, allowed_updates: ALLOWED_UPDATES };
      await api.raw.setWebhook(registration, forClient(signal));
    }
    const mode = config.webhookSecret === undefined ? "polling" : "webhook";
    log.info({ channel: "telegram", bot: bot.username, mode, registered: url !== undefined }, "connected");
    return { state: "green" };
  } catch (error) {
    log.warn({ channel: "telegram", error: describe(error) }, "connecting failed");
    return healthOf(error);
  }
}
