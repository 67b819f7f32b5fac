import { CATEGORIES, FACT_KINDS } from "../../core/reading.ts";
import { TICKET_STATUSES } from "../../core/ticket.ts";

/** What a phrase may leave open. The composer fills it; an editor may move it inside the sentence, never drop it. */
export type Slot =
  | "name"
  | "organisation"
  | "problem"
  | "topic"
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
export const HANDOFF_TONES = ["asked", "safety", "crisis", "legal", "fraud", "heat", "failed", "other"] as const;
export type HandoffTone = (typeof HANDOFF_TONES)[number];

const REPLIES = {
  greeting: said(4),
  "greeting.named": said(4, "name"),
  addressing: said(4, "name"),
  introduction: said(4, "organisation"),
  "introduction.unnamed": said(4),
  "introduction.short": said(4, "organisation"),
  "introduction.short.unnamed": said(4),
  ...each("acknowledge", ["0", "1", "2", "3"], said(6)),
  "naming.new": said(4, "problem"),
  "naming.known": said(4, "problem"),
  own: said(4),
  details: said(4, "details"),
  "orders.noted": said(4, "order"),
  next: said(4, "time"),
  "next.untimed": said(4),
  code: said(4, "code"),
  offer: said(4),
  "offer.closed": said(4, "opens"),
  "question.naming": said(4, "topic"),
  "question.naming.order": said(4, "topic", "order"),
  "question.next": said(4, "time"),
  "question.next.untimed": said(4),
  praise: said(4),
  "smalltalk.first": said(4),
  "smalltalk.later": said(4),
  "boundary.acknowledge": said(6),
  "boundary.ask": asked(4),
  "boundary.limit": said(4),
  unclear: said(4),
  "unclear.ask": asked(4),
} as const;

const QUESTIONS = each("ask", FACT_KINDS, asked(4));

const NAMING = {
  ...each("problem", CATEGORIES, said(2)),
  ...each("problem", CATEGORIES, said(2, "order"), ".order"),
  ...each("topic", CATEGORIES, said(1)),
  "order.one": said(1, "ids"),
  "order.many": said(1, "ids"),
} as const;

const LABELS = {
  ...each("status", TICKET_STATUSES, said(1)),
  ...each("button", ["yes", "no", "phone"], said(1)),
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
  reopened: said(2, "code", "time"),
  "promise-missed": said(2, "code", "time"),
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
  "questions.md": QUESTIONS,
  "naming.md": NAMING,
  "labels.md": LABELS,
  "notices.md": NOTICES,
  "page.md": PAGE,
} as const;

export type PartKey =
  | keyof typeof REPLIES
  | keyof typeof QUESTIONS
  | keyof typeof NAMING
  | keyof typeof LABELS
  | keyof typeof NOTICES
  | keyof typeof PAGE;
