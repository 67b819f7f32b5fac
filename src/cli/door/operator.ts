import { type Audited, audit, keepsAudit, OPERATOR } from "../../db/audit.ts";
import type { Sql, Transaction } from "../../db/connect.ts";

/**
 * Writes down what somebody at a terminal did, at the database's own time. A database that cannot hold it, older than
 * this program or a copy that may only be read, is left as it is.
 */
export async function auditOperator(sql: Sql | Transaction, done: Audited): Promise<void> {
  if (!(await keepsAudit(sql))) return;
  const [clock] = await sql<{ now: Date }[]>`select now()`;
  if (clock) await audit(sql, { at: clock.now, actor: OPERATOR }, done);
}
