import type { Heard, Medium } from "../core/heard.ts";
import type { ReplyLanguage } from "../core/reading.ts";
import type { Result } from "../core/result.ts";

/** A file to listen to or to look at. */
export interface Media {
  readonly medium: Medium;
  /** By its content. */
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** What is known of the speaker, and the language of a description; null: not known. */
  readonly language: ReplyLanguage | null;
}

/**
 * `off`: nothing is set up for it. `cannot`: the endpoint does not do this, and is not asked again for a while.
 * `resting`: it failed too often. `rejected`: it does not take this file. `unreadable`: nothing is to be made out in it.
 */
export interface HearingFailure {
  readonly why:
    | "off"
    | "cannot"
    | "resting"
    | "rejected"
    | "unreadable"
    | "deadline"
    | "unreachable"
    | "rate_limited"
    | "refused";
  /** For the operator: never words of the customer or of the endpoint. */
  readonly detail: string;
}

/** Hears voice notes, sees pictures and documents. Every implementation passes `tests/contract/hearing.ts`. */
export interface Hearing {
  /** Is it worth fetching such a file now? */
  readonly hears: (medium: Medium) => boolean;
  /** Never throws for a failing endpoint; ends soon after the signal aborts. */
  hear(media: Media, signal: AbortSignal): Promise<Result<Heard, HearingFailure>>;
}
