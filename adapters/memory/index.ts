import { ok, type Result } from "../../src/core/result.ts";
import type { ChannelAdapter, ConfigError, OutboundMessage, SendOutcome } from "../../src/ports/channel.ts";
import { verdictBySecret } from "../shared-secret.ts";
import { checkConfig, type MemoryConfig } from "./config.ts";
import { decodeMemory } from "./decode.ts";

export const SECRET_HEADER = "x-memory-secret";
const TEXT_LIMIT = 4096;
const MEGABYTE = 1024 * 1024;

/** How a coming send ends; `hang` ends as `unknown`, once it is aborted. */
export type NextOutcome = SendOutcome | { readonly kind: "hang" };

export interface MemoryAdapter extends ChannelAdapter {
  /** Every send that began, oldest first, whatever became of it. */
  readonly sent: readonly OutboundMessage[];
  /** Threads in which typing was shown, oldest first. */
  readonly typed: readonly string[];
  /** Edits and reactions that were asked for, oldest first, whatever became of them. */
  readonly retouched: readonly { readonly threadId: string; readonly messageId: string; readonly text: string }[];
  /** Drafts that were shown, oldest first. */
  readonly drafts: readonly { readonly threadId: string; readonly draftId: number; readonly text: string }[];
  /** Decides the next edits and reactions, in this order; those beyond them succeed. */
  answerRetouch(...outcomes: readonly SendOutcome[]): void;
  /** Decides the next sends, in this order; sends beyond them succeed. */
  answerNext(...outcomes: readonly NextOutcome[]): void;
  /** Resolves with the journal as soon as `count` sends have begun. */
  waitForSent(count: number): Promise<readonly OutboundMessage[]>;
}

/** The reference adapter: a channel whose platform is this object. */
export function memoryAdapter(config: MemoryConfig): Result<MemoryAdapter, ConfigError> {
  const checked = checkConfig(config);
  if (!checked.ok) return checked;
  const { secret } = checked.value;
  const sent: OutboundMessage[] = [];
  const typed: string[] = [];
  const drafts: MemoryAdapter["drafts"][number][] = [];
  const retouched: MemoryAdapter["retouched"][number][] = [];
  const retouch = (done: MemoryAdapter["retouched"][number]): SendOutcome => {
    retouched.push(done);
    const planned = plannedRetouches.shift();
    return planned ?? { kind: "sent", id: done.messageId };
  };
  const planned: NextOutcome[] = [];
  const plannedRetouches: SendOutcome[] = [];
  const waiting: { readonly count: number; readonly resolve: (sent: readonly OutboundMessage[]) => void }[] = [];

  return ok({
    channel: "memory",
    limits: {
      textChars: TEXT_LIMIT,
      attachmentBytes: MEGABYTE,
      media: { image: MEGABYTE, voice: MEGABYTE, document: 4 * MEGABYTE },
      quotes: true,
    },
    verify: (request) => verdictBySecret(request, SECRET_HEADER, secret),
    decode: decodeMemory,
    async send(message, signal) {
      if (signal.aborted) return { kind: "retry", afterMs: 0, why: "aborted before it began" };
      if (message.text.length > TEXT_LIMIT) return { kind: "refused", why: "too-long" };
      sent.push(message);
      for (const { count, resolve } of waiting) if (sent.length >= count) resolve([...sent]);
      const outcome = planned.shift() ?? { kind: "sent", id: `memory-${sent.length}` };
      return outcome.kind === "hang" ? aborted(signal) : outcome;
    },
    showTyping: async (threadId) => {
      typed.push(threadId);
    },
    edit: async (threadId, messageId, text) => retouch({ threadId, messageId, text }),
    react: async (threadId, messageId, emoji) => retouch({ threadId, messageId, text: emoji }),
    showDraft: async (threadId, draftId, text) => {
      drafts.push({ threadId, draftId, text });
    },
    sent,
    typed,
    retouched,
    drafts,
    answerRetouch: (...outcomes) => {
      plannedRetouches.push(...outcomes);
    },
    answerNext: (...outcomes) => {
      planned.push(...outcomes);
    },
    waitForSent: (count) =>
      sent.length >= count
        ? Promise.resolve([...sent])
        : new Promise((resolve) => {
            waiting.push({ count, resolve });
          }),
  });
}

const aborted = (signal: AbortSignal): Promise<SendOutcome> =>
  new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve({ kind: "unknown", why: "aborted on the way" }), { once: true });
  });
