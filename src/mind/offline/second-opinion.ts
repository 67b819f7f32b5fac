import { CATEGORIES, type Candidate, type Category, isMatter } from "../../core/reading.ts";
import type { CategoryReading } from "./category.ts";
import { softmax } from "./model/linear.ts";
import type { TopicScore } from "./topics.ts";

/** How much one point of a topic's score counts against the model, in the logarithm of a probability. */
const POINT = 0.1;
const MOST_POINTS = 10;
/** And how much the rules' own choice, by how sure they are of it. */
const CHOICE = 1.75;
/**
 * Divides the sums, so that what is given a probability of .8 is right four times in five: chosen by the calibration of the
 * cases whose authors saw no row.
 */
const TEMPERATURE = 1.15;
/** Beside the first, a second category is told from this probability on. */
const ALSO = 0.25;
const MOST_CANDIDATES = 3;

const bestFirst = (candidates: readonly Candidate[]): readonly Candidate[] =>
  [...candidates].sort((a, b) => b.confidence - a.confidence);

/** What is named first, at `confidence`, and the best others share what is left. */
function candidatesOf(category: Category, confidence: number, others: readonly Candidate[]): readonly Candidate[] {
  const rest = others.filter((each) => each.category !== category);
  const sum = rest.reduce((total, each) => total + each.confidence, 0) || 1;
  const shared = rest.map((each) => ({ ...each, confidence: ((1 - confidence) * each.confidence) / sum }));
  return [{ category, confidence }, ...bestFirst(shared)]
    .slice(0, MOST_CANDIDATES)
    .map((each) => ({ ...each, confidence: Math.round(each.confidence * 100) / 100 }));
}

/** The best three where only the rules have read: every category of which anything was said, then the rest alike. */
export function ruledCandidates(found: CategoryReading, topics: readonly TopicScore[]): readonly Candidate[] {
  const points = (category: Category) => topics.find(({ topic }) => topic === category)?.score ?? 0;
  const others = CATEGORIES.map((category) => ({ category, confidence: 0.5 + points(category) }));
  return candidatesOf(found.category, found.confidence, others);
}

/**
 * Weighs what the rules found against what the linear model sees: rules know few words for certain, the model knows many
 * a little. The weights are those that did best on rows whose authors the model had not seen.
 * @param seen  how probable the model holds each category, in the order of {@link CATEGORIES}
 * @param words  of the text: in few words none of which the rules know, the model guesses
 * @param barred  what it cannot be, whatever the model sees
 */
export function weighCategory(
  found: CategoryReading,
  topics: readonly TopicScore[],
  seen: Float64Array,
  words: number,
  barred: ReadonlySet<Category> = NOTHING,
): CategoryReading & { readonly candidates: readonly Candidate[] } {
  const scores = CATEGORIES.map((category, n) => {
    const points = Math.min(topics.find(({ topic }) => topic === category)?.score ?? 0, MOST_POINTS);
    const chosen = category === found.category ? CHOICE * found.confidence : 0;
    return barred.has(category) ? Number.NEGATIVE_INFINITY : Math.log((seen[n] ?? 0) + 1e-9) + POINT * points + chosen;
  });
  const shares = softmax(Float64Array.from(scores), TEMPERATURE);
  const ranked = bestFirst(CATEGORIES.map((category, n) => ({ category, confidence: shares[n] ?? 0 })));
  const [first, next] = ranked;
  const least = !topics.some(({ score }) => score >= TELLING) && words <= FEW_WORDS ? GUESSED : SAYS_NOTHING;
  if (found.settled || !first || !next || first.confidence < least)
    return { ...found, candidates: candidatesOf(found.category, found.confidence, ranked) };
  const hit = topics.find(({ topic }) => topic === first.category)?.hit ?? null;
  const confidence = Math.min(SUREST, first.confidence);
  return {
    category: first.category,
    second: secondOf(first.category, found, next),
    confidence,
    hit: first.category === found.category ? (found.hit ?? hit) : hit,
    settled: false,
    candidates: candidatesOf(first.category, confidence, ranked),
  };
}

const NOTHING: ReadonlySet<Category> = new Set();

/** Where the best of eleven has no more than this, the text says nothing by which they differ: the rules' word stands. */
const SAYS_NOTHING = 0.2;
const FEW_WORDS = 5;
const GUESSED = 0.5;
/** A topic that scores less is one everybody names: an order, a card. */
const TELLING = 1;

/** Nobody is surer than this of a stranger's words. */
const SUREST = 0.97;

function secondOf(first: Category, found: CategoryReading, next: Candidate): Category | null {
  if (found.category !== first && isMatter(found.category) && found.confidence >= 0.5) return found.category;
  if (found.second !== null && found.second !== first) return found.second;
  return next.confidence >= ALSO && isMatter(next.category) ? next.category : null;
}
