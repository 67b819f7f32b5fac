import type { Category, Flags } from "../../core/reading.ts";
import type { Hit } from "./pattern.ts";
import type { Tone } from "./tone.ts";
import type { TopicScore } from "./topics.ts";

export interface CategoryReading {
  readonly category: Category;
  readonly second: Category | null;
  readonly confidence: number;
  readonly hit: Hit | null;
  /** Decided by what was said beside the topic: a crisis, a bare wish for a person, a greeting. */
  readonly settled: boolean;
}

interface CategoryClues {
  readonly topics: readonly TopicScore[];
  readonly tone: Tone;
  readonly flags: Flags;
  readonly asks: boolean;
  readonly smallTalk: boolean;
  /** Is anything said beside insults and greetings? */
  readonly says: boolean;
  /** How many words that are. */
  readonly words: number;
}

/** One strong cue, or two that point the same way. */
const CLEAR = 3;

const certain = (category: Category, confidence: number): CategoryReading => ({
  category,
  second: null,
  confidence,
  hit: null,
  settled: true,
});
const likely = (category: Category, confidence: number): CategoryReading => ({
  ...certain(category, confidence),
  settled: false,
});

/** "How do I return it?" is about the return; "how do I pay?" asks for information. */
const CLAIMING: ReadonlySet<string> = new Set(["refund_return", "cancellation", "delivery"]);

/** What is broken comes before what the customer wants for it, and before how long nobody answered. */
const DEFECT_FIRST = 1;

/** A question without a problem asks for information, unless a topic claims it clearly. */
function weigh({ topics, tone, asks }: CategoryClues): readonly TopicScore[] {
  const claimed = topics.some(({ topic, score }) => CLAIMING.has(topic) && score >= CLEAR);
  const weighed = topics.map((entry) => {
    if (entry.topic === "product_defect" && entry.plain) return { ...entry, score: entry.score + DEFECT_FIRST };
    if (entry.topic !== "info_request") return entry;
    const plain = tone.problem === null && tone.negative === 0 && !claimed;
    const change = plain ? (asks ? 1.5 : 0) : -2.5;
    return { ...entry, score: entry.score + change };
  });
  return weighed.filter((entry) => entry.score > 0).sort((a, b) => b.score - a.score);
}

/** So few words that ask for a person ask for nothing else; in more of them there may be what it is about. */
const ONLY_ASKS = 7;

/** Who wants one of these may be polite, but is not here to praise. */
const WANTING: ReadonlySet<string> = new Set(["refund_return", "cancellation", "payment_billing"]);

function isPraise({ tone, flags }: CategoryClues, top: TopicScore | undefined): boolean {
  if (flags.legalThreat || flags.churnRisk || tone.sarcastic || tone.positive < 1 || tone.problem !== null)
    return false;
  const topical = top === undefined ? 0 : top.score;
  if (topical >= CLEAR && top !== undefined && WANTING.has(top.topic)) return false;
  return tone.negative < tone.positive && (topical < CLEAR + 1 || tone.positive >= 2);
}

/** Which of the eleven; what was wrong outranks how it was said, and a request for a person is no topic. */
export function readCategory(clues: CategoryClues): CategoryReading {
  const { tone, flags, asks, smallTalk, says, words } = clues;
  if (smallTalk) return certain("other", 0.9);
  const [top, next] = weigh(clues);
  const clear = top !== undefined && top.score >= CLEAR;
  if (flags.crisis) return certain("other", 0.9);
  // Orders to the machine name what they want done, which is nobody's case.
  if (flags.injectionSuspected && tone.problem === null) return likely("other", 0.7);
  if (flags.abusive && !clear) return says ? likely("abuse", 0.5) : certain("abuse", 0.8);
  if (flags.humanRequest && !(clear && (tone.problem !== null || top.score >= 2 * CLEAR)))
    return (words <= ONLY_ASKS ? certain : likely)("other", 0.85);
  if (flags.safety && (top === undefined || top.topic === "info_request")) return likely("product_defect", 0.7);
  if (flags.fraudPrivacy && !clear)
    return likely(top?.topic === "payment_billing" ? top.topic : "account_technical", 0.6);
  if (!asks && isPraise(clues, top)) return likely("praise", 0.6 + Math.min(0.3, tone.positive * 0.08));
  if ((flags.legalThreat || flags.churnRisk) && !clear) return likely("other", 0.6);
  if (top === undefined) {
    return asks && tone.negative === 0 ? likely("info_request", 0.35) : likely("other", 0.3);
  }
  const margin = top.score - (next?.score ?? 0);
  const confidence = Math.min(0.95, 0.3 + 0.08 * margin + 0.05 * Math.min(top.score, 8));
  const second = next !== undefined && next.score >= CLEAR ? next.topic : null;
  return { category: top.topic, second, confidence, hit: top.hit, settled: false };
}

/** Who threatens, leaves or is in danger does not praise, and says more than an insult. */
export function barredBy(flags: Flags): ReadonlySet<Category> {
  const grave = flags.safety || flags.fraudPrivacy || flags.legalThreat || flags.churnRisk;
  return new Set<Category>(grave ? ["praise", ...(flags.abusive ? [] : (["abuse"] as const))] : []);
}
