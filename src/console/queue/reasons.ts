import type { InboxItem } from "../api/types.ts";
import type { Tone } from "../ui/tone.ts";

interface Reason {
  /** The family of words it is named by. */
  readonly family: "flag" | "because" | "heat" | "category" | "order";
  readonly value: string;
  readonly tone: Tone;
}

/** Somebody's life or safety, before everything else. */
const DANGERS = ["crisis", "safety"];
const GRAVE = [...DANGERS, "legalThreat", "fraudPrivacy"];
/** Reasons of a hand-over that tell something the other words of the row do not. */
const TELLING = new Set([
  "asked_for_human",
  "cancellation_withdrawn",
  "return_withdrawn",
  "failed_answers",
  "abstained",
  "vip",
  "agent_away",
  "lease_expired",
  "review_rejected",
  "review_timeout",
  "reopened",
  "promise_missed",
]);
const WAITING = new Set(["queued", "human_idle"]);
const HEAT_TONES: readonly Tone[] = ["plain", "plain", "warm", "hot"];
const MOST = 3;

/** Is the conversation one to be looked at before any other? */
export const isDangerous = ({ urgency, flags }: InboxItem): boolean =>
  urgency === "critical" || DANGERS.some((flag) => flags.includes(flag));

/** Why a conversation stands where it stands, the gravest first, at most three. */
export function reasonsOf(item: InboxItem): readonly Reason[] {
  const reasons: Reason[] = GRAVE.filter((flag) => item.flags.includes(flag)).map((value) => {
    return { family: "flag", value, tone: "danger" };
  });
  if (item.heat > 0) reasons.push({ family: "heat", value: `${item.heat}`, tone: HEAT_TONES[item.heat] ?? "hot" });
  if (item.state === "bot_review") reasons.push({ family: "because", value: "review", tone: "warm" });
  else if (WAITING.has(item.state) && item.reason !== null && TELLING.has(item.reason)) {
    reasons.push({ family: "because", value: item.reason, tone: "plain" });
  }
  if (item.category && item.category !== "other") {
    reasons.push({ family: "category", value: item.category, tone: "soft" });
  }
  if (item.orderId) reasons.push({ family: "order", value: item.orderId, tone: "plain" });
  return reasons.slice(0, MOST);
}
