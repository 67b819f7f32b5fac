/** A sentence of the reply. `spare`: left out when the reply would be too long, the highest first; 0 always stays. */
export interface Sentence {
  readonly text: string;
  readonly spare: 0 | 1 | 2 | 3;
}

/** A sentence that always stays; none where there are no words. */
export function keep(text: string | null): readonly Sentence[] {
  return text === null ? [] : [{ text, spare: 0 }];
}

/** A sentence that may be left out; none where there are no words. */
export function spare(rank: 1 | 2 | 3, text: string | null): readonly Sentence[] {
  return text === null ? [] : [{ text, spare: rank }];
}

/**
 * Sentences to a text, line by line; the least needed are left out until it fits.
 * @param room  in UTF-16 units; what must stay may exceed it
 */
export function layOut(lines: readonly (readonly Sentence[])[], room: number): string {
  let text = joined(lines, Number.POSITIVE_INFINITY);
  for (const below of [3, 2, 1]) {
    if (text.length <= room) break;
    text = joined(lines, below);
  }
  return text;
}

function joined(lines: readonly (readonly Sentence[])[], below: number): string {
  return lines
    .map((line) => line.filter((sentence) => sentence.spare < below).map(({ text }) => text))
    .filter((line) => line.length > 0)
    .map((line) => line.join(" "))
    .join("\n");
}
