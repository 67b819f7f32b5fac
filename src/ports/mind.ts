import type { Grounds } from "../core/grounds.ts";
import type { Playbook } from "../core/playbook.ts";
import type { Engine, Fact, Language, Reading, ReplyLanguage } from "../core/reading.ts";
import type { Result } from "../core/result.ts";

/** One message of the episode, as the mind sees it. */
export interface SpokenLine {
  readonly author: "customer" | "bot" | "agent" | "system";
  readonly text: string;
}

/** Everything the mind may know of a conversation: the present episode, and nothing of an earlier one. */
export interface MindInput {
  readonly organisation: string;
  readonly defaultLanguage: ReplyLanguage;
  /** Language of the conversation so far, for messages too short to tell by themselves. */
  readonly knownLanguage: Language | null;
  /** In which the customer asked to be answered. */
  readonly wishedLanguage?: ReplyLanguage | null;
  readonly contactName: string | null;
  /** What the customer said since the last turn, oldest first. Never empty. */
  readonly said: readonly {
    readonly text: string;
    readonly attachments: readonly string[];
    readonly quoted: string | null;
  }[];
  /** The episode before that, oldest first. */
  readonly history: readonly SpokenLine[];
  readonly facts: readonly Fact[];
  readonly ticket: { readonly code: string; readonly status: string; readonly category: string } | null;
  /** What a reply may state besides what the customer said. */
  readonly grounds: Grounds;
  /** How the matter is handled that it seems to be; absent until a first reading has told the category. */
  readonly playbook?: Playbook | undefined;
}

/** A text written by a model for the customer. `{code}` and `{time}` in it stand for the code and the promised time. */
export interface Draft {
  readonly text: string;
  readonly claims: readonly { readonly quote: string; readonly source: string }[];
}

export interface Tokens {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

export interface MindAnswer {
  readonly reading: Reading;
  /** Null where the engine reads only: the composer then writes. */
  readonly draft: Draft | null;
  readonly tokens: Tokens;
}

export interface MindFailure {
  readonly why: "deadline" | "unreachable" | "rate_limited" | "refused" | "truncated" | "off_schema" | "breaker_open";
  readonly detail: string;
  /** Of the endpoint's HTTP answer, where it refused. */
  readonly status?: number;
}

/** One engine. It never throws for a failing endpoint: that is a value. */
export interface Mind {
  readonly engine: Engine;
  /**
   * Reads all of one turn and, where it can, drafts the reply.
   * @param withinMs  what is left of the time in which it is to answer; absent: all of it
   */
  respond(input: MindInput, signal: AbortSignal, withinMs?: number): Promise<Result<MindAnswer, MindFailure>>;
}
