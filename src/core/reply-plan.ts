import { type Boundary, boundaryAfter } from "./boundary.ts";
import type { Situation } from "./decision.ts";
import { factToConfirm, isDoubtful } from "./heard.ts";
import { type Category, type FactKind, isMatter } from "./reading.ts";
import type { ReplyPlan, Standing } from "./reply.ts";
import { isHot, likelyMatters } from "./rules.ts";

/** What the rule already knows of the reply. */
export interface ReplyIntent {
  readonly purpose: ReplyPlan["purpose"];
  readonly code: string | null;
  readonly nextStepBy: Date | null;
}

/** Completes an intent with what the situation says, so that words can be found for it. */
export function planReply(s: Situation, { purpose, code, nextStepBy }: ReplyIntent): ReplyPlan {
  // What stands in an order to the machine is not said back.
  const askable = ASKING.has(purpose) && !s.reading.flags.injectionSuspected;
  const confirm = askable ? factToConfirm(s.reading.facts) : null;
  return {
    language: s.language,
    purpose,
    // A question is about what it asks, whatever case is open.
    category: purpose === "question" && s.reading.category !== "other" ? s.reading.category : matterOf(s),
    introduce: !s.introduced || s.answers.talk === "bot",
    heat: s.reading.heat,
    orderIds: [...new Set([...(s.held?.plan.orderIds ?? []), ...orderIdsOf(s)])],
    code,
    ticketIsNew: code !== null,
    standing: standingOf(s),
    nextStepBy: nextStepBy?.toISOString() ?? null,
    ask: confirm === null ? (s.denied ?? (purpose === "complaint" && !s.answers.news ? nextQuestion(s) : null)) : null,
    between: purpose === "unclear" ? likelyMatters(s) : [],
    confirm,
    unheard: s.unheard && (purpose === "complaint" || purpose === "question"),
    // What says that a machine answers says how to reach a person, too.
    offerPerson: s.owner.state === "bot" && s.answers.talk !== "bot" && (isHot(s) || s.failedAnswers >= 1),
    boundary: purpose === "boundary" ? inWriting(boundaryAfter(s.hotTurns, s.now)) : null,
    talk: purpose === "smalltalk" ? talkOf(s) : null,
    languages: !s.introduced && s.reading.language === "other",
    answer: purpose === "question" ? (answerTo(s) ?? s.held?.plan.answer ?? null) : null,
    helped: s.helpAsked && s.answers.yes !== s.answers.no ? s.answers.yes : null,
    lookups: s.grounds.lookups.length > 0 ? s.grounds.lookups : (s.held?.plan.lookups ?? []),
  };
}

/** Answers that ask nothing of their own. */
const ASKING: ReadonlySet<ReplyPlan["purpose"]> = new Set(["complaint", "question", "praise", "smalltalk"]);

/** Order numbers of this turn, each once, as the customer wrote them. One in doubt is not stated: it is asked back. */
export function orderIdsOf(s: Situation): readonly string[] {
  const told = s.reading.facts.filter((fact) => fact.kind === "order_id" && !isDoubtful(fact));
  return [...new Set(told.map((fact) => fact.value))];
}

/** The approved paragraph that answers the turn. What has just been said not to help is not said again. */
export function answerTo(s: Situation): ReplyPlan["answer"] {
  if (s.helpAsked && s.answers.no) return null;
  return s.grounds.passages.find(({ answers }) => answers) ?? null;
}

/** What a reply that answers asks: whether it did. */
export const HELPED = "whether it helped";

/**
 * What it is about. An open case stays the matter: an order number sent later, asking for news, correcting, wanting it
 * another way, and anger that names nothing new all belong to it. Only another problem plainly told is another matter.
 */
export function matterOf(s: Situation): Category {
  return s.ticket && !tellsAnother(s) ? s.ticket.category : s.reading.category;
}

/** From here on a reading is sure enough to lead away from the case that is open. */
const PLAINLY = 0.75;

function tellsAnother({ reading, ticket, answers }: Situation): boolean {
  if (!reading.complaint || answers.sameMatter) return false;
  // Of a case nobody has named yet anything tells more.
  if (ticket?.category === "other") return true;
  return isMatter(reading.category) && reading.substance >= 2 && reading.confidence >= PLAINLY;
}

function talkOf({ answers: { talk }, ticket }: Situation): ReplyPlan["talk"] {
  return talk && { kind: talk, caseOpen: ticket !== null };
}

function standingOf({ overdue, ticket, answers }: Situation): Standing {
  if (overdue) return "late";
  return ticket && answers.news ? "waiting" : "moving";
}

/** The first missing fact that is neither known nor was asked for before. */
function nextQuestion(s: Situation): FactKind | null {
  const known = new Set([...s.knownFacts, ...s.reading.facts].map((fact) => fact.kind));
  const matter = matterOf(s);
  // What the words sound like is not asked after where the open case is something else.
  const missing = matter === s.reading.category ? s.reading.missing : (s.playbooks[matter]?.ask ?? []);
  return missing.find((kind) => !known.has(kind) && !s.asked.includes(kind)) ?? null;
}

function inWriting({ rung, until }: Boundary): ReplyPlan["boundary"] {
  return { rung, until: until?.toISOString() ?? null };
}
