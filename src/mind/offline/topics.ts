import { TOPICS, type Topic } from "./lexicon/lexicon.ts";
import type { Hit } from "./pattern.ts";
import type { Words } from "./words.ts";

export interface TopicScore {
  readonly topic: Topic;
  readonly score: number;
  /** Was anything said that tells the topic by itself? */
  readonly plain: boolean;
  /** The most telling words. */
  readonly hit: Hit;
}

const WEIGHTS = { strong: 4, medium: 2, weak: 0.75 } as const;
/** More of the same kind of cue says less and less. */
const MOST = { strong: 8, medium: 4, weak: 1.5 } as const;

/** Scores every topic of which anything was said, best first; ties go to the earlier in {@link TOPICS}. */
export function scoreTopics(text: string, lists: readonly Words[]): readonly TopicScore[] {
  const scores: TopicScore[] = [];
  for (const topic of TOPICS) {
    let score = 0;
    let best: Hit | null = null;
    let plain = false;
    for (const level of ["strong", "medium", "weak"] as const) {
      const hits = lists.flatMap((words) => words.topics[topic][level].find(text));
      const distinct = new Set(hits.map((hit) => text.slice(hit.start, hit.end)));
      score += Math.min(distinct.size * WEIGHTS[level], MOST[level]);
      best ??= hits[0] ?? null;
      plain ||= level === "strong" && hits.length > 0;
    }
    if (best !== null) scores.push({ topic, score, plain, hit: best });
  }
  return scores.sort((a, b) => b.score - a.score);
}
