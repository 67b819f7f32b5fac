/** How long customers wait for the bot, over the turn that writes an answer and the send that ends the wait. */
export interface ReplyTimes {
  /** An answer was written to what came at `since`. */
  begin(conversationId: number, since: Date): void;
  /** @returns the seconds the customer waited; null where this process did not write the answer, or told before */
  end(conversationId: number, now: Date): number | null;
}

/** Answers nobody sends, such as suppressed ones, are forgotten, the oldest first. */
const MOST = 10_000;

export function replyTimes(): ReplyTimes {
  const waiting = new Map<number, number>();
  return {
    begin(conversationId, since) {
      waiting.delete(conversationId);
      waiting.set(conversationId, since.getTime());
      if (waiting.size <= MOST) return;
      for (const oldest of waiting.keys()) {
        waiting.delete(oldest);
        break;
      }
    },
    end(conversationId, now) {
      const since = waiting.get(conversationId);
      if (since === undefined) return null;
      waiting.delete(conversationId);
      return Math.max(0, now.getTime() - since) / 1000;
    },
  };
}
