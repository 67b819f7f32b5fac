import type { Category, FactKind, Heat, ReplyLanguage } from "./reading.ts";

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
  /** By when they hear from us, ISO 8601 UTC; a promise kept on a clock. */
  readonly nextStepBy: string | null;
  /** At most one question, about something nobody has told us. */
  readonly ask: FactKind | null;
  readonly offerPerson: boolean;
}

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
  | { readonly name: "reopened"; readonly code: string; readonly time: string }
  | { readonly name: "promise-missed"; readonly code: string; readonly time: string }
  | { readonly name: "held-for-review"; readonly code: string; readonly time: string }
  /** Goes out as the operator's template; these words stand in the thread. */
  | { readonly name: "asked-to-reopen" }
  | { readonly name: "flood" }
  /** Only voice, pictures or files came, and nothing here can look at them. */
  | { readonly name: "attachment-received" }
  /** Neither the model nor the offline engine could answer. */
  | { readonly name: "acknowledged" };

export type NoticeName = Notice["name"];
