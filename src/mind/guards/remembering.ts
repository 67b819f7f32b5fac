/** Characters. Enough for the sentences of some replies, of what was said before them, and for the instructions. */
const MOST_KEPT = 131_072;
/** What a text costs beside its letters: many short ones are not free. */
const EACH = 64;

/**
 * The same function, that looks at a text it was asked about lately only once: every guard asks about the same few
 * sentences, and most of those stand in the phrasebook and come again in the next reply.
 * @param find  of the text alone: asked again it would say the same
 */
export function remembering<T>(find: (text: string) => T): (text: string) => T {
  let recent = new Map<string, T>();
  let earlier = new Map<string, T>();
  let kept = 0;
  return (text) => {
    const known = recent.get(text) ?? earlier.get(text);
    const found = known ?? find(text);
    if (!recent.has(text)) {
      recent.set(text, found);
      kept += text.length + EACH;
    }
    if (kept >= MOST_KEPT) [earlier, recent, kept] = [recent, new Map(), 0];
    return found;
  };
}
