import type { HearingFailure } from "../../ports/hearing.ts";
import type { MindFailure } from "../../ports/mind.ts";

/** Answers of an endpoint that does not do this at all. */
const ABSENT: ReadonlySet<number> = new Set([404, 405, 501]);
/** Answers to a file it cannot read, or to a kind it does not take: which of the two, its record tells. */
const REJECTS: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** Why a recording or a picture was not made into words. */
export function hearingFailureOf({ why, detail, status = 0 }: MindFailure): HearingFailure {
  if (why === "refused") return { why, detail };
  if (ABSENT.has(status)) return { why: "cannot", detail };
  if (REJECTS.has(status)) return { why: "rejected", detail };
  if (why === "off_schema" || why === "truncated" || why === "breaker_open") return { why: "unreadable", detail };
  return { why, detail };
}
