/**
 * Cuts a text into parts a channel takes, at the most natural place: between paragraphs, else sentences, else words,
 * else graphemes. A family emoji or a letter with its marks is never cut.
 * @param limit UTF-16 units a part may have, at least 1; a single grapheme longer than that stands alone
 * @returns at least one part; no part is empty unless the text is
 */
export function splitText(text: string, limit: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const cut = cutAt(rest, limit);
    const part = rest.slice(0, cut).trimEnd();
    if (part !== "") parts.push(part);
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== "" || parts.length === 0) parts.push(rest);
  return parts;
}

const BREAKS = [/\n{2,}/g, /\n/g, /[.!?؟…。]+\s/g, /\s/g];
/** A break in the first third would leave a stub: a weaker break further on is better. */
const STUB = 1 / 3;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

function cutAt(text: string, limit: number): number {
  const head = text.slice(0, limit);
  for (const pattern of BREAKS) {
    const last = [...head.matchAll(pattern)].at(-1);
    if (last && last.index > limit * STUB) return last.index + last[0].length;
  }
  return graphemeBoundary(text, limit);
}

/** The last grapheme boundary at or before `limit`, or the first one after it where a single grapheme is longer. */
function graphemeBoundary(text: string, limit: number): number {
  // One grapheme more than the limit is enough to see where the last one inside it ends.
  let boundary = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 64))) {
    const end = index + segment.length;
    if (end > limit) return boundary === 0 ? end : boundary;
    boundary = end;
  }
  return boundary;
}
