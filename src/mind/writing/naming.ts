import type { Fact, FactKind, ReplyLanguage } from "../../core/reading.ts";
import type { ReplyPlan } from "../../core/reply.ts";
import type { Voice } from "./voice.ts";

const COMMA: Readonly<Record<ReplyLanguage, string>> = { fa: "، ", ar: "، ", en: ", " };
/** Before the last order. Arabic would glue its «و» to the number, so it keeps the comma. */
const AND: Readonly<Record<ReplyLanguage, string>> = { fa: " و ", ar: "، ", en: " and " };

/** «سفارش #48217», "orders 7 and 9": the numbers exactly as the customer wrote them. Null where none were given. */
export function ordersPhrase(language: ReplyLanguage, orderIds: readonly string[], say: Voice): string | null {
  const ids = [...new Set(orderIds)];
  if (ids.length === 0) return null;
  const last = ids.at(-1) ?? "";
  if (ids.length === 1) return say("order.one", { ids: last });
  return say("order.many", { ids: ids.slice(0, -1).join(COMMA[language]) + AND[language] + last });
}

/** The problem as a noun phrase, with its orders. */
export function problemPhrase(plan: ReplyPlan, say: Voice): string {
  const order = ordersPhrase(plan.language, plan.orderIds, say);
  return order ? say(`problem.${plan.category}.order`, { order }) : say(`problem.${plan.category}`);
}

/** Facts worth saying back. Phone, place and person are personal; a wanted outcome said back sounds like a promise. */
const SAID_BACK: readonly FactKind[] = ["product", "amount", "date", "duration"];

/**
 * What else the customer told us, in their own words, as a list. Null where nothing is fit to be said back:
 * a value with a link, a question or a line break is somebody else's sentence, not a fact.
 */
export function detailsPhrase(language: ReplyLanguage, facts: readonly Fact[]): string | null {
  const values = facts
    .filter((fact) => SAID_BACK.includes(fact.kind))
    .map((fact) => fact.value.trim())
    .filter((value) => value.length > 0 && value.length <= 40 && !/[?؟!{}<>@\n]|:\/\//.test(value));
  const distinct = [...new Set(values)].slice(0, 3);
  return distinct.length === 0 ? null : distinct.join(COMMA[language]);
}

/** A first word that is no name by itself: «خانم احمدی», «أبو محمد», "Dr Karimi" are kept whole. */
const NOT_ALONE =
  /^(?:آقای|خانم|دکتر|مهندس|سید|سیده|حاج|عبد|أبو|ابو|أم|ام|بن|السيد|السيدة|الأستاذ|الأستاذة|الدكتور|mr|mrs|ms|dr)\.?$/iu;

/**
 * How the customer is addressed: the first name, ready for the sentence. Null where the handle is no name.
 * In Persian a name ending in ا takes ی before «عزیز»: «سارای عزیز».
 */
export function addressName(language: ReplyLanguage, contactName: string | null): string | null {
  const words = (contactName ?? "").normalize("NFC").trim().split(/\s+/u);
  const first = words[0] ?? "";
  const name = NOT_ALONE.test(first) ? words.slice(0, 2).join(" ") : first;
  if (!/^\p{L}[\p{L}\p{M}\u200c.' -]{1,19}$/u.test(name) || NOT_ALONE.test(name)) return null;
  return language === "fa" && name.endsWith("ا") ? `${name}ی` : name;
}
