import type { Settings } from "../core/settings.ts";
import type { Sql } from "../db/connect.ts";
import type { Judge } from "../desk/judged.ts";
import type { Speech } from "../desk/speech.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs } from "../ports/jobs.ts";

export interface SweepDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly speech: Speech;
  /** Marks what the clock lets go out; absent: nothing is marked. */
  readonly judge?: Judge;
  readonly jobs: Pick<Jobs, "wake">;
  readonly publish: (conversationId: number) => void;
}

/** One sweep's view of time and rules. */
export interface Sweep extends SweepDeps {
  readonly now: Date;
  readonly settings: Settings;
}
