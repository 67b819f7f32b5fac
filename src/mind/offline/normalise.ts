/**
 * Folds a message into the one form all rules are written in, and remembers where every folded unit came from,
 * so that a quote is always a real piece of the message as received.
 */
export interface Normalised {
  /** Lower case, without marks, joiners or elongation; Arabic and Persian letters and digits folded together. */
  readonly text: string;
  readonly original: string;
  /** `starts[i]`, `ends[i]`: the UTF-16 range in `original` that folded unit `i` stands for. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Letters of the folded alphabets, as the inside of a character class. Explicit ranges are much faster than \p{L}. */
export const LETTERS = "a-z\\u00df-\\u024f\\u0621-\\u064a\\u066e-\\u06d3\\u06fa-\\u06ff";

const LETTER = new RegExp(`[${LETTERS}]`);
const INVISIBLE = /\u00ad|\u061c|\u0640|\u200b|[\u200d-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\u2066-\u2069]|\ufeff/;
const MARK = /\p{M}/u;

const SAME_LETTER: Readonly<Record<string, string>> = {
  ي: "ی", ى: "ی", ې: "ی", ے: "ی", ك: "ک", ڪ: "ک", ة: "ه", ہ: "ه", ھ: "ه", ە: "ه", ۃ: "ه", ٱ: "ا",
  "’": "", "‘": "", "'": "", "`": "", "´": "", ء: "", "\u200c": " ", "٪": "%", "٫": ".", "٬": ",",
}; // biome-ignore format: one line an alphabet reads better

function foldPoint(point: string): string {
  let folded = "";
  for (const part of point.normalize("NFKD").toLowerCase()) {
    if (MARK.test(part) || INVISIBLE.test(part)) continue;
    const code = part.codePointAt(0) ?? 0;
    if (part === "\n") folded += "\n";
    else if (code >= 0x6f0 && code <= 0x6f9) folded += String.fromCharCode(code - 0x6f0 + 48);
    else if (code >= 0x660 && code <= 0x669) folded += String.fromCharCode(code - 0x660 + 48);
    else if (part in SAME_LETTER) folded += SAME_LETTER[part];
    else folded += /\s/.test(part) || code < 32 ? " " : part;
  }
  return folded;
}

/** Folding of the basic plane, filled as letters are met; bounded by its 65,536 keys. */
const folded: (string | undefined)[] = [];

function foldUnit(text: string, at: number, width: number): string {
  if (width === 2) return foldPoint(text.slice(at, at + 2));
  const code = text.charCodeAt(at);
  const known = folded[code];
  if (known !== undefined) return known;
  const fresh = foldPoint(text.charAt(at));
  folded[code] = fresh;
  return fresh;
}

function isArabicScript(unit: string): boolean {
  return unit >= "\u0600" && unit <= "\u06ff";
}

/** A Persian verb's prefix is written joined, with a half-space or with a space; here it is always joined. */
function endsWithVerbPrefix(out: readonly string[]): boolean {
  const n = out.length;
  if (out[n - 1] !== " " || out[n - 2] !== "ی" || out[n - 3] !== "م") return false;
  const before = out[n - 4] === "ن" ? out[n - 5] : out[n - 4];
  return before === undefined || !LETTER.test(before);
}

/**
 * @param original  any text, lone surrogates included
 * Elongation is cut to one letter in Arabic script (where a written triple is never spelling) and to two elsewhere.
 */
export function normalise(original: string): Normalised {
  const out: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let run = 0;
  for (let at = 0; at < original.length; ) {
    const width = (original.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    for (const unit of foldUnit(original, at, width).split("")) {
      const last = out[out.length - 1];
      if (unit === " " && (last === " " || last === "\n" || last === undefined)) continue;
      if (LETTER.test(unit) && endsWithVerbPrefix(out)) {
        out.pop();
        starts.pop();
        ends.pop();
      }
      run = unit === last ? run + 1 : 1;
      if (run >= 3 && LETTER.test(unit)) {
        if (run === 3 && isArabicScript(unit)) {
          out.pop();
          starts.pop();
          ends.pop();
        }
        ends[ends.length - 1] = at + width;
        continue;
      }
      out.push(unit);
      starts.push(at);
      ends.push(at + width);
    }
    at += width;
  }
  return { text: out.join(""), original, starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

/** The piece of the message as received behind folded units [start, end); empty for an empty or foreign range. */
export function quote(of: Normalised, start: number, end: number): string {
  const from = of.starts[start];
  const to = of.ends[end - 1];
  return from === undefined || to === undefined || end <= start ? "" : of.original.slice(from, to);
}
