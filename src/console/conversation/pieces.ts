interface Piece {
  readonly text: string;
  readonly doubtful: boolean;
  /** Where it begins. */
  readonly at: number;
}

/** The text cut at the doubtful words, wherever they stand as whole words. */
export function piecesOf(text: string, doubtful: readonly string[]): readonly Piece[] {
  if (doubtful.length === 0) return [{ text, doubtful: false, at: 0 }];
  const longestFirst = doubtful.toSorted((a, b) => b.length - a.length).map(escaped);
  const words = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${longestFirst.join("|")})(?![\\p{L}\\p{M}\\p{N}])`, "gu");
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: word, index } of text.matchAll(words)) {
    if (index > at) pieces.push({ text: text.slice(at, index), doubtful: false, at });
    pieces.push({ text: word, doubtful: true, at: index });
    at = index + word.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), doubtful: false, at });
  return pieces;
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
