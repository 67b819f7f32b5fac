import type { CodeAsked, Decision, Effect, Situation } from "../decision.ts";
import type { Notice } from "../reply.ts";
import { ESCALATION } from "../rules.ts";
import { waiting } from "./effects.ts";
import { presses } from "./hand-off.ts";

const WRONG_CODES_AN_HOUR = 5;

/** A code is answered in every state, unless the same words hold something that cannot wait. */
export function trackingCode(s: Situation): Decision | null {
  // A number with the right check digit is a mistyped code only where nothing else is being said.
  const asked = s.codes.filter((code) => code.ticket !== null || code.alone || (code.valid && !s.reading.complaint));
  if (asked.length === 0 || cannotWait(s)) return null;
  const known = [...new Map(asked.filter(({ ticket }) => ticket).map((code) => [code.code, code])).values()];
  const wrong = asked.filter((code) => code.ticket === null).length;
  // Past the limit a right code is not confirmed either: that would let a guesser go on, or try many in one turn.
  // Whatever else is said beside them, nobody mistypes so many.
  const tried = s.codes.filter((code) => code.valid && code.ticket === null).length;
  const limited = s.wrongCodes >= WRONG_CODES_AN_HOUR || s.wrongCodes + Math.max(wrong, tried) > WRONG_CODES_AN_HOUR;
  const unknown: Notice[] = wrong > 0 ? [{ name: "status-unknown" }] : [];
  const notices: Notice[] = limited ? [{ name: "status-limited" }] : [...known.flatMap(statusNotice), ...unknown];
  const counting: Effect[] = wrong > 0 ? [{ kind: "count_wrong_codes", wrong }] : [];
  return {
    kind: "status",
    rule: limited ? "status-limited" : "status-by-code",
    reasons: asked.map((code) => (code.ticket ? "known code" : "unknown code")),
    effects: [...counting, ...notices.map((notice) => ({ kind: "notify", notice }) as const), ...waiting(s)],
  };
}

/** Do these words bring a person in, or press one who is awaited? Where a person speaks already nothing is held up. */
function cannotWait(s: Situation): boolean {
  const { state } = s.owner;
  if (state === "human" || state === "human_idle") return false;
  return ESCALATION.some((rule) => {
    const counts = state === "queued" ? presses(rule.reason) : rule.reason !== "failed_answers";
    return counts && rule.when(s);
  });
}

function statusNotice({ code, ticket }: CodeAsked): readonly Notice[] {
  return ticket
    ? [{ name: "status", code, status: ticket.status, time: ticket.nextWordBy?.toISOString() ?? null }]
    : [];
}
