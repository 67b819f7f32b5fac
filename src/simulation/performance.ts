import type { Reading } from "../core/reading.ts";

/** A dialogue as it was played: everything that was said and decided, and how things stood in the end. */
export interface Performance {
  readonly lines: readonly PlayedLine[];
  readonly turns: readonly PlayedTurn[];
  readonly owner: string;
  readonly ticket: {
    readonly code: string;
    readonly category: string;
    readonly status: string;
    readonly priority: string;
  } | null;
  readonly facts: readonly { readonly kind: string; readonly value: string }[];
  readonly promises: readonly { readonly state: string }[];
  /** The desk did not come to rest; what it was waited for. */
  readonly stuck: string | null;
}

export interface PlayedLine {
  readonly author: "customer" | "bot" | "agent" | "system";
  readonly text: string;
  readonly at: string;
  readonly turnId: string | null;
  /** Rules that no reply may break and this one did; of our own words alone. */
  readonly faults: readonly string[];
  /** Points of the reply, of 14; null where it was not judged. */
  readonly total: number | null;
}

export interface PlayedTurn {
  readonly id: string;
  readonly rule: string;
  readonly decision: string;
  readonly reasons: readonly string[];
  readonly reading: Pick<Reading, "category" | "urgency" | "facts">;
  readonly outcome: string;
  readonly engine: string;
}
