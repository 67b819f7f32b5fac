import type { Decision, Situation } from "../decision.ts";
import type { Notice } from "../reply.ts";
import { isHot } from "../rules.ts";
import { mood } from "./effects.ts";
import { closed } from "./resolved.ts";

/** What is asked of somebody who lets their open case go: resignation is no yes, their answer is. */
export const WHETHER_TO_CLOSE = "whether to close";

/** Who lets the case go is asked once whether it shall be closed. Without a case it is small talk. */
export function lettingGo(s: Situation): Decision | null {
  const { letsGo, yes, no } = s.answers;
  if (!s.ticket || s.held || isHot(s) || s.ticket.priority === "critical") return null;
  const { code } = s.ticket;
  if (s.closeAsked && yes) return closed("customer-lets-go", code, "withdrawn");
  const resigned = letsGo && !(s.reading.complaint && s.reading.substance >= 2);
  if (!resigned && !(s.closeAsked && no)) return null;
  const again = s.asked.includes(WHETHER_TO_CLOSE);
  const notice: Notice = again ? { name: "kept-open", code } : { name: "ask-to-close", code };
  return {
    kind: again ? "answer" : "ask",
    rule: "lets-go",
    reasons: again ? [] : [`asked ${WHETHER_TO_CLOSE}`],
    effects: [{ kind: "notify", notice }, ...mood(s)],
  };
}
