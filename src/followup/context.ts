import type { Settings } from "../core/settings.ts";
import type { Sql } from "../db/connect.ts";
import type { Judge } from "../desk/judged.ts";
import type { Speech } from "../desk/speech.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs } from "../ports/jobs.ts";
import type { Failures } from "./failures.ts";

export interface SweepDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly speech: Speech;
  /** Marks what the clock lets go out; absent: nothing is marked. */
  readonly judge?: Judge;
  readonly jobs: Pick<Jobs, "wake">;
  readonly publish: (conversationId: number) => void;
  /** Something failed in a conversation, or, without one, a step as a whole. It is tried again. */
  readonly onError: (error: unknown, conversationId?: number) => void;
}

/** One sweep's view of time and rules. */
export interface Sweep extends SweepDeps {
  readonly now: Date;
  readonly settings: Settings;
  /** Conversations that were passed over when it began: the steps leave them out. */
  readonly passedOver: readonly number[];
  readonly failures: Failures;
}
