import type { Slot } from "./parts.ts";

export type Slots = Readonly<Partial<Record<Slot, string>>>;

/**
 * Fills a phrase in one pass: what a customer wrote is never read as a slot itself.
 * @throws RangeError where a slot has no value: a mistake in the caller, since the phrasebook checks every phrase
 */
export function fill(phrase: string, slots: Slots): string {
  return phrase.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots[name as Slot];
    if (value === undefined) throw new RangeError(`the phrase "${phrase}" needs {${name}}`);
    return value;
  });
}

/** The variants in the order in which they are tried: the seed says where to begin. The same seed, the same order. */
export function inTurn(variants: readonly string[], seed: string): readonly string[] {
  const start = hash(seed) % Math.max(variants.length, 1);
  return [...variants.slice(start), ...variants.slice(0, start)];
}

/**
 * The first variant not said lately; when all were said, the one said longest ago.
 * @param recentTexts  our texts of this conversation, oldest first; a phrase counts as said whatever filled its slots
 */
export function leastSaid(variants: readonly string[], recentTexts: readonly string[]): string {
  let best = "";
  let bestSaid = Number.POSITIVE_INFINITY;
  for (const variant of variants) {
    const said = lastSaid(variant, recentTexts);
    if (said === -1) return variant;
    if (said < bestSaid) {
      best = variant;
      bestSaid = said;
    }
  }
  return best;
}

/** The first variant none of our texts holds, or null. */
export function unsaid(variants: readonly string[], recentTexts: readonly string[]): string | null {
  return variants.find((variant) => lastSaid(variant, recentTexts) === -1) ?? null;
}

/** Index of the last text that holds one of the variant's sentences, whatever filled its slots, or -1. */
function lastSaid(variant: string, texts: readonly string[]): number {
  return Math.max(...variant.split(SENTENCE_END).map((sentence) => lastHeard(sentence.split(/\{\w+\}/), texts)));
}

const SENTENCE_END = /(?<=[.؟?؛;])\s+/u;

/** Index of the last text that holds the pieces in their order, or -1. */
function lastHeard(pieces: readonly string[], texts: readonly string[]): number {
  return texts.findLastIndex((text) => {
    let from = 0;
    return pieces.every((piece) => {
      const at = text.indexOf(piece, from);
      from = at + piece.length;
      return at !== -1;
    });
  });
}

/** FNV-1a, 32 bits: spreads short seeds well and needs no import. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  // FNV alone leaves the low bits of similar seeds alike; two more rounds spread them.
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
