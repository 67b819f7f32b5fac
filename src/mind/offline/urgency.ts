import type { Category, Evidence, Flags, Urgency } from "../../core/reading.ts";
import { URGENCIES } from "../../core/reading.ts";
import { type Normalised, quote } from "./normalise.ts";
import type { Words } from "./words.ts";

interface UrgencyReading {
  readonly urgency: Urgency;
  readonly reasons: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** What a flag makes of the urgency by itself. */
const FLAG_FLOORS: readonly (readonly [keyof Flags, Urgency])[] = [
  ["crisis", "critical"],
  ["safety", "critical"],
  ["fraudPrivacy", "critical"],
  ["legalThreat", "high"],
  ["churnRisk", "high"],
];

const WORD_FLOORS = ["deadline", "vulnerable", "repeated", "moneyTaken", "lockedOut"] as const;

const QUIET: ReadonlySet<Category> = new Set(["info_request", "praise", "abuse"]);

interface UrgencyClues {
  readonly flags: Flags;
  readonly category: Category;
  readonly smallTalk: boolean;
  /** How probable the model holds each urgency, in the order of {@link URGENCIES}; null: there is no model. */
  readonly seen: Float64Array | null;
}

/** From these probabilities on the model is believed without a word that says so. */
const SURELY_PRESSING = 0.8;
const SURELY_LOW = 0.9;

/** The highest of all floors, with the reason for each. */
export function readUrgency(of: Normalised, lists: readonly Words[], clues: UrgencyClues): UrgencyReading {
  const reasons: string[] = [];
  const evidence: Evidence[] = [];
  const quiet = clues.smallTalk || (QUIET.has(clues.category) && !clues.flags.humanRequest);
  let urgency: Urgency = quiet ? "low" : "normal";
  const raise = (to: Urgency, reason: string): void => {
    reasons.push(reason);
    if (URGENCIES.indexOf(to) > URGENCIES.indexOf(urgency)) urgency = to;
  };
  const unrecognised = lists.some((words) => words.urgency.unrecognised.test(of.text));
  for (const [flag, floor] of FLAG_FLOORS) {
    // A payment nobody knows may still be the customer's own: a person looks soon, not at once.
    if (clues.flags[flag]) raise(flag === "fraudPrivacy" && unrecognised ? "high" : floor, flag);
  }
  for (const words of quiet ? [] : lists) {
    for (const name of WORD_FLOORS) {
      const hit = words.urgency[name].find(of.text)[0];
      if (hit === undefined || reasons.includes(name)) continue;
      raise("high", name);
      evidence.push({ label: name, quote: quote(of, hit.start, hit.end) });
    }
  }
  const [low = 0, , high = 0, critical = 0] = clues.seen ?? [];
  if (!quiet && urgency === "normal" && high + critical >= SURELY_PRESSING) raise("high", "pressing");
  if (urgency === "normal" && low >= SURELY_LOW) urgency = "low";
  return { urgency, reasons, evidence };
}
