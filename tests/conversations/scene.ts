import type { Grounds } from "../../src/core/grounds.ts";
import type { ReplyLanguage } from "../../src/core/reading.ts";

/** A clock time of the scene's own place, as "23:40"; a day later is written "+1 09:10". */
export type SceneTime = `${number}:${number}` | `+${number} ${number}:${number}`;

/** One thing that happens, in the order of the clock. */
export type Line =
  /** `{code}` in what is said is the tracking code the customer was given. `knows` is what is found for the answer. */
  | { readonly at: SceneTime; readonly says: string; readonly knows?: Partial<Grounds> }
  | { readonly at: SceneTime; readonly presses: "confirm:yes" | "confirm:no" }
  | { readonly at: SceneTime; readonly agent: string; readonly says: string }
  | { readonly at: SceneTime; readonly agent: string; readonly does: "take" | "release" | "resolve" }
  /** Nothing is said; what happens by the clock alone does. */
  | { readonly at: SceneTime; readonly passes: true };

/** A whole conversation, from the customer's side. */
export interface Scene {
  readonly title: string;
  /** What to look at. */
  readonly look: string;
  readonly name: string;
  /** The day on which it begins, as `2026-11-22`. */
  readonly day: string;
  readonly channel?: "sms";
  readonly lines: readonly Line[];
}

/** The desk of one language, and who writes to it. */
export interface Place {
  readonly language: ReplyLanguage;
  readonly heading: string;
  readonly organisation: string;
  readonly zone: string;
  /** Minutes ahead of UTC: these places had no clock change in those weeks. */
  readonly offset: number;
  readonly scenes: readonly Scene[];
}
