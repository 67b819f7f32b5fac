import { CATEGORIES, type Category } from "../../core/reading.ts";
import { type CategoryReading, PROBLEM_CATEGORIES } from "./category.ts";
import type { TopicScore } from "./topics.ts";

/** How much one point of a topic's score counts against the model, in the logarithm of a probability. */
const POINT = 0.3;
const MOST_POINTS = 10;
/** And how much the rules' own choice, times how sure they are. */
const CHOICE = 3;
/** Beside the first, a second category is told from this probability on. */
const ALSO = 0.25;

/**
 * Weighs what the rules found against what the linear model sees: rules know few words for certain, the model knows many
 * a little. The weights are those that did best on rows whose authors the model had not seen.
 * @param seen  how probable the model holds each category, in the order of {@link CATEGORIES}
 */
export function weighCategory(
  found: CategoryReading,
  topics: readonly TopicScore[],
  seen: Float64Array,
): CategoryReading {
  if (found.settled) return found;
  const scores = CATEGORIES.map((category, n) => {
    const points = Math.min(topics.find(({ topic }) => topic === category)?.score ?? 0, MOST_POINTS);
    const chosen = category === found.category ? CHOICE * found.confidence : 0;
    return Math.log((seen[n] ?? 0) + 1e-9) + POINT * points + chosen;
  });
  const highest = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - highest));
  const sum = raised.reduce((total, each) => total + each, 0);
  const ranked = CATEGORIES.map((category, n) => ({ category, p: (raised[n] ?? 0) / sum })).sort((a, b) => b.p - a.p);
  const [first, next] = ranked;
  if (!first || !next) return found;
  const hit = topics.find(({ topic }) => topic === first.category)?.hit ?? null;
  const agreed = first.category === found.category;
  return {
    category: first.category,
    second: secondOf(first.category, found, next),
    confidence: Math.min(0.97, agreed ? Math.max(first.p, found.confidence) : first.p),
    hit: agreed ? (found.hit ?? hit) : hit,
    settled: false,
  };
}

function secondOf(
  first: Category,
  found: CategoryReading,
  next: { readonly category: Category; readonly p: number },
): Category | null {
  if (found.category !== first && PROBLEM_CATEGORIES.has(found.category) && found.confidence >= 0.5)
    return found.category;
  if (found.second !== null && found.second !== first) return found.second;
  return next.p >= ALSO && PROBLEM_CATEGORIES.has(next.category) ? next.category : null;
}
