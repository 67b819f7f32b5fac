import type { Heard, Medium } from "../core/heard.ts";
import { err, ok } from "../core/result.ts";
import type { Clock } from "../ports/clock.ts";
import type { Hearing, HearingFailure } from "../ports/hearing.ts";
import { createBreaker } from "./breaker.ts";

/** Nothing is heard: no endpoint, and nothing pretends. */
export const NO_HEARING: Hearing = {
  hears: () => false,
  hear: async () => err({ why: "off", detail: "no endpoint is set up" }),
};

/** How long an endpoint that does not do a thing is believed. */
const CANNOT_MS = 10 * 60_000;
/** So much of a long recording is read. */
const LONGEST = { transcript: 8_000, description: 2_000 } as const;
const UNSEEN = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** These say that the endpoint lives. */
const ANSWERS: ReadonlySet<HearingFailure["why"]> = new Set(["off", "cannot", "rejected", "unreadable", "refused"]);

interface Record {
  readonly breaker: ReturnType<typeof createBreaker>;
  /** It has done this before: what it rejects now is the file's fault. */
  done: boolean;
  cannotUntil: number;
}

/**
 * The same hearing, not asked for what it cannot do and not while it fails. An endpoint that refuses the first file of a
 * kind cannot do that kind; it is tried again after ten minutes.
 */
export function rested(
  hearing: Hearing,
  { clock, onLearnt }: { readonly clock: Clock; readonly onLearnt: (medium: Medium, failure: HearingFailure) => void },
): Hearing {
  const fresh = (): Record => ({ breaker: createBreaker(clock), done: false, cannotUntil: 0 });
  const records: Readonly<{ [M in Medium]: Record }> = { voice: fresh(), picture: fresh(), document: fresh() };
  const now = () => clock.now().getTime();

  return {
    hears(medium) {
      const { breaker, cannotUntil } = records[medium];
      return hearing.hears(medium) && now() >= cannotUntil && breaker.state() !== "open";
    },
    async hear(media, signal) {
      const record = records[media.medium];
      if (now() < record.cannotUntil) return err({ why: "cannot", detail: "it is tried again in some minutes" });
      const end = record.breaker.begin();
      if (end === null) return err({ why: "resting", detail: "it failed too often; it is tried again soon" });
      let alive = false;
      try {
        const heard = await hearing.hear(media, signal);
        alive = heard.ok || ANSWERS.has(heard.error.why);
        if (heard.ok) {
          record.done = true;
          return ok(tidy(heard.value));
        }
        const { why, detail } = heard.error;
        if (why !== "cannot" && (why !== "rejected" || record.done)) return heard;
        record.cannotUntil = now() + CANNOT_MS;
        onLearnt(media.medium, heard.error);
        return err({ why: "cannot", detail });
      } finally {
        end(alive);
      }
    },
  };
}

/** Fit to be kept and shown: nothing unseen in it, and no longer than anybody reads. */
function tidy({ kind, text, doubtful }: Heard): Heard {
  const clean = text.replace(UNSEEN, "").slice(0, LONGEST[kind]).toWellFormed();
  return { kind, text: clean, doubtful: doubtful.filter((word) => clean.includes(word)) };
}
