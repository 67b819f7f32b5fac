import { isHeldBack } from "../boundary.ts";
import type { Decision, Effect, Situation } from "../decision.ts";
import { looksLikeALoop } from "../rules.ts";
import { none, waiting } from "./effects.ts";

/** A person speaks here: the bot only keeps the clock. */
export function personOwns(s: Situation): Decision | null {
  if (s.owner.state !== "human" && s.owner.state !== "human_idle") return null;
  return none("person-owns", [...goesOn(s), ...waiting(s)]);
}

/** A customer asked whether it is solved, who says neither yes nor no but something of their own, is not done. */
function goesOn(s: Situation): readonly Effect[] {
  const asked = s.ticket?.status === "resolved";
  return asked && !s.answers.smalltalk ? [{ kind: "set_ticket_status", status: "open" }] : [];
}

/** A machine on the other side is not answered. */
export function loopGuard(s: Situation): Decision | null {
  if (!looksLikeALoop(s)) return null;
  return none("loop-guard", []);
}

/** After the cool-down was stated, heat without substance gets no answer until the mute ends. */
export function muted(s: Situation): Decision | null {
  return isHeldBack(s) ? none("muted", []) : null;
}
