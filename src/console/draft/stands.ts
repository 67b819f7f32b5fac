import type { Support } from "../api/types.ts";

/** A piece of a text, and what it stands on. */
export interface Piece {
  readonly text: string;
  readonly support: Support | null;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly support: Support;
}

/** Digits of the three scripts, by value. */
const ZEROS = [0x30, 0x06f0, 0x0660];
/** A shorter piece of a paragraph proves nothing. */
const SHORTEST_SENTENCE = 12;
const ISO = /^\d{4}-\d\d-\d\dT/;
/** A time is promised on the next five minutes. */
const STEP_MS = 300_000;

/**
 * Cuts a text into what was checked and the rest, in order.
 * @param zone  in which the text names its times
 */
export function piecesOf(text: string, supports: readonly Support[], zone: string): readonly Piece[] {
  const spans = supports
    .flatMap((support) => needlesOf(support, zone).flatMap((needle) => find(text, needle, support)))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, support } of spans) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), support: null });
    pieces.push({ text: text.slice(start, end), support });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), support: null });
  return pieces;
}

type Needle = { readonly words: string } | { readonly clock: string };

/** What of a support may stand in the text word for word. */
function needlesOf({ kind, quote }: Support, zone: string): readonly Needle[] {
  if (ISO.test(quote)) return [{ clock: clockOf(quote, zone) }];
  if (kind === "lookup") return quote.split(" · ").map((words) => ({ words }));
  const sentences = quote.split(/(?<=[.!?؟])\s+/).filter((sentence) => sentence.length >= SHORTEST_SENTENCE);
  return [{ words: quote }, ...(kind === "article" ? sentences.map((words) => ({ words })) : [])];
}

function clockOf(iso: string, zone: string): string {
  const at = new Date(Math.ceil(Date.parse(iso) / STEP_MS) * STEP_MS);
  return at.toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function find(text: string, needle: Needle, support: Support): readonly Span[] {
  if ("clock" in needle) {
    return ZEROS.flatMap((zero) => everywhere(text, inDigits(needle.clock, zero))).map(([start, end]) => ({
      start: start - dayBefore(text.slice(0, start)),
      end,
      support,
    }));
  }
  if (needle.words.trim() === "") return [];
  return everywhere(text, needle.words).map(([start, end]) => ({ start, end, support }));
}

const inDigits = (text: string, zero: number): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));

/** Where words stand by themselves: `1234` inside `712341234` is another number. */
function everywhere(text: string, words: string): readonly (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) {
    const end = at + words.length;
    const inside = (near: string, edge: string) => /[\p{L}\p{Nd}]/u.test(near) && /[\p{L}\p{Nd}]/u.test(edge);
    if (inside(text.charAt(at - 1), words.charAt(0)) || inside(text.charAt(end), words.slice(-1))) continue;
    found.push([at, end]);
  }
  return found;
}

/** How long the day's name before a clock time is: "tomorrow at ", «فردا ساعت ». */
function dayBefore(text: string): number {
  return /(?:[\p{L}\p{M}\u200c]+ (?:at|ساعت|الساعة) )$/u.exec(text)?.[0].length ?? 0;
}

/** Those that no piece of the text shows: to be named beside it. */
export function unseen(pieces: readonly Piece[], supports: readonly Support[]): readonly Support[] {
  return supports.filter((support) => !pieces.some((piece) => piece.support === support));
}
