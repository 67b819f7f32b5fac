import type { CodeAsked, Decision, Effect, Situation } from "../decision.ts";
import type { Notice } from "../reply.ts";
import { ESCALATION, isHot } from "../rules.ts";
import { mood, nextWordBy, personBy, promise, waiting } from "./effects.ts";
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

/** Who asks after their own case without its code is told what the code would tell, and the code. */
export function ownCase(s: Situation): Decision | null {
  // Where the order is, our own systems say better.
  if (!s.ticket || !s.answers.ownCase || isHot(s) || s.grounds.lookups.length > 0) return null;
  const { code, status, priority } = s.ticket;
  const queued = s.owner.state === "queued";
  const by = status === "resolved" ? null : queued ? personBy(s) : nextWordBy(s, priority);
  const notice: Notice = { name: "status", code, status, time: by?.toISOString() ?? null };
  return {
    kind: "status",
    rule: "status-of-own-case",
    reasons: [],
    effects: [{ kind: "notify", notice }, ...(by && !queued ? promise(s, by) : []), ...mood(s)],
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
