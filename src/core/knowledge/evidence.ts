import type { ReplyLanguage } from "../reading.ts";
import { type Asked, type Candidate, within } from "./nearness.ts";
import { overlap } from "./overlap.ts";
import { formsIn, isLean, type Term, wordForms } from "./terms.ts";

/** So many words in one place show that it is about the question; one may stand there by chance. */
const SHOWN_BY = 2;
/** A "when" or "how much" that an article does not know weighs more than a name it does not know. */
const UNMET_LEAN = 2;
/** Share of their words, small ones too, from which a question and a way of asking are one. */
const SAID_ALIKE = 0.75;

/**
 * Has an article enough of a question to answer it by itself? How near it is leaves small words out, and what is left may
 * be one word. Here two words of one way of asking, or of the paragraph, have to be met, and more than are not; or a
 * whole way of asking is what was said, small words and all.
 * @param text       what was asked
 * @param paragraph  number of the one that would be sent
 */
export function hasEvidence(
  text: string,
  { terms }: Asked,
  { title, questions, paragraphs }: Candidate,
  paragraph: number,
  language: ReplyLanguage,
): boolean {
  const sent = paragraphs.find(({ number }) => number === paragraph)?.forms ?? [];
  const places = [
    new Set([...formsIn(title, language), ...sent]),
    ...questions.map((way) => new Set(formsIn(`${title}\n${way}`, language))),
  ];
  const met = (some: readonly Term[], place: ReadonlySet<string>) => some.filter((term) => within(term, place) > 0);
  const anywhere = new Set(places.flatMap((place) => [...place]));

  const asked = terms.map(({ term }) => term);
  const lean = asked.filter((term) => isLean(term, language));
  const telling = asked.filter((term) => !lean.includes(term));
  const known = met(telling, anywhere).length;
  const unknown = telling.length - known;
  const isSaidAlike = (way: string) => alike(text, way, language) >= SAID_ALIKE;
  if (unknown === 0 && known > 0 && [title, ...questions].some(isSaidAlike)) return true;
  const unmet = unknown + UNMET_LEAN * (lean.length - met(lean, anywhere).length);
  return known > unmet && places.some((place) => met(telling, place).length >= SHOWN_BY);
}

/**
 * Is a question one of the ways of asking that an article lists?
 * @returns 1 where it is that word for word; less, where it says all of it that tells something and little else; 0: it is none
 */
export function listedAs(
  text: string,
  { terms }: Asked,
  { title, questions }: Pick<Candidate, "title" | "questions">,
  language: ReplyLanguage,
): number {
  const near = [title, ...questions].map((way) => {
    const forms = new Set(formsIn(way, language));
    return terms.every(({ term }) => within(term, forms) > 0) ? alike(text, way, language) : 0;
  });
  return Math.max(...near.filter((share) => share >= SAID_ALIKE), 0);
}

/** Share of their words, small ones too, that two texts have in common. */
function alike(text: string, way: string, language: ReplyLanguage): number {
  const shareForm = (one: readonly string[], other: readonly string[]) => one.some((form) => other.includes(form));
  return overlap(wordForms(text, language), wordForms(way, language), shareForm);
}
