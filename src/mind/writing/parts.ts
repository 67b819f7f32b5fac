import { ORDER_STATES } from "../../core/order-state.ts";
import { CATEGORIES, FACT_KINDS, MATTERS } from "../../core/reading.ts";
import { DANGERS } from "../../core/reply.ts";
import { TICKET_STATUSES } from "../../core/ticket.ts";

/** What a phrase may leave open. The composer fills it; an editor may move it inside the sentence, never drop it. */
export type Slot =
  | "name"
  | "organisation"
  | "problem"
  | "topic"
  | "other"
  | "matter"
  | "product"
  | "title"
  | "state"
  | "date"
  | "carrier"
  | "tracking"
  | "order"
  | "ids"
  | "details"
  | "time"
  | "opens"
  | "code"
  | "link"
  | "status";

/** The law of one part: every variant, in every language, carries exactly these slots. */
export interface PartSpec {
  readonly slots: readonly Slot[];
  /** Fewest variants, so that a conversation need not hear a sentence twice. */
  readonly least: number;
  /** Only a part that asks may hold a question mark: a reply asks at most once. */
  readonly asks: boolean;
}

const said = (least: number, ...slots: Slot[]): PartSpec => ({ slots, least, asks: false });
const asked = (least: number, ...slots: Slot[]): PartSpec => ({ slots, least, asks: true });

/** The same part for every name of a list: `ask.order_id`, `ask.amount`, … */
function each<P extends string, N extends string, S extends string = "">(
  prefix: P,
  names: readonly N[],
  spec: PartSpec,
  suffix: S = "" as S,
): Readonly<Record<`${P}.${N}${S}`, PartSpec>> {
  const entries = names.map((name) => [`${prefix}.${name}${suffix}`, spec] as const);
  return Object.fromEntries(entries) as Record<`${P}.${N}${S}`, PartSpec>;
}

/** Why a person takes over, as far as the wording differs. */
export const HANDOFF_TONES = [
  "asked",
  "safety",
  "crisis",
  "legal",
  "fraud",
  "cancellation",
  "return",
  "heat",
  "failed",
  "other",
] as const;
export type HandoffTone = (typeof HANDOFF_TONES)[number];

/** What a conversation hears again and again: so many wordings at least, none said twice. */
const VARIED = 6;
const reply = (...slots: Slot[]): PartSpec => said(VARIED, ...slots);
const question = (...slots: Slot[]): PartSpec => asked(VARIED, ...slots);

const REPLIES = {
  greeting: reply(),
  "greeting.named": reply("name"),
  addressing: reply("name"),
  introduction: reply("organisation"),
  "introduction.unnamed": reply(),
  "introduction.short": reply("organisation"),
  "introduction.short.unnamed": reply(),
  ...each("acknowledge", ["0", "1", "2", "3"], reply()),
  "naming.new": reply("problem"),
  "naming.known": reply("problem"),
  own: reply(),
  details: reply("details"),
  "orders.noted": reply("order"),
  next: reply("time"),
  ...each("next", ["new", "waiting", "late"], reply("time")),
  "next.untimed": reply(),
  code: reply("code"),
  offer: reply(),
  "offer.closed": reply("opens"),
  praise: reply(),
  "smalltalk.first": reply(),
  "smalltalk.later": reply(),
  "smalltalk.bot": reply("organisation"),
  "smalltalk.bot.unnamed": reply(),
  ...each("smalltalk", ["language", "wellbeing", "presence", "thanks", "noted"], reply()),
  "smalltalk.case": reply(),
  languages: reply(),
  "boundary.acknowledge": reply(),
  "boundary.invite": reply(),
  "boundary.limit": reply(),
  "boundary.ask": question(),
  "boundary.cool": reply("time"),
  unclear: reply(),
  "unclear.ask": question(),
  "unclear.between": question("topic", "other"),
  "brief.introduction": reply("organisation"),
  "brief.introduction.unnamed": reply(),
  "brief.complaint": reply("problem", "time"),
  "brief.question": reply("topic", "time"),
  "brief.question.noted": reply("time"),
  "brief.code": reply("code"),
} as const;

const ANSWERS = {
  "question.naming": reply("topic"),
  "question.naming.order": reply("topic", "order"),
  "question.noted": reply(),
  "question.noted.order": reply("order"),
  "question.next": reply("time"),
  "question.next.untimed": reply(),
  "answer.frame": reply("title"),
  "answer.check": question(),
  "answer.helped": reply(),
  "answer.missed": reply(),
  "lookup.state": reply("order", "state"),
  "lookup.due": reply("date"),
  "lookup.overdue": reply("date"),
  "lookup.carrier": reply("carrier"),
  "lookup.tracking": reply("tracking"),
  "lookup.other": reply("details"),
} as const;

const STATES = {
  ...each("state", ORDER_STATES, said(1)),
  ...each("state", ORDER_STATES, said(1, "date"), ".on"),
} as const;

/** Said where nothing else may be. */
const FALLBACK = {
  fallback: said(4, "time"),
  "fallback.untimed": said(4),
} as const;

const QUESTIONS = each("ask", FACT_KINDS, question());

const HEARD = {
  "confirm.order_id": asked(4, "order"),
  "confirm.amount": asked(4, "details"),
  "confirm.date": asked(4, "details"),
  unheard: said(4),
} as const;

const NAMING = {
  ...each("problem", CATEGORIES, reply()),
  ...each("problem", CATEGORIES, reply("order"), ".order"),
  "problem.product": reply("product"),
  "problem.named": said(1, "matter"),
  "problem.named.order": said(1, "matter", "ids"),
  ...each("topic", MATTERS, said(1)),
  "order.one": said(1, "ids"),
  "order.many": said(1, "ids"),
} as const;

const LABELS = {
  ...each("status", TICKET_STATUSES, said(1)),
  ...each("button", ["yes", "no", "close", "stay", "phone"], said(1)),
} as const;

const NOTICES = {
  ...each("handoff", HANDOFF_TONES, said(2)),
  queued: said(2, "time", "code"),
  "queued-closed": said(2, "opens", "code"),
  "crisis.queued": said(2, "time", "code"),
  "crisis.queued-closed": said(2, "opens", "code"),
  "desk-closed": said(2, "opens"),
  released: said(2),
  "agent-away": said(2, "code"),
  "agent-away.plain": said(2),
  status: said(2, "code", "status"),
  "status.time": said(2, "code", "status", "time"),
  "status-unknown": said(2),
  "status-limited": said(2),
  "confirm-resolved": asked(2, "code"),
  confirmed: said(2, "code"),
  "ask-to-close": asked(2, "code"),
  "closed-as-wished": said(2, "code"),
  "kept-open": said(2, "code"),
  reopened: said(2, "code", "time"),
  "promise-missed": said(2, "code", "time"),
  ...each("still-with-you", DANGERS, said(4, "time")),
  "held-for-review": said(2, "code", "time"),
  "read-online": said(2, "link", "code"),
  "asked-to-reopen": said(2),
  flood: said(2),
  "attachment-received": said(2),
  acknowledged: said(2),
} as const;

/** The page on which a customer reads a ticket. It is looked at again, so each part has one wording. */
const PAGE = {
  "page.title": said(1, "code"),
  "page.next": said(1, "time"),
  "page.closed": said(1),
  "page.silent": said(1),
  "page.covered": said(1),
  "page.answer": said(1),
  "page.locked": said(1),
  "page.digits-wrong": said(1),
  "page.unknown": said(1),
  "page.limited": said(1),
  ...each("page.label", ["words", "earlier", "bot", "agent", "system", "digits", "open"], said(1)),
  "page.label.since": said(1, "time"),
} as const;

/** Which file of a language folder holds which parts. */
export const FILES = {
  "replies.md": REPLIES,
  "answers.md": ANSWERS,
  "states.md": STATES,
  "fallback.md": FALLBACK,
  "questions.md": QUESTIONS,
  "heard.md": HEARD,
  "naming.md": NAMING,
  "labels.md": LABELS,
  "notices.md": NOTICES,
  "page.md": PAGE,
} as const;

export type PartKey =
  | keyof typeof REPLIES
  | keyof typeof ANSWERS
  | keyof typeof STATES
  | keyof typeof FALLBACK
  | keyof typeof QUESTIONS
  | keyof typeof HEARD
  | keyof typeof NAMING
  | keyof typeof LABELS
  | keyof typeof NOTICES
  | keyof typeof PAGE;
