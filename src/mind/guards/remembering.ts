/** Enough for the sentences of some replies, of what was said before them, and for the instructions. */
const MOST_KEPT = 1_024;

/**
 * The same function, that looks at a text it was asked about lately only once: every guard asks about the same few
 * sentences, and most of those stand in the phrasebook and come again in the next reply.
 * @param find  of the text alone: asked again it would say the same
 */
export function remembering<T>(find: (text: string) => T): (text: string) => T {
  let recent = new Map<string, T>();
  let earlier = new Map<string, T>();
  return (text) => {
    const known = recent.get(text) ?? earlier.get(text);
    const found = known ?? find(text);
    if (!recent.has(text)) recent.set(text, found);
    if (recent.size >= MOST_KEPT) [earlier, recent] = [recent, new Map()];
    return found;
  };
}
