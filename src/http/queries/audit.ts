import type { AuditAction } from "../../db/audit.ts";
import type { Sql } from "../../db/connect.ts";

export interface AuditRow {
  readonly id: number;
  readonly at: Date;
  readonly actor: string | null;
  readonly actorName: string | null;
  readonly action: AuditAction;
  readonly subject: string | null;
  readonly subjectName: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly address: string | null;
  readonly requestId: string | null;
}

export interface AuditFilter {
  /** An action, or the first word of several: `sign_in` is `sign_in.ok` and `sign_in.failed`. */
  readonly action?: string | undefined;
  /** Who did it or to whom it was done. */
  readonly agent?: string | undefined;
  readonly limit: number;
  /** The id of the last row of the page before. */
  readonly before?: number | undefined;
}

/** Newest first, one row more than asked for where there is a next page. Names are those of today. */
export async function listAudit(sql: Sql, { action, agent, limit, before }: AuditFilter): Promise<readonly AuditRow[]> {
  return sql<AuditRow[]>`
    select l.*, a.name as actor_name, s.name as subject_name
    from audit_log l left join agents a on a.id = l.actor left join agents s on s.id = l.subject
    where true
      ${action === undefined ? sql`` : sql`and (l.action = ${action} or starts_with(l.action, ${`${action}.`}))`}
      ${agent === undefined ? sql`` : sql`and (l.actor = ${agent} or l.subject = ${agent})`}
      ${before === undefined ? sql`` : sql`and l.id < ${before}`}
    order by l.id desc limit ${limit + 1}`;
}
