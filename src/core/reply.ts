import type { LookupAnswer, Passage, Support } from "./grounds.ts";
import type { Category, Fact, FactKind, Heat, ReplyLanguage } from "./reading.ts";
import type { Checks } from "./rubric.ts";

/** What a bot reply must do. The decision makes it; the mind puts it into words. */
export interface ReplyPlan {
  readonly language: ReplyLanguage;
  /** `status` answers a tracking code; `boundary` meets heat without substance; `smalltalk` a greeting or thanks. */
  readonly purpose: "complaint" | "question" | "praise" | "smalltalk" | "boundary" | "unclear";
  readonly category: Category;
  /** First bot message of the conversation: says it is the automatic assistant and that a person is one word away. */
  readonly introduce: boolean;
  readonly heat: Heat;
  /** Order numbers of this turn exactly as the customer wrote them. Each must stand in the reply. */
  readonly orderIds: readonly string[];
  /** Tracking code to give, exactly as stored; null where it was given before or no ticket is open. */
  readonly code: string | null;
  /** Is the ticket new with this reply, or does the customer go on about one? */
  readonly ticketIsNew: boolean;
  /** How it stands with one that is not new: its next step is said accordingly. */
  readonly standing: Standing;
  /** By when they hear from us, ISO 8601 UTC; a promise kept on a clock. */
  readonly nextStepBy: string | null;
  /** At most one question, about something nobody has told us. */
  readonly ask: FactKind | null;
  /** The two matters it may be about, where that could not be told: the reply asks which. Else empty. */
  readonly between: readonly Category[];
  /** A fact that was hard to hear: the one question is whether it is right. */
  readonly confirm: Fact | null;
  /** A file came along that nobody here could hear or see: a colleague looks at it, and the reply says so. */
  readonly unheard: boolean;
  readonly offerPerson: boolean;
  /** Of a boundary: its rung, and where it begins a mute, when that ends (ISO 8601 UTC). */
  readonly boundary: { readonly rung: Rung; readonly until: string | null } | null;
  /** What is said to us and not of a matter, and whether a case is open meanwhile; null: a plain greeting, or none. */
  readonly talk: { readonly kind: Talk; readonly caseOpen: boolean } | null;
  /** They write in none of our languages, and this is the first answer: it says which those are. */
  readonly languages: boolean;
  /** The approved paragraph that answers the question; null where none is near enough. */
  readonly answer: Passage | null;
  /** What the customer says of the answer before: it helped or not; null where they say nothing of it. */
  readonly helped: boolean | null;
  /** What our own systems say of the matter. */
  readonly lookups: readonly LookupAnswer[];
}

/** `moving`: the customer adds something; `waiting`: they say again what we know; `late`: we missed a time we gave. */
export const STANDINGS = ["moving", "waiting", "late"] as const;
export type Standing = (typeof STANDINGS)[number];

/**
 * What people say to whoever answers. `bot`: is this a machine? `language`: answer in another language; `presence`: is
 * anybody there? `noted`: all right.
 */
export const TALKS = ["bot", "language", "wellbeing", "presence", "thanks", "noted"] as const;
export type Talk = (typeof TALKS)[number];

/**
 * How a customer says that it is over. `unneeded`: nobody has to look further; `solved`: it is; `money`: it came back;
 * `goods`: they came.
 */
export type Settling = "unneeded" | "solved" | "money" | "goods";

/** What a customer may take back, and nobody can once it is done. */
export type Wish = "cancellation" | "return";

/** How heat without substance is met, step by step; see `boundary.ts`. */
export const RUNGS = ["acknowledge", "ask", "cool_down"] as const;
export type Rung = (typeof RUNGS)[number];

/** The bot's words for a plan, and what they stand on. */
export interface WrittenReply {
  readonly text: string;
  readonly supports: readonly Support[];
  /** Absent: the composer. */
  readonly writer?: "model" | "composer";
  /** Guards that objected to a wording on the way, each once: a reason to let a person look first. */
  readonly failures?: readonly string[];
  /** How they do by the rules; absent: not judged. */
  readonly checks?: Checks | undefined;
}

/** What a person was called in for that no office tone may follow. */
export const DANGERS = ["crisis", "safety"] as const;
export type Danger = (typeof DANGERS)[number];

/** Sentences sent by code, never by a model: the effects of a transition or of a rule. */
export type Notice =
  /** A person will answer: by `time`, or when the desk opens. */
  | {
      readonly name: "queued";
      readonly reason: string;
      readonly code: string;
      readonly time: string;
      /** Order numbers of this turn exactly as the customer wrote them: each must stand in the notice. */
      readonly orders: readonly string[];
    }
  | {
      readonly name: "queued-closed";
      readonly reason: string;
      readonly code: string;
      readonly opens: string;
      readonly orders: readonly string[];
    }
  /** Waiting in the queue when the desk closed. */
  | { readonly name: "desk-closed"; readonly opens: string }
  /** Back from a person to the bot. */
  | { readonly name: "released" }
  /** The agent went away; somebody else takes it. */
  | { readonly name: "agent-away"; readonly code: string | null }
  /** Status of a ticket by its code. No personal data. */
  | { readonly name: "status"; readonly code: string; readonly status: string; readonly time: string | null }
  | { readonly name: "status-unknown" }
  /** Too many wrong codes this hour. */
  | { readonly name: "status-limited" }
  /** An agent says it is solved: is it? */
  | { readonly name: "confirm-resolved"; readonly code: string }
  | { readonly name: "confirmed"; readonly code: string }
  /** The customer lets it go: shall it be closed? */
  | { readonly name: "ask-to-close"; readonly code: string }
  | { readonly name: "closed-as-wished"; readonly code: string }
  | { readonly name: "kept-open"; readonly code: string }
  | { readonly name: "reopened"; readonly code: string; readonly time: string }
  | { readonly name: "promise-missed"; readonly code: string; readonly time: string }
  /** The same where somebody's life or safety is at stake: no apology of an office, and the way to help again. */
  | { readonly name: "still-with-you"; readonly danger: Danger; readonly time: string }
  | { readonly name: "held-for-review"; readonly code: string; readonly time: string }
  /** Goes out as the operator's template; these words stand in the thread. */
  | { readonly name: "asked-to-reopen" }
  | { readonly name: "flood" }
  /** Only voice, pictures or files came, and nothing here can look at them. */
  | { readonly name: "attachment-received" }
  /** Neither the model nor the offline engine could answer. */
  | { readonly name: "acknowledged" };

export type NoticeName = Notice["name"];
