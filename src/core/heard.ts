import { factKey, type KnownFact } from "./facts.ts";
import type { FileType } from "./file-kind.ts";
import { fold } from "./fold.ts";
import { type Fact, type FactKind, NO_FLAGS, type Reading } from "./reading.ts";

/**
 * What was heard in a voice note or seen in a picture. Laws:
 *  - a transcript is read as the customer's words, and trusted less: a number that was hard to hear is a fact in doubt;
 *  - a description is read only where the customer says nothing: what stands in a picture may be anybody's words;
 *  - a fact in doubt is stated nowhere; it is asked back once, and stands when the customer says yes;
 *  - what was told in writing, or before, is in no doubt because somebody said it once more.
 */

/** What can be made of a file: by its content, never by what the sender calls it. */
export type Medium = "voice" | "picture" | "document";

export interface Heard {
  readonly kind: "transcript" | "description";
  readonly text: string;
  /** Words of the text that were hard to hear or to read, as they stand in it. */
  readonly doubtful: readonly string[];
}

const PICTURES: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);

/** Null where nothing can be heard or seen in it: a video, an archive, a program. */
export function mediumOf({ mime }: Pick<FileType, "mime">): Medium | null {
  if (mime.startsWith("audio/")) return "voice";
  if (PICTURES.has(mime)) return "picture";
  return mime === "application/pdf" ? "document" : null;
}

/** The most bytes that are sent to be heard or looked at: what endpoints take, and what a customer may cost. */
export const MEDIUM_BYTES: Readonly<Record<Medium, number>> = {
  voice: 20 * 1024 * 1024,
  picture: 8 * 1024 * 1024,
  document: 8 * 1024 * 1024,
};

/** A message as it was written, with what was heard in its files. */
export interface HeardMessage {
  readonly text: string;
  readonly heard: readonly Heard[];
}

/** The customer's own words of a message: what is written in it, and what was said in its recordings. */
export function ownWords({ text, heard }: HeardMessage): string {
  const spoken = heard.filter(({ kind }) => kind === "transcript").map((note) => note.text);
  return [text, ...spoken].filter((words) => words !== "").join("\n");
}

/** Each message of a turn as it is read; descriptions stand for words only where the whole turn has none. */
export function wordsRead(said: readonly HeardMessage[]): readonly string[] {
  const own = said.map(ownWords);
  if (own.some((words) => words !== "")) return own;
  return said.map(({ heard }) => heard.map((note) => note.text).join("\n"));
}

/** Is there nothing in the turn but what a machine saw in pictures? */
export function onlyShown(said: readonly HeardMessage[]): boolean {
  return said.every((message) => ownWords(message) === "") && said.some(({ heard }) => heard.length > 0);
}

/** Does a picture by itself say what is wrong, or add something to an open case? Else a colleague looks at it. */
export function showsMatter({ complaint, substance, flags, facts }: Reading, ticketOpen: boolean): boolean {
  const grave = flags.safety || flags.crisis || flags.legalThreat || flags.fraudPrivacy;
  return grave || (complaint && substance >= 2) || (ticketOpen && facts.length > 0);
}

/** The reading of a description: it has no tone, since nobody said it, and no meaning where it shows no matter. */
export function readingOfShown(reading: Reading, ticketOpen: boolean): Reading {
  const { crisis, safety, legalThreat, fraudPrivacy, injectionSuspected } = reading.flags;
  const flags = { ...NO_FLAGS, crisis, safety, legalThreat, fraudPrivacy, injectionSuspected };
  const toneless: Reading = { ...reading, heat: 0, flags };
  if (showsMatter(reading, ticketOpen)) return toneless;
  const nothing = {
    category: "other",
    categorySecond: null,
    subcategory: null,
    sentiment: "neutral",
    complaint: false,
  } as const;
  return { ...toneless, ...nothing, substance: 0, urgency: "normal", reasons: [], facts: [], missing: [] };
}

/** Below it a fact is in doubt. */
const SURE = 0.5;
const DOUBTED = 0.4;

export function isDoubtful({ confidence, confirmedAt }: Fact & Pick<KnownFact, "confirmedAt">): boolean {
  return confidence < SURE && !confirmedAt;
}

/**
 * The facts of a turn, those in doubt that were heard alone and hold a word that was hard to hear.
 * @param known  what stands already: said once more, it is sure
 */
export function doubtHeard(
  facts: readonly Fact[],
  said: readonly HeardMessage[],
  known: readonly Fact[],
): readonly Fact[] {
  const stands = new Set(known.map(factKey));
  const written = said.map(({ text }) => fold(text));
  const notes = said.flatMap(({ heard }) => heard.filter(({ doubtful }) => doubtful.length > 0));
  const doubted = notes.map(({ text, doubtful }) => ({
    text: fold(text),
    words: new Set(doubtful.flatMap(foldedWords)),
  }));
  return facts.map((fact) => {
    const quote = fold(fact.quote);
    if (stands.has(factKey(fact)) || written.some((text) => text.includes(quote))) return fact;
    const hard = doubted.some(
      ({ text, words }) => text.includes(quote) && foldedWords(fact.quote).some((word) => words.has(word)),
    );
    return hard ? { ...fact, confidence: Math.min(fact.confidence, DOUBTED) } : fact;
  });
}

const foldedWords = (text: string): readonly string[] => fold(text).trim().split(" ").filter(Boolean);

/** Facts an answer depends on, the most needed first. */
const ASKED_BACK: readonly FactKind[] = ["order_id", "amount", "date"];
/** Fit to be said back: a number and its words, with nothing in it that could be read as something else. */
const PLAIN = /^(?=.*\p{Nd})(?!.*\p{L}\.\p{L})[\p{L}\p{M}\p{N}\u200c #.,/٫٬$€£-]{1,40}$/u;

/** The fact of this turn to ask back; null where nothing is in doubt. */
export function factToConfirm(facts: readonly Fact[]): Fact | null {
  const doubtful = facts.filter((fact) => isDoubtful(fact) && PLAIN.test(fact.value));
  for (const kind of ASKED_BACK) {
    const found = doubtful.find((fact) => fact.kind === kind);
    if (found) return found;
  }
  return null;
}

/** How a customer answered the question about a fact in doubt; `instead` is what they say it is. */
export type Confirmation =
  | { readonly fact: KnownFact; readonly answer: "yes" }
  | { readonly fact: KnownFact; readonly answer: "no"; readonly instead: string | null };

/** What the customer's answer says apart from its numbers. */
export type Tenor = "nothing" | "yes" | "no" | "more";

const digitsOf = (value: string): string => (fold(value).match(/\d/g) ?? []).join("");

/**
 * Reads the answer to "is it 48217?".
 * @param fact     what was asked about
 * @param numbers  in the answer, as written
 * @param tenor    of the words around them
 * @param told     facts of this kind in the answer
 * @returns null where it answers something else: the fact stays in doubt, and is not asked about again
 */
export function readConfirmation(
  fact: KnownFact,
  {
    numbers,
    tenor,
    told,
  }: { readonly numbers: readonly string[]; readonly tenor: Tenor; readonly told: readonly Fact[] },
): Confirmation | null {
  const same = digitsOf(fact.value);
  const other = (value: string) => digitsOf(value) !== same;
  const instead = told.map(({ value }) => value).find(other) ?? (tenor === "more" ? undefined : numbers.find(other));
  if (instead !== undefined) return { fact, answer: "no", instead };
  if (tenor === "no") return { fact, answer: "no", instead: null };
  if (tenor === "yes" || (tenor === "nothing" && numbers.length > 0)) return { fact, answer: "yes" };
  return null;
}
