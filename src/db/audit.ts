import { json, type Sql, type Transaction } from "./connect.ts";

/** What is written down, in the order of an account's life; `db/schema/audit.ts` says of what a row is made. */
export const AUDIT_ACTIONS = [
  "sign_in.ok",
  "sign_in.failed",
  "sign_in.locked",
  "sign_out",
  "two_factor.on",
  "two_factor.off",
  "two_factor.reset",
  "two_factor.codes",
  "password.changed",
  "password.link",
  "password.reset",
  "sessions.ended",
  "invitation.made",
  "agent.added",
  "agent.renamed",
  "agent.role",
  "agent.deactivated",
  "agent.activated",
  "contact.vip",
  "settings.changed",
  "channel.added",
  "channel.changed",
  "article.added",
  "article.changed",
  "article.deleted",
  "article.imported",
  "gap.dismissed",
  "backup.written",
  "backup.restored",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who acts when nobody is signed in: somebody at a terminal, or the program by its settings. */
export const OPERATOR = "operator";
export const DESK = "desk";

/** By whom, when and from where. */
export interface Trail {
  readonly at: Date;
  /** An agent's id, {@link OPERATOR} or {@link DESK}; null: nobody was signed in. */
  readonly actor: string | null;
  readonly address?: string | null;
  readonly requestId?: string | null;
}

export interface Audited {
  readonly action: AuditAction;
  /** What it was done to, where that is not the actor. */
  readonly subject?: string | null;
  /** Names and figures that say what changed: never a secret, never a customer's words. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Writes one row of the audit log: in the transaction of what it records, so that neither is there without the other.
 * Nothing is ever pruned: the log is small beside one day's messages, and the row somebody looks for is an old one.
 */
export async function audit(sql: Sql | Transaction, trail: Trail, { action, subject, detail }: Audited): Promise<void> {
  await sql`
    insert into audit_log (at, actor, action, subject, detail, address, request_id)
    values (${trail.at}, ${trail.actor}, ${action}, ${subject ?? null}, ${json(detail ?? {})}::jsonb,
      ${trail.address ?? null}, ${trail.requestId ?? null})`;
}

/** Whether a row can be written: a command may run beside a database older than itself, or on one that is read only. */
export async function keepsAudit(sql: Sql | Transaction): Promise<boolean> {
  const [row] = await sql<{ keeps: boolean }[]>`
    select to_regclass('public.audit_log') is not null and not pg_is_in_recovery() as keeps`;
  return row?.keeps ?? false;
}
