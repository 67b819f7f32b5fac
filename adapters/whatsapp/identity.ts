import type { InboundEvent } from "../../src/ports/channel.ts";
import { type Handles, isUserId } from "./handle.ts";
import { systemShape, type UserIdUpdate } from "./webhook.ts";

/** Two handles of one person; `to` is the one in use from now on. */
export type Pair = NonNullable<InboundEvent["identity"]>;

/** What a message with both handles proves. The same pair is the same event, however many messages show it. */
export function pairOf({ phone, userId }: Handles): Pair | null {
  return phone !== undefined && userId !== undefined ? { from: phone, to: userId } : null;
}

export const pairOfUpdate = ({ user_id }: UserIdUpdate): Pair => ({ from: user_id.previous, to: user_id.current });

/**
 * What a system message tells of a new number or user id: each earlier handle leads to the newest one. The message
 * itself carries only the new ones and, at its head, the old; a few carry the old user id in their sentence alone.
 * @param old the handles at the message's head
 */
export function pairsOfSystem(value: unknown, old: Handles): readonly Pair[] {
  const read = systemShape.safeParse(value);
  if (!read.success || !/^(?:user|customer)_changed_/.test(read.data.type)) return [];
  const { user_id, wa_id, previous_user_id, body } = read.data;
  const to = user_id ?? wa_id;
  if (to === undefined) return [];
  const earlier = new Set([previous_user_id, old.userId, oldUserIdIn(body ?? "", to), old.phone, wa_id]);
  return [...earlier].filter((from) => from !== undefined && from !== to).map((from) => ({ from: String(from), to }));
}

/**
 * The old user id in "User <name> changed from <old> to <new>". The name is the customer's to choose, so only the end of
 * the sentence is believed, and only where it names the new id as well.
 */
function oldUserIdIn(sentence: string, to: string): string | undefined {
  const [, from, told] = /\bchanged from \u200e?(\S+) to ([^\s\u200e]+)\u200e?$/.exec(sentence) ?? [];
  return from !== undefined && told === to && isUserId(from) ? from : undefined;
}
