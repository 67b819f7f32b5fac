import type { Hit } from "./pattern.ts";
import type { Words } from "./words.ts";

const WORD = /[\p{L}\p{N}]+/gu;
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/gu;

/** So many words say something by themselves. */
const FEWEST = 3;

export interface Gist {
  /** A folded text without greetings, pleas, pictures and what else was taken out: what it is about does not hang on them. */
  readonly text: string;
  /** Is anything left to be about? */
  readonly says: boolean;
}

/** @param out  what else is to be taken out: insults, thanks */
export function gistOf(text: string, out: readonly Hit[], lists: readonly Words[]): Gist {
  const manners = lists.flatMap(({ talk }) => [talk.greeting, talk.please].flatMap((list) => list.find(text)));
  const bare = [...out, ...manners].reduce(
    (left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end),
    text,
  );
  const says = (bare.match(WORD)?.length ?? 0) >= FEWEST;
  return { text: says ? bare.replace(PICTURE, " ").trim() : text, says };
}
