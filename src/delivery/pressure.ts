import type { SendOutcome } from "../ports/channel.ts";

/**
 * Tells a limit on one chat from a limit on the whole account. Platforms answer both alike; when chat after chat is
 * limited and nothing gets through in between, it is the account.
 */
export interface Pressure {
  /** @returns how long the whole account must wait, in ms, or null */
  note(part: { readonly accountId: number; readonly conversationId: number }, outcome: SendOutcome): number | null;
}

const CHATS_IN_A_ROW = 5;

export function pressureGauge(): Pressure {
  const limited = new Map<number, Set<number>>();
  return {
    note({ accountId, conversationId }, outcome) {
      if (outcome.kind !== "retry" || !outcome.limited) {
        if (outcome.kind === "sent") limited.delete(accountId);
        return null;
      }
      const chats = limited.get(accountId) ?? new Set();
      limited.set(accountId, chats.add(conversationId));
      if (chats.size < CHATS_IN_A_ROW) return null;
      limited.delete(accountId);
      return outcome.afterMs;
    },
  };
}
