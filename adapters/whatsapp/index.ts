import { z } from "zod";
import { ok, type Result } from "../../src/core/result.ts";
import type {
  ChannelAdapter,
  ChannelHealth,
  ConfigError,
  OutboundMessage,
  SendOutcome,
} from "../../src/ports/channel.ts";
import { type CheckedConfig, checkConfig, type WhatsAppConfig } from "./config.ts";
import { decodeDelivery } from "./decode.ts";
import type { WhatsAppDeps } from "./deps.ts";
import { encodeMessage, encodeReaction, encodeReopening, encodeTyping, MEDIA_LIMITS, TEXT_LIMIT } from "./encode.ts";
import { describe, healthOf, outcomeOf } from "./errors.ts";
import { type Graph, graphClient } from "./graph.ts";
import { FILE_LIMIT, fetchMedia, uploadMedia } from "./media.ts";
import { answerHandshake, verifySignature } from "./verify.ts";

export type { WhatsAppConfig } from "./config.ts";
export type { WhatsAppDeps } from "./deps.ts";

const HOUR_MS = 3_600_000;
const REPLY_WINDOW_MS = 24 * HOUR_MS;

/**
 * One business number on Meta's Cloud API as a channel, by webhook.
 * @returns the adapter; an error where the configuration cannot work or would leave the webhook open
 */
export function whatsappAdapter(config: WhatsAppConfig, deps: WhatsAppDeps): Result<ChannelAdapter, ConfigError> {
  const checked = checkConfig(config);
  if (!checked.ok) return checked;
  const settings = checked.value;
  const { phoneNumberId, appSecret, verifyToken, reopenTemplate } = settings;
  const graph = graphClient(settings);
  const post = (body: object | null, signal: AbortSignal): Promise<SendOutcome> =>
    body === null
      ? Promise.resolve({ kind: "refused", why: "chat-gone" })
      : postMessage(graph, phoneNumberId, body, signal);

  return ok({
    channel: "whatsapp",
    limits: {
      textChars: TEXT_LIMIT,
      attachmentBytes: FILE_LIMIT,
      media: MEDIA_LIMITS,
      quotes: true,
      asksPhone: true,
      replyWindowMs: REPLY_WINDOW_MS,
    },
    verify: (request) => verifySignature(request, appSecret),
    handshake: (request) => answerHandshake(request, verifyToken),
    decode: (raw) => decodeDelivery(raw, phoneNumberId),
    send: (message, signal) => sendMessage(graph, phoneNumberId, message, signal),
    showTyping: async (_threadId, lastMessageId) => {
      if (lastMessageId === undefined) return;
      const signal = new AbortController().signal;
      // Too old a message is refused, and silence is silence: nothing changes for the customer.
      await graph.call(`${phoneNumberId}/messages`, { body: encodeTyping(lastMessageId), signal });
    },
    react: (threadId, messageId, emoji, signal) => post(encodeReaction(threadId, messageId, emoji), signal),
    ...(reopenTemplate && {
      askToReopen: (threadId, signal) => post(encodeReopening(threadId, reopenTemplate), signal),
    }),
    fetchAttachment: (ref, signal) => fetchMedia(graph, phoneNumberId, ref, signal),
    connect: (signal) => connect(graph, settings, deps.log, signal),
  });
}

async function sendMessage(
  graph: Graph,
  phoneNumberId: string,
  message: OutboundMessage,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const draft = encodeMessage(message);
  if (!draft.ok) return { kind: "refused", why: draft.error };
  if (draft.value.file === undefined) return postMessage(graph, phoneNumberId, draft.value.payload(""), signal);
  const mediaId = await uploadMedia(graph, phoneNumberId, draft.value.file, signal);
  if (mediaId.ok) return postMessage(graph, phoneNumberId, draft.value.payload(mediaId.value), signal);
  // However the upload ended, no message has named the file: the customer has seen nothing.
  const outcome = outcomeOf(mediaId.error);
  return outcome.kind === "unknown" ? { kind: "retry", afterMs: 2000, why: outcome.why } : outcome;
}

const accepted = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });

/** Posts what becomes a message. Accepted is not delivered: a refusal may still come as a status. */
async function postMessage(
  graph: Graph,
  phoneNumberId: string,
  body: object,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const reply = await graph.call(`${phoneNumberId}/messages`, { body, signal });
  if (reply.kind !== "ok") return outcomeOf(reply);
  const id = accepted.safeParse(reply.json).data?.messages[0]?.id;
  return id === undefined ? { kind: "unknown", why: "no answer: UNREADABLE_ANSWER" } : { kind: "sent", id };
}

const numberShape = z.object({
  display_phone_number: z.string().optional().catch(undefined),
  quality_rating: z.string().optional().catch(undefined),
});

/** Identifies the number. Where deliveries go is set up in the app's dashboard, by the operator. */
async function connect(
  graph: Graph,
  { phoneNumberId }: CheckedConfig,
  log: WhatsAppDeps["log"],
  signal: AbortSignal,
): Promise<ChannelHealth> {
  const reply = await graph.call(`${phoneNumberId}?fields=display_phone_number,quality_rating`, { signal });
  if (reply.kind !== "ok") {
    log.warn({ channel: "whatsapp", error: describe(reply) }, "connecting failed");
    return healthOf(reply);
  }
  const { display_phone_number: number, quality_rating: quality } = numberShape.safeParse(reply.json).data ?? {};
  log.info({ channel: "whatsapp", number, quality }, "connected");
  if (quality !== "RED") return { state: "green" };
  const hint = "Customers block or report this number: Meta may limit it. See its quality in WhatsApp Manager.";
  return { state: "yellow", why: "WhatsApp rates this number's quality as low.", hint };
}
