import type { Passage } from "../../core/grounds.ts";
import type { Draft } from "../../ports/mind.ts";
import { fold } from "./fold.ts";
import { sentencesOf } from "./sentences.ts";

/** `[KB-12#3]`, `[12#3]`, `[KB-12]`: how a model points at a paragraph. */
const MARK = /[ \u00a0]*\[(?:KB-?)?(\d+)(?:#(\d+))?\]/gi;
const SOURCE = /^(?:KB-?|article:?\s*)?(\d+)(?:#(\d+))?$/i;

/** Words in a sentence so few prove nothing of where it came from. */
const TELLING_WORDS = 5;
const BORROWED = 0.75;

export const passageId = ({ articleId, paragraph }: Passage): string => `${articleId}#${paragraph}`;

function passageAt(passages: readonly Passage[], article: string, paragraph: string | undefined): Passage | undefined {
  return passages.find(
    ({ articleId, paragraph: number }) =>
      articleId === Number(article) && (paragraph === undefined || number === Number(paragraph)),
  );
}

/** The passage a claim's source names, if it was among those found. */
export function passageNamed(source: string, passages: readonly Passage[]): Passage | undefined {
  const named = SOURCE.exec(source.trim());
  return named ? passageAt(passages, named[1] ?? "", named[2]) : undefined;
}

/** Passages a draft points at, in its text or its claims; ids nobody retrieved count for nothing. */
export function citedBy({ text, claims }: Draft, passages: readonly Passage[]): readonly Passage[] {
  const inText = [...text.matchAll(MARK)].map(([, article = "", paragraph]) => passageAt(passages, article, paragraph));
  const inClaims = claims.map(({ source }) => passageNamed(source, passages));
  return [...new Set([...inText, ...inClaims])].filter((passage) => passage !== undefined);
}

/**
 * The customer reads an article's title once: where the model wrote its id, or after the sentence it claims from it. Ids
 * nobody retrieved are taken out.
 */
export function showTitles({ text, claims }: Draft, passages: readonly Passage[]): string {
  const shown = new Set<number>();
  const marked = text.replace(MARK, (_, article: string, paragraph: string | undefined) => {
    const passage = passageAt(passages, article, paragraph);
    if (!passage || shown.has(passage.articleId)) return "";
    shown.add(passage.articleId);
    return ` (${passage.title})`;
  });
  return claims.reduce((told, { quote, source }) => {
    const passage = passageNamed(source, passages);
    const sentence = passage && quote !== "" && sentencesOf(told).find((own) => own.includes(quote));
    if (!sentence || shown.has(passage.articleId)) return told;
    shown.add(passage.articleId);
    return told.replace(sentence, () => sentence.replace(/([.!?؟؛;\s]*)$/, (end) => ` (${passage.title})${end}`));
  }, marked);
}

/**
 * Sentences taken from a paragraph that is not cited: most of their words stand in it, and not in what the customer said.
 * @param cited  paragraphs the text names as its source
 */
export function uncitedIn(
  text: string,
  { passages, cited, said }: { passages: readonly Passage[]; cited: readonly Passage[]; said: readonly string[] },
): readonly string[] {
  const own = wordsOf(said.join(" "));
  const named = wordsOf(cited.map((passage) => `${passage.title} ${passage.text}`).join(" "));
  const others = passages.filter((passage) => !cited.includes(passage)).map((passage) => wordsOf(passage.text));
  return sentencesOf(text).filter((sentence) => {
    const words = [...wordsOf(sentence)].filter((word) => !own.has(word));
    if (words.length < TELLING_WORDS) return false;
    const share = (of: ReadonlySet<string>) => words.filter((word) => of.has(word)).length / words.length;
    return others.some((passage) => share(passage) >= BORROWED) && share(named) < BORROWED;
  });
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(fold(text).trim().split(" "));
