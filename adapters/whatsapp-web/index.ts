import { ok, type Result } from "../../src/core/result.ts";
import type { ChannelAdapter, ConfigError } from "../../src/ports/channel.ts";
import { checkConfig, type WhatsAppWebConfig } from "./config.ts";
import type { Held } from "./connection.ts";
import { within } from "./deadline.ts";
import { decodeSnapshots } from "./decode.ts";
import type { WhatsAppWebDeps } from "./deps.ts";
import { FILE_LIMIT, fetchFile } from "./files.ts";
import { listen } from "./listen.ts";
import { openOwnSends } from "./own-sends.ts";
import { editText, MEDIA_LIMITS, openSender, react, TEXT_LIMIT } from "./send.ts";

export { DEFAULT_SESSION, type WhatsAppWebConfig } from "./config.ts";
export { decodeSnapshots } from "./decode.ts";
export type { WhatsAppWebDeps } from "./deps.ts";

const TYPING_DEADLINE_MS = 5_000;

/**
 * One WhatsApp account as a channel, by a phone that is linked to a browser of the desk's own. It holds a connection in
 * one process; nothing starts before `listen`.
 * @returns the adapter; an error where the configuration cannot work
 */
export function whatsappWebAdapter(
  config: WhatsAppWebConfig,
  deps: WhatsAppWebDeps,
): Result<ChannelAdapter, ConfigError> {
  const checked = checkConfig(config);
  if (!checked.ok) return checked;
  const held: Held = { connection: null, ownSends: openOwnSends(), chats: new Map() };

  return ok({
    channel: "whatsapp-web",
    limits: { textChars: TEXT_LIMIT, attachmentBytes: FILE_LIMIT, media: MEDIA_LIMITS, quotes: true },
    decode: decodeSnapshots,
    listen: (sink, signal, onHealth = () => undefined) =>
      listen(checked.value, { ...deps, held, sink, onHealth }, signal),
    canSend: () => held.connection !== null,
    send: openSender(held, deps),
    edit: (threadId, messageId, text, signal) => editText(held, threadId, messageId, text, signal),
    react: (threadId, messageId, emoji, signal) => react(held, threadId, messageId, emoji, signal),
    showTyping: (threadId) => showTyping(held, threadId, deps.wait),
    fetchAttachment: (ref, signal) => fetchFile(held.connection, ref, signal),
  });
}

/** Its failure changes nothing for the customer. */
async function showTyping({ connection, chats }: Held, threadId: string, wait: WhatsAppWebDeps["wait"]): Promise<void> {
  if (connection === null) return;
  const typing = connection.client.getChatById(chats.get(threadId) ?? threadId).then((chat) => chat.sendStateTyping());
  await within(TYPING_DEADLINE_MS, wait, typing).catch(() => undefined);
}
