import { type Category, type Fact, type FactKind, MATTERS, type ReplyLanguage } from "../../core/reading.ts";
import type { ReplyPlan } from "../../core/reply.ts";
import { inPersian } from "./in-persian.ts";
import type { Voice } from "./voice.ts";

const COMMA: Readonly<Record<ReplyLanguage, string>> = { fa: "، ", ar: "، ", en: ", " };
/** Before the last order. Arabic would glue its «و» to the number, so it keeps the comma. */
const AND: Readonly<Record<ReplyLanguage, string>> = { fa: " و ", ar: "، ", en: " and " };

/** A Latin letter or sign: between right-to-left words it changes sides, and `#48217` would be drawn as 48217#. */
const LATIN_SIGN = /[\x21-\x2f\x3a-\x7e]/;

/** In Persian and Arabic, keeps such an id left to right: U+2066 and U+2069 stand around it, none inside. */
export function isolated(language: ReplyLanguage, id: string): string {
  return language !== "en" && LATIN_SIGN.test(id) ? `\u2066${id}\u2069` : id;
}

/** «سفارش #48217», "orders 7 and 9": the numbers exactly as the customer wrote them. Null where none were given. */
export function ordersPhrase(language: ReplyLanguage, orderIds: readonly string[], say: Voice): string | null {
  const distinct = [...new Set(orderIds)];
  if (distinct.length === 0) return null;
  return say(distinct.length === 1 ? "order.one" : "order.many", { ids: idsPhrase(language, distinct) });
}

function idsPhrase(language: ReplyLanguage, distinct: readonly string[]): string {
  const ids = distinct.map((id) => isolated(language, id));
  const last = ids.at(-1) ?? "";
  return ids.length < 2 ? last : ids.slice(0, -1).join(COMMA[language]) + AND[language] + last;
}

/** What a question is about, in a word or two; null where its category names no matter. */
export function topicPhrase(category: Category, say: Voice): string | null {
  const matter = MATTERS.find((named) => named === category);
  return matter === undefined ? null : say(`topic.${matter}`);
}

/** "Is it about delivery or about a refund?"; null where there are no two to choose from. */
export function whichMatter({ between: [one, two] }: ReplyPlan, say: Voice): string | null {
  const topic = one ? topicPhrase(one, say) : null;
  const other = two ? topicPhrase(two, say) : null;
  return topic === null || other === null ? null : say("unclear.between", { topic, other });
}

/** What the naming of a problem may draw on besides its category. */
export interface MatterKnown {
  readonly facts?: readonly Fact[];
  /** The organisation's name for this kind of case, in the reply's language. */
  readonly matter?: string | null;
}

/**
 * The problem as a noun phrase, with its orders: a faulty thing by what the customer calls it, where a case opens by the
 * organisation's own name for it, else by category.
 */
export function problemPhrase(plan: ReplyPlan, say: Voice, { facts = [], matter = null }: MatterKnown): string {
  const product = plan.category === "product_defect" ? productName(plan.language, facts) : null;
  // What a person did is not called by the short name of its kind.
  if (matter !== null && product === null && plan.ticketIsNew && plan.category !== "staff_behaviour") {
    // A name that quotes something itself needs no marks around it.
    const named = (phrase: string) =>
      /[«»"]/u.test(matter) ? phrase.replace(/^[«"](.*)[»"](?= \(|$)/u, "$1") : phrase;
    if (plan.orderIds.length === 0) return named(say("problem.named", { matter }));
    return named(say("problem.named.order", { matter, ids: idsPhrase(plan.language, [...new Set(plan.orderIds)]) }));
  }
  const order = ordersPhrase(plan.language, plan.orderIds, say);
  if (order) return say(`problem.${plan.category}.order`, { order });
  return product ? say("problem.product", { product }) : say(`problem.${plan.category}`);
}

/** Words in the language's own letters, and short: a whole clause is no name. */
const NAME_OF_A_THING: Readonly<Record<ReplyLanguage, RegExp>> = {
  fa: /^[\u0621-\u06cc\u200c]+(?: [\u0621-\u06cc\u200c]+){0,2}$/u,
  ar: /^[\u0621-\u0652]+(?: [\u0621-\u0652]+){0,2}$/u,
  en: /^[a-z-]+(?: [a-z-]+){0,2}$/iu,
};

/** What the customer calls the thing they complain about; null where it was not told, or does not fit the sentence. */
function productName(language: ReplyLanguage, facts: readonly Fact[]): string | null {
  const value = facts.find(({ kind }) => kind === "product")?.value.trim() ?? "";
  const name = language === "fa" ? value.replaceAll("ي", "ی").replaceAll("ك", "ک") : value;
  return name.length <= 30 && NAME_OF_A_THING[language].test(name) ? name : null;
}

/**
 * Facts worth saying back: how much and how long. A product, a date or a place out of its sentence sounds like an echo,
 * phone and person are personal, and a wanted outcome said back sounds like a promise.
 */
const SAID_BACK: readonly FactKind[] = ["amount", "duration"];

/** A digit, or the start of a word for time or money: "three weeks" says something by itself, "a while" does not. */
const MEASURED = new RegExp(
  [
    "[\\p{Nd}$€£]",
    "(?<!\\p{L})(?:minute|hour|day|week|month|year|dollar|euro|pound|dirham|dinar|ri[iy]?al|toman)",
    "(?<!\\p{L})(?:دقیقه|ساعت|روز|هفته|ماه|سال|تومان|تومن|ریال|دلار|یورو|هزار|میلیون)",
    "(?<!\\p{L})(?:دقيقة|دقائق|ساعة|ساعات|يوم|[أا]يام|[أا]سبوع|[أا]سابيع|شهر|[أا]شهر|شهور|سنة|سنوات|سنتين|عام)",
    "(?<!\\p{L})(?:ريال|درهم|دراهم|دينار|دنانير|جنيه|ليرة|دولار|يورو|[أا]لف|مليون)",
  ].join("|"),
  "iu",
);

/**
 * The amounts and durations the customer told us, in their own words, as a list. Null where nothing is fit to be said
 * back: a value with a link, a question or a line break is somebody else's sentence, not a fact.
 */
export function detailsPhrase(language: ReplyLanguage, facts: readonly Fact[]): string | null {
  const values = facts
    .filter((fact) => SAID_BACK.includes(fact.kind))
    .flatMap((fact) => inLetters(language, fact.value.trim()) ?? [])
    .filter((value) => value.length <= 40 && MEASURED.test(value) && !/[?؟!{}<>@\n]|:\/\//.test(value));
  const distinct = [...new Set(values)].slice(0, 3);
  return distinct.length === 0 ? null : distinct.join(COMMA[language]);
}

/** In the letters of the reply: Finglish inside a Persian sentence is read by nobody. Null where that cannot be said. */
function inLetters(language: ReplyLanguage, value: string): string | null {
  if (language === "en" || !/\p{Script=Latin}/u.test(value)) return value;
  return language === "fa" ? inPersian(value) : null;
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
