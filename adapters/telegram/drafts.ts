import type { Api } from "grammy";
import type { TelegramDeps } from "./deps.ts";
import { TEXT_LIMIT } from "./encode.ts";
import { askedToWaitMs } from "./errors.ts";
import { readThreadId } from "./thread.ts";

/** One preview a second is shown as writing; more would only use up the chat's limit. */
const PAUSE_MS = 1000;

interface Draft {
  readonly draftId: number;
  readonly text: string;
}

interface Lane {
  next: Draft | null;
  /** The call that is on its way. */
  calling: Promise<void>;
  readonly ended: AbortController;
}

export interface Drafts {
  /** Shows the words, or keeps them until they may be shown; later words replace earlier ones. Never fails. */
  show(threadId: string, draftId: number, text: string): Promise<void>;
  /** Nothing of this thread is shown from now on: what was on its way has arrived, or has failed. */
  end(threadId: string): Promise<void>;
}

/**
 * Previews of what is being written, by `sendMessageDraft`: in private chats with the bot itself alone, with an id above
 * or below zero. They vanish with the next message or after 30 seconds.
 */
export function openDrafts(api: Api, wait: TelegramDeps["wait"]): Drafts {
  const lanes = new Map<string, Lane>();

  async function run(threadId: string, chatId: number, lane: Lane): Promise<void> {
    while (lane.next !== null && !lane.ended.signal.aborted) {
      const { draftId, text } = lane.next;
      lane.next = null;
      const asked = api.raw
        .sendMessageDraft({ chat_id: chatId, draft_id: draftId, text: text.slice(0, TEXT_LIMIT).toWellFormed() })
        .then(
          () => PAUSE_MS,
          (error: unknown) => askedToWaitMs(error) ?? PAUSE_MS,
        );
      lane.calling = asked.then(() => undefined);
      await wait(await asked, lane.ended.signal);
    }
    if (lanes.get(threadId) === lane) lanes.delete(threadId);
  }

  return {
    async show(threadId, draftId, text) {
      const thread = readThreadId(threadId);
      if (!thread || thread.chatId <= 0 || thread.businessConnectionId !== undefined) return;
      if (!Number.isSafeInteger(draftId) || draftId === 0) return;
      const running = lanes.get(threadId);
      if (running) {
        running.next = { draftId, text };
        return;
      }
      const lane: Lane = { next: { draftId, text }, calling: Promise.resolve(), ended: new AbortController() };
      lanes.set(threadId, lane);
      void run(threadId, thread.chatId, lane);
      await lane.calling;
    },
    async end(threadId) {
      const lane = lanes.get(threadId);
      if (!lane) return;
      lanes.delete(threadId);
      lane.ended.abort();
      await lane.calling;
    },
  };
}
