import type { Grounds, LookupAnswer, Passage } from "../core/grounds.ts";
import { isDoubtful, wordsRead } from "../core/heard.ts";
import type { Reading } from "../core/reading.ts";
import type { Sql } from "../db/connect.ts";
import type { Room } from "../desk/speech.ts";
import { findPassages } from "../knowledge/search.ts";
import type { Lookups } from "../lookups/open.ts";
import { isGreetingOrThanks } from "../mind/offline/intentions.ts";
import { talkOf } from "../mind/offline/small-talk.ts";
import type { TurnFile } from "./load.ts";
import type { TurnQueueDeps } from "./queue.ts";
import { languageOf } from "./situation.ts";

/** One place where a reply may find something to stand on. */
export type Source<T> = (file: TurnFile, reading: Reading, signal: AbortSignal) => Promise<readonly T[]>;

export interface Sources {
  readonly passages: Source<Passage>;
  readonly lookups: Source<LookupAnswer>;
}

/** Asks all sources side by side. One that fails says nothing, and the others are heard. */
export function gatherFrom(
  { passages, lookups }: Sources,
  onError: (error: unknown, conversationId: number) => void,
): TurnQueueDeps["gather"] {
  return async (file, reading, signal): Promise<Grounds> => {
    const ask = async <T>(source: Source<T>): Promise<readonly T[]> => {
      try {
        return await source(file, reading, signal);
      } catch (error) {
        onError(error, file.conversation.id);
        return [];
      }
    };
    const [found, looked] = await Promise.all([ask(passages), ask(lookups)]);
    return { passages: found, lookups: looked };
  };
}

/** What the organisation's own systems say of the customer's orders, to the customer whom the channel vouches for. */
export function askedSystems(lookups: Lookups): Source<LookupAnswer> {
  return ({ phone, sender, facts }, reading, signal) => {
    // What was hard to hear may be somebody else's order.
    const knownFacts = facts.filter((fact) => !isDoubtful(fact));
    return lookups({ reading, knownFacts, customer: { phone, sender } }, signal);
  };
}

/**
 * Passages of the organisation's articles, in the language the customer is answered in. Small talk asks for none. A
 * paragraph is sent whole or not at all: where every message costs, one that is too long answers nothing by itself.
 */
export function articlePassages(sql: Sql, roomOf: (file: TurnFile) => Pick<Room, "brief">): Source<Passage> {
  return async (file, reading) => {
    const text = wordsRead(file.said).join("\n");
    if (isGreetingOrThanks(text) || talkOf(text) !== null) return [];
    const found = await findPassages(sql, text, languageOf(file, reading));
    const { brief } = roomOf(file);
    return found.map((passage) => ({ ...passage, answers: passage.answers && !brief?.tooLong(passage.text) }));
  };
}
