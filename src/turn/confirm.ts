import { factKey } from "../core/facts.ts";
import {
  type Confirmation,
  doubtHeard,
  isDoubtful,
  onlyShown,
  readConfirmation,
  readingOfShown,
  type Tenor,
  wordsRead,
} from "../core/heard.ts";
import { FACT_KINDS, type Fact, type FactKind, type Reading } from "../core/reading.ts";
import { saysCorrection } from "../mind/offline/correction.ts";
import { saysNo, saysYes } from "../mind/offline/intentions.ts";
import { NO_INTENTIONS, type Understanding } from "../mind/understand.ts";
import type { TurnFile } from "./load.ts";

/** An answer to a question is short; what is longer tells a story of its own. */
const LONGEST_ANSWER = 80;
const NUMBER = /#?(?:[A-Za-z]{1,6}-?)?\p{Nd}(?:[\p{Nd}.,٫٬]*\p{Nd})?(?:-[A-Za-z\p{Nd}]{1,12})*/gu;

/** The kind of fact our last reply asked about, "is it right?". */
function confirming({ conversation, lastDecision }: TurnFile): FactKind | null {
  // What was held never reached the customer.
  if (conversation.state === "bot_review") return null;
  return FACT_KINDS.find((kind) => lastDecision?.reasons.includes(`confirming ${kind}`)) ?? null;
}

/** How this turn answers our question about a fact in doubt; null where we asked none, or it answers something else. */
export function confirmationOf(file: TurnFile, { facts }: Pick<Reading, "facts">): Confirmation | null {
  const kind = confirming(file);
  const fact = file.facts.findLast((known) => known.kind === kind && isDoubtful(known));
  if (!fact || onlyShown(file.said)) return null;
  const text = wordsRead(file.said).join("\n");
  const numbers = text.length > LONGEST_ANSWER ? [] : (text.match(NUMBER) ?? []);
  const told = facts.filter((one) => one.kind === kind && !isDoubtful(one));
  return readConfirmation(fact, { numbers, tenor: tenorOf(text), told });
}

/** What is known, without the fact that this turn says is wrong: it may be asked for again. */
export function factsStanding(file: TurnFile, reading: Pick<Reading, "facts">): TurnFile["facts"] {
  const confirmation = confirmationOf(file, reading);
  if (confirmation?.answer !== "no") return file.facts;
  return file.facts.filter(({ id }) => id !== confirmation.fact.id);
}

function tenorOf(text: string): Tenor {
  const words = text.replace(NUMBER, " ").trim();
  if (saysYes(words)) return "yes";
  if (saysNo(words) || (words.length < LONGEST_ANSWER && saysCorrection(words))) return "no";
  return /[\p{L}\p{N}]/u.test(words) ? "more" : "nothing";
}

/**
 * What was understood, with its facts weighed: those that were hard to hear in doubt, one that was asked back settled.
 * @param read  reads a text by itself
 */
export function weigh(file: TurnFile, given: Understanding, read: (text: string) => Reading): Understanding {
  const understanding = onlyShown(file.said) ? shown(file, given) : given;
  return { ...understanding, reading: settledReading(file, withShown(file, understanding.reading, read)) };
}

/** A reading as far as it is sure: with no fact in it that was hard to hear, and with one that the customer has confirmed. */
export function sureReading(file: TurnFile, reading: Reading): Reading {
  const settled = settledReading(file, reading);
  return { ...settled, facts: settled.facts.filter((fact) => !isDoubtful(fact)) };
}

function settledReading(file: TurnFile, reading: Reading): Reading {
  const weighed = { ...reading, facts: doubtHeard(reading.facts, file.said, file.facts) };
  const confirmation = confirmationOf(file, weighed);
  const settled = confirmation && settledFact(confirmation, wordsRead(file.said).join("\n"));
  const over = new Set([confirmation?.fact, settled].flatMap((fact) => (fact ? factKey(fact) : [])));
  const others = weighed.facts.filter((fact) => !over.has(factKey(fact)));
  return { ...weighed, facts: settled ? [settled, ...others] : others };
}

/** What a machine wrote of a picture answers no question and greets nobody. */
function shown({ ticket }: TurnFile, understanding: Understanding): Understanding {
  return {
    ...understanding,
    reading: readingOfShown(understanding.reading, ticket !== null),
    intentions: NO_INTENTIONS,
  };
}

/** What a picture may tell beside the customer's words. */
const SHOWN: readonly FactKind[] = ["order_id", "product"];

/**
 * With what pictures show beside the words: facts that the words leave out, since nobody is asked for what they have
 * shown, and whether something in them gives orders.
 */
function withShown({ said, facts }: TurnFile, reading: Reading, read: (text: string) => Reading): Reading {
  const pictures = said.flatMap(({ heard }) => heard.filter(({ kind }) => kind === "description"));
  if (pictures.length === 0 || onlyShown(said)) return reading;
  const seen = read(pictures.map(({ text }) => text).join("\n"));
  const told = new Set([...facts, ...reading.facts].map(({ kind }) => kind));
  const left = seen.facts.filter(({ kind }) => SHOWN.includes(kind) && !told.has(kind));
  const injectionSuspected = reading.flags.injectionSuspected || seen.flags.injectionSuspected;
  return { ...reading, facts: [...reading.facts, ...left], flags: { ...reading.flags, injectionSuspected } };
}

/** What the customer's answer says the fact is; the quote is the answer itself. */
function settledFact(confirmation: Confirmation, answer: string): Fact | null {
  const { kind } = confirmation.fact;
  const quote = answer.slice(0, LONGEST_ANSWER).toWellFormed();
  const value = confirmation.answer === "yes" ? confirmation.fact.value : confirmation.instead;
  return value === null ? null : { kind, value, quote: answer.includes(value) ? value : quote, confidence: 1 };
}
