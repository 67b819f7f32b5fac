import type { Key, Pair } from "./snapshot.ts";

/** A chat with one person. Groups (`@g.us`), statuses (`@broadcast`) and channels (`@newsletter`) are none. */
const PERSON = /^\d{5,20}@(?:c\.us|lid)$/;

export const isPerson = (chat: string): boolean => PERSON.test(chat);

/**
 * The thread a person is met in: the private id wherever WhatsApp tells it, since it alone never goes missing again. So
 * somebody met by phone and later by private id stays one person in one thread.
 */
export const threadIdOf = (chat: string, pair: Pair | null): string => pair?.lid ?? chat;

/** The phone as people write it, from `…@c.us`; null where the id is a private one. */
export function phoneOf(chat: string, pair: Pair | null): string | null {
  const digits = /^(\d+)@c\.us$/.exec(pair?.phone ?? chat)?.[1];
  return digits === undefined ? null : `+${digits}`;
}

/** The library's text for a message's key. */
export const serialized = ({ fromMe, chat, id }: Key): string => `${fromMe}_${chat}_${id}`;
