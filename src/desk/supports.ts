import type { Support } from "../core/grounds.ts";
import type { Checks } from "../core/rubric.ts";
import { json, type Transaction } from "../db/connect.ts";

interface ReplyRecord {
  readonly supports: readonly Support[];
  /** Absent: not judged. */
  readonly checks?: Checks | undefined;
}

/** Keeps what a reply stands on beside it, and how it does by the rules. */
export async function recordReply(
  tx: Transaction,
  messageId: number,
  { supports, checks }: ReplyRecord,
  now: Date,
): Promise<void> {
  await tx`
    insert into reply_records (message_id, supports, marks, faults, total, created_at)
    values (${messageId}, ${json(supports)}::jsonb, ${checks ? json(checks.marks) : null}::jsonb,
      ${json(checks?.faults ?? [])}::jsonb, ${checks?.total ?? null}, ${now})`;
}
