import { type Category, type Evidence, isMatter, type Reading, type Substance } from "../../core/reading.ts";
import type { MindInput } from "../../ports/mind.ts";
import { barredBy, readCategory } from "./category.ts";
import { saysCorrection } from "./correction.ts";
import { type OrdersHere, readFacts } from "./facts.ts";
import { insultsIn, readFlags, wordsIn } from "./flags.ts";
import { gistOf } from "./gist.ts";
import { isGreetingOrThanks } from "./intentions.ts";
import { detectLanguage } from "./language.ts";
import type { ReadingModel } from "./model/file.ts";
import { LETTERS, normalise, quote } from "./normalise.ts";
import { findPii, redact } from "./pii.ts";
import { ruledCandidates, weighCategory } from "./second-opinion.ts";
import { sightOf } from "./sight.ts";
import { summarise } from "./summary.ts";
import { heatOf, readTone, type Tone } from "./tone.ts";
import { scoreTopics } from "./topics.ts";
import { readUrgency } from "./urgency.ts";
import { type Words, wordsOf, wordsOfScripts } from "./words.ts";

/** So much of a text is read for meaning; personal data is found in all of it. */
const READ_AT_MOST = 8192;

/** To name one of these plainly is to complain, whatever the words. */
const GRIEVANCES: ReadonlySet<string> = new Set(["product_defect", "staff_behaviour"]);

function namesOrder(text: string): boolean {
  const folded = normalise(text.slice(0, 1000)).text;
  return wordsOfScripts(folded).some(({ facts }) => facts.order.test(folded));
}

const asksForOrder = ({ text }: { readonly text: string }): boolean => /[?؟]/.test(text) && namesOrder(text);

/** Was the last thing we said a question about the order? A number alone answers an earlier one, too, that nobody has. */
function askedForOrder({ history, facts }: MindInput, text: string): boolean {
  const ours = history.filter(({ author }) => author !== "customer");
  const last = ours.at(-1);
  if (last !== undefined && asksForOrder(last)) return true;
  if (!/^[\s\p{P}\p{N}]*$/u.test(text)) return false;
  // What was asked without a question mark is answered by a number alone.
  if (last !== undefined && namesOrder(last.text)) return true;
  return !facts.some(({ kind }) => kind === "order_id") && ours.some(asksForOrder);
}

function ordersBefore(input: MindInput, text: string): OrdersHere {
  const orders = input.facts.filter(({ kind }) => kind === "order_id");
  const known = orders.map(({ value }) =>
    normalise(value)
      .text.replace(/^#[ ]?/, "")
      .trim(),
  );
  return { expected: askedForOrder(input, text) || (orders.length > 0 && saysCorrection(text)), known };
}

function sentimentOf(tone: Tone, complaint: boolean, unhappy: boolean): Reading["sentiment"] {
  if (complaint || unhappy) return "negative";
  return tone.positive > tone.negative ? "positive" : "neutral";
}

/** Numbers and signs alone say nothing that could be learned. */
const WORDS = new RegExp(`[${LETTERS}]{2}`);

/** The sum from which on a writer is held to be unhappy; 0 would be as likely as not. */
const UNHAPPY = 0.15;
/** So much the model may say at most: of strangers' small talk it knows little. */
const MOST_SIGHT = 1.5;

/**
 * What the words say and what the model sees, as one sum: each hears what the other misses. The weights did best on rows
 * whose voices the model had not heard.
 * @param seen  how probable the model holds that the writer is unhappy
 */
function soundsUnhappy({ negative, positive, problem }: Tone, seen: number): boolean {
  const sight = Math.log((seen + 1e-4) / (1 - seen + 1e-4));
  const bounded = Math.max(-MOST_SIGHT, Math.min(MOST_SIGHT, sight));
  const words = 2 * Math.tanh((negative - positive) / 2) + (problem === null ? 0 : 1);
  return 0.5 * bounded + words > UNHAPPY;
}

/** So few words of nothing in particular name no matter. */
const FEW_WORDS = 6;

/** A question, or a remark that names nothing: without a word of trouble it is no complaint, whatever it reminds the model of. */
function saysNoMatter(category: Category, { problem, negative }: Tone, words: number): boolean {
  if (problem !== null || negative > 0) return false;
  return category === "info_request" || (category === "other" && words <= FEW_WORDS);
}

/** 0 nothing to act on · 1 a topic · 2 a concrete problem · 3 a problem with the facts to act on it. */
function substanceOf(topical: boolean, problem: boolean, facts: Reading["facts"]): Substance {
  if (!topical && !problem) return 0;
  if (!problem) return 1;
  const tellable = new Set(
    facts.map(({ kind }) => kind).filter((kind) => kind !== "wanted_outcome" && kind !== "phone"),
  );
  return topical && (tellable.has("order_id") || tellable.size >= 2) ? 3 : 2;
}

const asksSomething = (text: string, lists: readonly Words[]): boolean =>
  /[?؟]/.test(text) || lists.some(({ intent }) => intent.question.test(text));

/**
 * Reads all of one turn without a network: by rules and word lists, and by a small linear model where one is at hand.
 * Without state, and in about a millisecond for a chat message. What depends on the organisation, its sub-category and
 * what is missing, is left to `placeReading`. Spans and quotes refer to the messages joined by a line
 * break.
 */
export function readOffline(input: MindInput, model: ReadingModel | null = null): Reading {
  const received = input.said.map(({ text }) => text).join("\n");
  const of = normalise(received.slice(0, READ_AT_MOST));
  const { text } = of;
  const pii = findPii(received);
  const redacted = redact(received, pii);
  const sight = model && WORDS.test(text) ? sightOf(model) : null;
  const language = detectLanguage(of, input.knownLanguage, input.defaultLanguage, sight?.languages(text) ?? null);
  const lists = wordsOf(language, text);

  const thanks = lists.flatMap(({ talk }) => talk.thanks.find(text));
  const thankless = gistOf(text, thanks, lists);
  const seen = sight && {
    chances: sight.flags(thankless.text, language),
    words: thankless.says ? wordsIn(thankless.text) : 0,
  };
  const { flags, evidence: flagEvidence } = readFlags(of, language, seen);
  const tone = readTone(of, lists);
  const topics = scoreTopics(text, lists);
  const smallTalk = isGreetingOrThanks(received) && tone.problem === null && !tone.sarcastic;
  const asks = asksSomething(text, lists);
  const gist = gistOf(text, flags.abusive ? insultsIn(text, language) : [], lists);
  const words = wordsIn(gist.text);
  const ruled = readCategory({ topics, tone, flags, asks, smallTalk, says: gist.says, words });
  const found =
    sight !== null
      ? weighCategory(ruled, topics, sight.categories(gist.text, language), words, barredBy(flags))
      : { ...ruled, candidates: ruledCandidates(ruled, topics) };
  const { category } = found;

  const readable = pii.filter(({ span }) => span[1] <= READ_AT_MOST);
  const facts = readFacts(of, lists, readable, ordersBefore(input, received));
  const told = topics.find(({ topic }) => topic === category);
  const grievance = told?.plain === true && GRIEVANCES.has(category);
  const problem = tone.problem !== null || grievance || flags.safety || flags.fraudPrivacy;
  const topical = isMatter(category);
  // A review that praises much and finds one fault is no complaint.
  const faulty =
    problem && (tone.butProblem || tone.positive <= tone.negative + 1.5 || flags.safety || flags.fraudPrivacy);
  const bitter = sight
    ? soundsUnhappy(tone, sight.unhappy(text, language)) && !saysNoMatter(category, tone, words)
    : tone.negative > tone.positive;
  const unhappy = bitter || flags.abusive || flags.crisis || flags.legalThreat || flags.churnRisk;
  const grave = flags.safety || flags.fraudPrivacy || flags.legalThreat || flags.churnRisk;
  const substance = substanceOf(topical, problem, facts);
  // However politely: who names a problem and the order it is about has a case.
  const stated = faulty && tone.problem !== null && (substance === 3 || (told?.plain === true && !asks));
  const wronged = (topical || tone.butProblem) && (sight ? bitter || stated : faulty);
  const complaint =
    !smallTalk &&
    !flags.crisis &&
    category !== "praise" &&
    category !== "abuse" &&
    (wronged || grave || (unhappy && !flags.humanRequest));
  const urgency = readUrgency(of, lists, {
    flags,
    category,
    smallTalk,
    seen: sight?.urgency(thankless.text, language) ?? null,
  });
  const suggests = lists.some(({ intent }) => intent.suggestion.test(text));

  const evidence: Evidence[] = [...flagEvidence, ...urgency.evidence];
  if (found.hit !== null) evidence.unshift({ label: "category", quote: quote(of, found.hit.start, found.hit.end) });
  const felt = tone.problem ?? tone.worst;
  if (complaint && felt !== null) evidence.push({ label: "sentiment", quote: quote(of, felt.start, felt.end) });

  return {
    language,
    category,
    categorySecond: found.second,
    subcategory: null,
    confidence: Math.round(found.confidence * 100) / 100,
    candidates: found.candidates,
    sentiment: sentimentOf(tone, complaint, unhappy && !smallTalk),
    complaint,
    heat: heatOf(tone, flags.abusive, received),
    substance,
    urgency: urgency.urgency,
    reasons: urgency.reasons,
    flags,
    constructive: suggests && category !== "abuse" && category !== "praise",
    facts,
    missing: [],
    summary: summarise(redacted, found.hit === null ? null : quote(of, found.hit.start, found.hit.end)),
    evidence,
    engine: "offline",
    redacted,
    pii,
  };
}
