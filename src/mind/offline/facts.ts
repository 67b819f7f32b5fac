import type { Fact, FactKind, Pii } from "../../core/reading.ts";
import { LETTERS, type Normalised, quote } from "./normalise.ts";
import { type Hit, overlaps, type Pattern } from "./pattern.ts";
import type { Words } from "./words.ts";

const EDGE = `(?<![${LETTERS}0-9])`;
const NUMBER = /[0-9]+(?:[.,/][0-9]+)*/g;
const MOST_FACTS = 24;
/** An answer to "which order?" is a number and little else. */
const FEW_LETTERS = 40;
/** Alone it is a tracking code. */
const CODE = /^[0-9]{9}$/;

/** Folded ranges of personal data: a card is no order number. */
function personal(of: Normalised, pii: readonly Pii[]): readonly Hit[] {
  return pii
    .filter(({ kind }) => kind !== "address")
    .map(({ span }) => ({ start: firstFrom(of.starts, span[0]), end: firstFrom(of.starts, span[1]) }));
}

function firstFrom(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Words right before `start`, nearest last, in the same clause. */
function wordsBefore(text: string, start: number, most: number): readonly string[] {
  const clause =
    text
      .slice(Math.max(0, start - 48), start)
      .split(/[.!?؟\n؛;،,]/)
      .at(-1) ?? "";
  return clause
    .split(new RegExp(`[^${LETTERS}0-9#]+`))
    .filter((word) => word !== "")
    .slice(-most);
}

/** Sent in pieces: the number, or "number 60606", is a message by itself, and another of the turn names the order it is of. */
function isPieceOfOrder(text: string, number: Hit, lists: readonly Words[]): boolean {
  const before = text.slice(0, number.start).split("\n").at(-1) ?? "";
  const after = text.slice(number.end).split("\n")[0] ?? "";
  const bare = before.trim() === "" || lists.some(({ facts }) => facts.between.covers(before));
  return bare && after.trim() === "" && lists.some(({ facts }) => facts.order.test(text));
}

function namesOrder(text: string, number: Hit, lists: readonly Words[]): boolean {
  const before = wordsBefore(text, number.start, 6);
  const after = (text.slice(number.end, number.end + 24).split(/[.!?؟\n؛;،,]/)[0] ?? "").trim().split(" ");
  const ends = !new RegExp(`[${LETTERS}0-9]`).test(after.join(""));
  for (const { facts } of lists) {
    for (let i = before.length - 1; i >= 0; i -= 1) {
      const word = before[i] ?? "";
      if (facts.order.covers(word)) return true;
      if (!facts.between.covers(word) && !(ends && facts.fate.covers(word))) break;
    }
    if (facts.order.covers(after[0] ?? "")) return true;
  }
  return false;
}

/** What is known of orders before a text is read. */
export interface OrdersHere {
  /** A number with few words is one: it was asked for, or the one told before is taken back. */
  readonly expected: boolean;
  /** Those told before, folded and without their sign. */
  readonly known: readonly string[];
}

/** "45 678": digits in groups, as they are read out. */
const GROUPED = /(?<![\p{L}0-9#.,-])[0-9]{1,4}(?:[ -][0-9]{1,4})+(?![\p{L}0-9.,-]|[ -][0-9])/gu;

/** The one number that an answer in groups of digits makes, where it holds no other digits. */
function grouped(of: Normalised, taken: readonly Hit[], { expected, known }: OrdersHere): Fact | null {
  const { text } = of;
  const [only, ...more] = [...text.matchAll(GROUPED)];
  if (!expected || !only || more.length > 0 || text.length > FEW_LETTERS) return null;
  const hit = { start: only.index, end: only.index + only[0].length };
  const digits = only[0].replace(/[ -]/g, "");
  const rest = text.slice(0, hit.start) + text.slice(hit.end);
  const none = /[0-9]/.test(rest) || digits.length < 4 || CODE.test(digits) || known.includes(digits);
  if (none || taken.some((other) => overlaps(hit, other))) return null;
  const told = fact("order_id", of, hit, 0.6);
  return { ...told, value: told.value.replace(/[\s-]/gu, "") };
}

/** `#48217`, `AB-1234` or digits that an order word stands beside. The value keeps the sign and the customer's digits. */
function orders(
  of: Normalised,
  lists: readonly Words[],
  taken: readonly Hit[],
  { expected, known }: OrdersHere,
): readonly Fact[] {
  const { text } = of;
  const together = grouped(of, taken, { expected, known });
  if (together !== null) return [together];
  const found: Fact[] = [];
  const tail = "(?:-[a-z0-9]{1,12})*";
  const pattern = new RegExp(
    `#[ ]?(?:[a-z]{1,6}-?)?[0-9]{2,18}${tail}|${EDGE}(?:[a-z]{1,6}-?)?[0-9]{1,18}${tail}(?![${LETTERS}0-9])`,
    "g",
  );
  const numbers = [...text.matchAll(pattern)]
    .map(({ 0: written, index }) => ({ written, start: index, end: index + written.length }))
    // "2-3" counts things; a number that names an order has three digits in a row.
    .filter(({ written }) => written.startsWith("#") || /[0-9]{3}/.test(written))
    .filter((hit) => !taken.some((other) => overlaps(hit, other)));
  const fresh = numbers.filter(({ written }) => !known.includes(written.replace(/^#[ ]?/, "")));
  for (const { written, ...hit } of numbers) {
    const marked = written.startsWith("#");
    // Asked for it, the customer sends the number and few words with it.
    const bare =
      expected &&
      fresh.length === 1 &&
      fresh[0]?.start === hit.start &&
      text.length <= FEW_LETTERS &&
      !CODE.test(written);
    if (!marked && !bare && !namesOrder(text, hit, lists) && !isPieceOfOrder(text, hit, lists)) continue;
    found.push(fact("order_id", of, hit, marked ? 0.95 : bare ? 0.6 : 0.9));
  }
  return found;
}

function fact(kind: FactKind, of: Normalised, hit: Hit, confidence: number): Fact {
  const words = quote(of, hit.start, hit.end).trim();
  return { kind, value: words, quote: words, confidence };
}

const COPULAS = [
  /(?:[\s\u200c]+ا?ست?|(?<!بی)ا?ست)$/u,
  /(?<=روز|ماه|ساعت|سال)ه$/u,
  /(?<=r(?:oo|u|ou)z|mah|saat|sal)e$/iu,
] as const;

/** «یک هفته‌ست», «سه روزه» is "it is a week": the verb hangs on the noun, and said back alone it would sound broken. */
function withoutCopula(told: Fact): Fact {
  const value = COPULAS.reduce((left, copula) => left.replace(copula, ""), told.value);
  return { ...told, value, quote: told.quote.slice(0, value.length) };
}

/** The list's term right at `from`, spaces apart. */
function termAt(text: string, from: number, list: Pattern): Hit | null {
  const window = text.slice(from, from + 18);
  const hit = list.find(window)[0];
  if (hit === undefined || window.slice(0, hit.start).trim() !== "") return null;
  return { start: from + hit.start, end: from + hit.end };
}

function amounts(of: Normalised, lists: readonly Words[]): readonly Hit[] {
  const { text } = of;
  const hits: Hit[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const number: Hit = { start: match.index, end: match.index + match[0].length };
    if (/[$€£]\s?$/.test(text.slice(0, number.start).slice(-2))) {
      hits.push({ start: number.start - 1, end: number.end });
      continue;
    }
    if (/^\s?[$€£]/.test(text.slice(number.end))) {
      hits.push({ start: number.start, end: number.end + 1 });
      continue;
    }
    for (const { facts } of lists) {
      const scale = termAt(text, number.end, facts.scale);
      const scaled = scale?.end ?? number.end;
      const currency = termAt(text, scaled, facts.currency);
      if (currency !== null) hits.push({ start: number.start, end: currency.end });
      else if (
        scale !== null &&
        match[0].length < 10 &&
        /^(?:هزار|میلیون|ملیون|میلیارد|hezar|million|milion|melion|thousand|الف|ملیون)/.test(text.slice(scale.start))
      ) {
        hits.push({ start: number.start, end: scale.end });
      }
    }
  }
  return hits;
}

function durations(of: Normalised, lists: readonly Words[]): readonly Hit[] {
  const { text } = of;
  const hits: Hit[] = [];
  for (const { facts } of lists) {
    for (const unit of facts.unit.find(text)) {
      const before = text.slice(Math.max(0, unit.start - 16), unit.start);
      const digits = /[0-9]{1,3} ?$/.exec(before);
      const word = facts.number.find(before).at(-1);
      if (digits !== null) hits.push({ start: unit.start - (before.length - digits.index), end: unit.end });
      else if (word !== undefined && before.slice(word.end).trim() === "") {
        hits.push({ start: unit.start - (before.length - word.start), end: unit.end });
      }
    }
    // Arabic says "a week" and "two weeks" in one word; after "how many" it says neither.
    for (const unit of facts.number.find(text)) {
      const whole = /^(?:یومین|یوم|اسبوعین|اسبوع|شهرین|شهر)$/.test(text.slice(unit.start, unit.end));
      if (whole && !/(?:^| )(?:کم|کام|قدیش) $/.test(text.slice(0, unit.start))) hits.push(unit);
    }
  }
  return hits;
}

function dates(of: Normalised, lists: readonly Words[]): readonly Hit[] {
  const { text } = of;
  const written = /(?<![0-9])(?:[0-9]{4}[/-][0-9]{1,2}[/-][0-9]{1,2}|[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2,4})(?![0-9])/g;
  const hits: Hit[] = [...text.matchAll(written)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
  for (const { facts } of lists) {
    hits.push(...facts.day.find(text));
    for (const month of facts.month.find(text)) {
      const before = /[0-9]{1,2}(?:st|nd|rd|th|م|ام|e)? ?(?:of )?$/.exec(
        text.slice(Math.max(0, month.start - 9), month.start),
      );
      const after = /^ ?[0-9]{1,2}(?![0-9])/.exec(text.slice(month.end, month.end + 4));
      if (before !== null) hits.push({ start: month.start - before[0].length, end: month.end });
      else if (after !== null) hits.push({ start: month.start, end: month.end + after[0].length });
    }
  }
  return hits;
}

function people(of: Normalised, lists: readonly Words[]): readonly Hit[] {
  const hits: Hit[] = [];
  for (const { facts } of lists) {
    for (const title of facts.title.find(of.text)) {
      const name = new RegExp(`^[. ]{1,2}[${LETTERS}]{3,}`).exec(of.text.slice(title.end, title.end + 24));
      if (name !== null) hits.push({ start: title.start, end: title.end + name[0].length });
    }
  }
  return hits;
}

/** First of each wording, longest where two overlap. */
function distinct(hits: readonly Hit[]): readonly Hit[] {
  const kept: Hit[] = [];
  for (const hit of [...hits].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (!kept.some((other) => overlaps(hit, other))) kept.push(hit);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** What the customer told us in this text. */
export function readFacts(
  of: Normalised,
  lists: readonly Words[],
  pii: readonly Pii[],
  ordersHere: OrdersHere,
): readonly Fact[] {
  const secret = personal(of, pii);
  const free = (hits: readonly Hit[]): readonly Hit[] =>
    distinct(hits).filter((hit) => !secret.some((other) => overlaps(hit, other)));
  const money = free(amounts(of, lists));
  const days = free(dates(of, lists));
  const spans = free(durations(of, lists));
  const list = (pick: (words: Words) => Pattern): readonly Hit[] =>
    free(lists.flatMap((words) => pick(words).find(of.text)));
  const facts: readonly Fact[] = [
    ...orders(of, lists, [...secret, ...money, ...days, ...spans], ordersHere),
    ...money.map((hit) => fact("amount", of, hit, 0.9)),
    ...days.map((hit) => fact("date", of, hit, 0.8)),
    ...spans.map((hit) => withoutCopula(fact("duration", of, hit, 0.8))),
    ...list(({ facts: { product } }) => product)
      .slice(0, 3)
      .map((hit) => fact("product", of, hit, 0.7)),
    ...list(({ facts: { place } }) => place)
      .slice(0, 3)
      .map((hit) => fact("place", of, hit, 0.7)),
    ...free(people(of, lists)).map((hit) => fact("person", of, hit, 0.6)),
    ...list(({ facts: { wanted } }) => wanted)
      .slice(0, 2)
      .map((hit) => fact("wanted_outcome", of, hit, 0.7)),
    ...pii.filter(({ kind }) => kind === "phone").map(({ span }) => phone(of.original.slice(span[0], span[1]))),
  ];
  const seen = new Set<string>();
  const fresh = facts.filter(({ kind, value }) => {
    const key = `${kind} ${value}`;
    return value !== "" && !seen.has(key) && seen.add(key);
  });
  return fresh.slice(0, MOST_FACTS);
}

const phone = (value: string): Fact => ({ kind: "phone", value, quote: value, confidence: 0.95 });
