import type { Grounds } from "./grounds.ts";
import type { HandOffReason, OwnershipEvent } from "./ownership.ts";
import type { Playbooks } from "./playbook.ts";
import type { Category, Fact, FactKind, GraveFlag, Reading, ReplyLanguage } from "./reading.ts";
import type { Notice, ReplyPlan, Settling, Talk, Wish } from "./reply.ts";
import type { Settings } from "./settings.ts";
import type { ClosedAs, Priority, TicketDraft, TicketStatus } from "./ticket.ts";

/** All a decision may look at. Nothing in it is fetched later. */
export interface Situation {
  readonly now: Date;
  readonly settings: Settings;
  readonly owner: {
    readonly state: "bot" | "bot_review" | "queued" | "human" | "human_idle";
    readonly agentId: string | null;
    readonly botHelps: boolean;
    readonly promisedAt: Date | null;
  };
  readonly reading: Reading;
  /** The gravest thing they wrote before in this episode, in their words; null: nothing grave. */
  readonly graveBefore: { readonly flag: GraveFlag; readonly summary: string } | null;
  /** What the answer may stand on. */
  readonly grounds: Grounds;
  readonly language: ReplyLanguage;
  /** The answer that waits for review, if one does: what it was to say, and how strictly it is looked at. */
  readonly held: {
    readonly plan: ReplyPlan;
    readonly lane: "veto" | "approve";
    readonly minutes: number;
    readonly reasons: readonly string[];
  } | null;
  /** The ticket of this episode, if one is open. */
  readonly ticket: {
    readonly code: string;
    readonly status: TicketStatus;
    readonly category: Category;
    readonly priority: Priority;
    readonly summary: string;
  } | null;
  /** The promise that runs here, if any: not made twice. */
  readonly nextWordBy: Date | null;
  /** Was the last time we gave here missed? */
  readonly overdue: boolean;
  /** A code for the ticket this decision may open. */
  readonly freshCode: string;
  /** Tracking codes in the turn, looked up. */
  readonly codes: readonly CodeAsked[];
  /** Wrong codes this identity sent within the hour before this turn. */
  readonly wrongCodes: number;
  readonly answers: {
    readonly yes: boolean;
    readonly no: boolean;
    readonly smalltalk: boolean;
    /** Nothing is said but that news are awaited. */
    readonly news: boolean;
    /** It belongs to what is open: news, a correction, a change of mind. */
    readonly sameMatter: boolean;
    /** Unasked, that this case is over, and how. */
    readonly settled: Settling | null;
    /** The wish of theirs that they take back. */
    readonly withdrawn: Wish | null;
    /** It no longer matters to them; nothing is said of its being solved. */
    readonly letsGo: boolean;
    /** They only ask how their own case stands, under which code, or who has it. */
    readonly ownCase: boolean;
    /** Something is asked. */
    readonly asks: boolean;
    /** Nothing is said but this. */
    readonly talk: Talk | null;
    /** Nothing is there but a question mark. */
    readonly wordless: boolean;
  };
  /** Nothing but voice, pictures or files, and nobody here could hear or see what is in them. */
  readonly onlyAttachments: boolean;
  /** Beside the words there is a file that nobody here could hear or see. */
  readonly unheard: boolean;
  /** We asked whether a fact is right, and the customer said no without a better one. */
  readonly denied: FactKind | null;
  readonly introduced: boolean;
  readonly hotTurns: number;
  readonly failedAnswers: number;
  readonly mutedUntil: Date | null;
  /** The end of the closed period the customer was told about. */
  readonly closedNoticeFor: Date | null;
  /** Did the last reply offer a person? */
  readonly personOffered: boolean;
  /** Did the last reply answer, and ask whether that helped? */
  readonly helpAsked: boolean;
  /** Did it ask whether the case shall be closed? */
  readonly closeAsked: boolean;
  /** Kinds of facts we have asked for in this episode: what was not answered is not asked again. */
  readonly asked: readonly string[];
  readonly knownFacts: readonly Fact[];
  /** How often in a row the customer has sent exactly this text. */
  readonly repeats: number;
  readonly turnsThisHour: number;
  /** The last person who spoke here. */
  readonly lastAgentId: string | null;
  readonly playbooks: Playbooks;
}

export interface CodeAsked {
  readonly code: string;
  readonly alone: boolean;
  readonly valid: boolean;
  readonly ticket: { readonly status: TicketStatus; readonly nextWordBy: Date | null } | null;
}

export type DecisionKind = "answer" | "ask" | "hand_off" | "boundary" | "hold" | "status" | "none";

/** What is to be done, as plain data; one interpreter executes it in one transaction. */
export type Effect =
  | { readonly kind: "open_ticket"; readonly code: string; readonly draft: TicketDraft }
  /** What it is about was not known when it was opened, and now is. */
  | { readonly kind: "name_ticket"; readonly draft: TicketDraft }
  /** A danger came up in an open case. What made it more urgent before stays. */
  | { readonly kind: "raise_ticket"; readonly priority: Priority }
  | { readonly kind: "set_ticket_status"; readonly status: TicketStatus; readonly closedAs?: ClosedAs }
  /** `notice` is what the customer is told if the move is made. */
  | {
      readonly kind: "change_owner";
      readonly event: OwnershipEvent;
      readonly notice: Notice | null;
      readonly promisedAt: Date | null;
    }
  | { readonly kind: "reply"; readonly plan: ReplyPlan }
  /** The reply waits for a person; the customer is told by when it comes. */
  | {
      readonly kind: "hold";
      readonly plan: ReplyPlan;
      readonly lane: "veto" | "approve";
      readonly reasons: readonly string[];
      readonly reason: HandOffReason;
      readonly releaseAt: Date | null;
      readonly answerBy: Date;
    }
  | { readonly kind: "notify"; readonly notice: Notice }
  | { readonly kind: "promise"; readonly dueAt: Date }
  | { readonly kind: "start_owner_clock"; readonly dueAt: Date }
  | { readonly kind: "count_wrong_codes"; readonly wrong: number }
  | { readonly kind: "remember_mood"; readonly hotTurns: number; readonly failedAnswers: number }
  | { readonly kind: "mute"; readonly until: Date }
  | { readonly kind: "remember_closed_notice"; readonly until: Date };

export interface Decision {
  readonly kind: DecisionKind;
  /** The rule that fired. */
  readonly rule: string;
  /** Why, as short words for the reader of the turn. */
  readonly reasons: readonly string[];
  readonly effects: readonly Effect[];
}
