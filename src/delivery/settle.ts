import { afterCrash, backoffMs } from "../core/delivery.ts";
import type { Sql } from "../db/connect.ts";
import type { RefusalReason, SendOutcome } from "../ports/channel.ts";
import { ANYBODY, type ClaimedPart, type Sender } from "./claim.ts";

/** Past this age a message is no answer any more. */
const OLDEST_RETRY_MS = 24 * 3_600_000;

/**
 * Writes down how a send ended. Others may have taken its process for dead meanwhile: what it knows for certain, that the
 * part was taken or refused, counts all the same, until somebody has begun it anew. From then on the part is theirs.
 * @param crowded  the platform let nothing more into this chat: what comes behind the part meanwhile joins it
 * @returns whether the message has failed for good, also where that was written before and only the answer was lost
 */
export async function settlePart(
  sql: Sql,
  part: ClaimedPart,
  outcome: SendOutcome,
  now: Date,
  crowded = false,
): Promise<boolean> {
  switch (outcome.kind) {
    case "sent":
      return finish(sql, part, { state: "sent", externalId: outcome.id, now });
    case "refused":
      return finish(sql, part, { state: "failed", failure: outcome.why, why: outcome.detail ?? outcome.why, now });
    case "unknown":
      return finish(sql, part, { state: "unknown", why: outcome.why, now });
    case "retry": {
      if (now.getTime() - part.createdAt.getTime() > OLDEST_RETRY_MS) {
        return finish(sql, part, { state: "failed", why: `given up after a day: ${outcome.why}`, now });
      }
      const waitMs = Math.max(outcome.afterMs, outcome.limited ? 0 : backoffMs(part.attempts));
      await retry(sql, part, new Date(now.getTime() + waitMs), outcome.why, crowded);
      return false;
    }
  }
}

interface Ending {
  readonly state: "sent" | "failed" | "unknown";
  readonly externalId?: string;
  readonly failure?: RefusalReason | null;
  readonly why?: string | null;
  readonly now: Date;
}

/**
 * A message is sent when its last part is; a part that failed takes the later ones with it, and a message that has failed
 * stays so. Messages that a part carries end as it does, under its id. What the platform told of the part before we knew
 * its id counts now.
 */
async function finish(sql: Sql, part: ClaimedPart, ending: Ending): Promise<boolean> {
  const { state, externalId = null, failure = null, why = null, now } = ending;
  const endsMessage = state !== "sent" || part.part === part.parts;
  const [message] = await sql<{ failed: boolean }[]>`
    with ended as (
      update outbox set state = ${state}, external_id = ${externalId}, why = ${why}, lease_until = null, settled_at = ${now}
      where id = ${part.id} and attempts = ${part.attempts}
        and (state = 'sending' or ${state !== "unknown"} and state in ('pending', 'unknown'))
      returning message_id, carries
    ), early as (
      delete from early_statuses s using ended
      where s.account_id = ${part.accountId} and s.external_id = ${externalId}::text
      returning s.status, s.failure
    ), ending as (
      select ended.message_id, ended.carries, coalesce(early.status, ${state}) as state, early.failure
      from ended left join early on true
    ), given_up as (
      update outbox o set state = 'failed', why = 'an earlier part failed', settled_at = ${now}
      from ending where ending.state = 'failed' and o.message_id = ending.message_id
        and o.part > ${part.part} and o.state = 'pending'
    ), shown as (
      update messages m set
        delivery = case
          when m.delivery = 'failed' then m.delivery
          when ending.state = 'sent' and exists (
            select from outbox o where o.message_id = m.id and o.id <> ${part.id} and o.state = 'unknown') then 'unknown'
          else ending.state end,
        failure = coalesce(${failure}::text, ending.failure, m.failure),
        external_id = coalesce(m.external_id, ${externalId})
      from ending
      where m.id = any(ending.carries || case when ${endsMessage} or ending.state = 'failed' then ending.message_id end)
      returning m.id, m.delivery
    )
    select coalesce(shown.delivery, m.delivery) = 'failed' as failed
    from messages m left join shown on shown.id = m.id where m.id = ${part.messageId}`;
  return message?.failed ?? false;
}

async function retry(sql: Sql, part: ClaimedPart, dueAt: Date, why: string, joins = false): Promise<void> {
  await sql`
    with back as (
      update outbox set state = 'pending', due_at = ${dueAt}, why = ${why}, lease_until = null, joins = ${joins}
      where id = ${part.id} and attempts = ${part.attempts} and state = 'sending' returning message_id, carries
    )
    update messages m set delivery = 'pending' from back where m.id = any(back.carries || back.message_id)`;
}

/** The platform told the whole account to wait. */
export async function holdAccount(sql: Sql, accountId: number, until: Date): Promise<void> {
  await sql`
    update channel_accounts set hold_until = greatest(coalesce(hold_until, ${until}), ${until}) where id = ${accountId}`;
}

/**
 * Sends whose process died: they may or may not have arrived. The policy says who is sent again; the rest is shown as
 * `unknown` to the agent. What stands under the asker's own number and is not held by it was never begun: the answer to
 * its claim was lost.
 * @param asker  its own sends are left to it, however long the database was away
 * @returns the conversations concerned
 */
export async function recoverBrokenSends(
  sql: Sql,
  now: Date,
  { worker, holds }: Sender = ANYBODY,
): Promise<readonly number[]> {
  const resend = (["bot", "notice", "status", "agent", "reopening"] as const).filter(
    (speaker) => afterCrash(speaker) === "resend",
  );
  const rows = await sql<{ conversationId: number }[]>`
    with broken as (
      select id, coalesce(lease_owner = ${worker}, false) as unbegun from outbox
      where state = 'sending' and id <> all(${holds as number[]}) and (lease_until <= ${now} or lease_owner = ${worker})
      for no key update skip locked
    ), decided as (
      update outbox o set
        state = case when unbegun or o.speaker = any(${resend as string[]}) then 'pending' else 'unknown' end,
        -- Sent again as it was: some platforms know a part again by its id.
        why = case when unbegun then 'it was not begun' else 'the sending process died' end,
        lease_until = null, due_at = ${now}, joins = false
      from broken where o.id = broken.id
      returning o.message_id, o.carries, o.state
    )
    update messages m set delivery = decided.state from decided
    where m.id = any(decided.carries || decided.message_id)
    returning m.conversation_id`;
  return rows.map((row) => row.conversationId);
}
