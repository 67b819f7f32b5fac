import type { Evidence, Reading, Substance } from "../../core/reading.ts";
import type { MindInput } from "../../ports/mind.ts";
import { PROBLEM_CATEGORIES, readCategory } from "./category.ts";
import { missingFacts, readFacts } from "./facts.ts";
import { readFlags } from "./flags.ts";
import { isGreetingOrThanks } from "./intentions.ts";
import { detectLanguage } from "./language.ts";
import { featuresOf } from "./model/features.ts";
import type { ReadingModel } from "./model/file.ts";
import { probabilities } from "./model/linear.ts";
import { LETTERS, normalise, quote } from "./normalise.ts";
import { findPii, redact } from "./pii.ts";
import { weighCategory } from "./second-opinion.ts";
import { summarise } from "./summary.ts";
import { heatOf, readTone, type Tone } from "./tone.ts";
import { scoreTopics } from "./topics.ts";
import { readUrgency } from "./urgency.ts";
import { type Words, wordsOf, wordsOfScripts } from "./words.ts";

/** So much of a text is read for meaning; personal data is found in all of it. */
const READ_AT_MOST = 8192;

/** To name one of these plainly is to complain, whatever the words. */
const GRIEVANCES: ReadonlySet<string> = new Set(["product_defect", "staff_behaviour"]);

/** Was the last thing we said a question about the order? */
function askedForOrder(input: MindInput): boolean {
  const last = input.history.findLast(({ author }) => author !== "customer");
  if (last === undefined) return false;
  const folded = normalise(last.text.slice(0, 1000)).text;
  return wordsOfScripts(folded).some(({ facts }) => facts.order.test(folded));
}

function sentimentOf(tone: Tone, complaint: boolean, unhappy: boolean): Reading["sentiment"] {
  if (complaint || unhappy) return "negative";
  return tone.positive > tone.negative ? "positive" : "neutral";
}

/** How probable the model holds each category, and that the writer is unhappy. */
function lookAt(text: string, { category, sentiment }: ReadingModel) {
  const features = featuresOf(text);
  const unhappy = probabilities(sentiment, features)[sentiment.labels.indexOf("negative")] ?? 0;
  return { categories: probabilities(category, features), unhappy };
}

/** Numbers and signs alone say nothing that could be learned. */
const WORDS = new RegExp(`[${LETTERS}]{2}`);

/** From this probability on the model is believed against the rules, and below that one no more. */
const SURELY_UNHAPPY = 0.85;
const SURELY_NOT = 0.2;

/**
 * What the rules found, unless the model sees the opposite plainly.
 * @param bySight  how probable the model holds that the writer is unhappy; null: there is no model
 * @param possible whether the model may say so where the rules do not
 */
function believe(ruled: boolean, bySight: number | null, possible: boolean): boolean {
  if (bySight === null) return ruled;
  return ruled ? bySight >= SURELY_NOT : possible && bySight > SURELY_UNHAPPY;
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
 * Without state, and in about a millisecond for a chat message. Spans and quotes refer to the messages joined by a line
 * break.
 */
export function readOffline(input: MindInput, model: ReadingModel | null = null): Reading {
  const received = input.said.map(({ text }) => text).join("\n");
  const of = normalise(received.slice(0, READ_AT_MOST));
  const { text } = of;
  const pii = findPii(received);
  const redacted = redact(received, pii);
  const language = detectLanguage(of, input.knownLanguage, input.defaultLanguage);
  const lists = wordsOf(language, text);

  const { flags, evidence: flagEvidence } = readFlags(of, lists);
  const tone = readTone(of, lists);
  const topics = scoreTopics(text, lists);
  const smallTalk = isGreetingOrThanks(received) && tone.problem === null && !tone.sarcastic;
  const asks = asksSomething(text, lists);
  const ruled = readCategory({ topics, tone, flags, asks, smallTalk });
  const seen = model && WORDS.test(text) ? lookAt(text, model) : null;
  const found = seen ? weighCategory(ruled, topics, seen.categories) : ruled;
  const unhappyBySight = seen?.unhappy ?? null;
  const { category } = found;

  const readable = pii.filter(({ span }) => span[1] <= READ_AT_MOST);
  const facts = readFacts(of, lists, readable, askedForOrder(input));
  const told = topics.find(({ topic }) => topic === category);
  const grievance = told?.plain === true && GRIEVANCES.has(category);
  const problem = tone.problem !== null || grievance || flags.safety || flags.fraudPrivacy;
  const topical = PROBLEM_CATEGORIES.has(category);
  // A review that praises much and finds one fault is no complaint.
  const faulty =
    problem && (tone.butProblem || tone.positive <= tone.negative + 1.5 || flags.safety || flags.fraudPrivacy);
  const unhappy =
    tone.negative > tone.positive || flags.abusive || flags.crisis || flags.legalThreat || flags.churnRisk;
  const grave = flags.safety || flags.fraudPrivacy || flags.legalThreat || flags.churnRisk;
  const complaining =
    !smallTalk &&
    !flags.crisis &&
    category !== "praise" &&
    category !== "abuse" &&
    (((topical || tone.butProblem) && faulty) || grave || (unhappy && !flags.humanRequest));
  const heardSo = topical && !smallTalk && !flags.crisis;
  const complaint = grave ? complaining : believe(complaining, unhappyBySight, heardSo);
  const urgency = readUrgency(of, lists, { flags, category, smallTalk });
  const suggests = lists.some(({ intent }) => intent.suggestion.test(text));

  const evidence: Evidence[] = [...flagEvidence, ...urgency.evidence];
  if (found.hit !== null) evidence.unshift({ label: "category", quote: quote(of, found.hit.start, found.hit.end) });
  const felt = tone.problem ?? tone.worst;
  if (complaint && felt !== null) evidence.push({ label: "sentiment", quote: quote(of, felt.start, felt.end) });

  return {
    language,
    category,
    categorySecond: found.second,
    confidence: Math.round(found.confidence * 100) / 100,
    sentiment: sentimentOf(tone, complaint, believe(unhappy && !smallTalk, unhappyBySight, !smallTalk)),
    complaint,
    heat: heatOf(tone, flags.abusive, received),
    substance: substanceOf(topical, problem, facts),
    urgency: urgency.urgency,
    reasons: urgency.reasons,
    flags,
    constructive: suggests && category !== "abuse" && category !== "praise",
    facts,
    missing: complaint || category === "cancellation" ? missingFacts(category, [...facts, ...input.facts]) : [],
    summary: summarise(redacted, found.hit === null ? null : quote(of, found.hit.start, found.hit.end)),
    evidence,
    engine: "offline",
    redacted,
    pii,
  };
}
