import type { ReplyPlan } from "../../core/reply.ts";

/** What a reply has to carry, character by character: every order number as the customer wrote it, and the code as stored. */
export function mustContain(plan: Pick<ReplyPlan, "orderIds" | "code">): readonly string[] {
  return plan.code === null ? plan.orderIds : [...plan.orderIds, plan.code];
}

/** Those of {@link mustContain} that the text lacks; empty for a reply that may go out. */
export function lacking(text: string, plan: Pick<ReplyPlan, "orderIds" | "code">): readonly string[] {
  return mustContain(plan).filter((wanted) => !standsIn(text, wanted));
}

/** Stands there by itself, bare or between direction marks: `1234` inside the code `712341234` is not the order number. */
function standsIn(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const before = text.slice(0, at).at(-1) ?? "";
    const after = text.charAt(at + wanted.length);
    const startsInside = isWord(before) && isWord(wanted.charAt(0));
    const endsInside = isWord(after) && isWord(wanted.slice(-1));
    if (!startsInside && !endsInside) return true;
  }
  return false;
}

const isWord = (char: string): boolean => /[\p{L}\p{Nd}]/u.test(char);
