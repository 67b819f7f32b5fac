import type { Sql } from "./connect.ts";

/** Any constant: it names "a living worker of this desk" among advisory locks. */
const LOCK = 7_264_336;

export interface WorkerPresence {
  /** No other worker was alive: whatever is leased belongs to the dead. */
  readonly alone: boolean;
  leave(): Promise<void>;
}

/**
 * Shows that this process works on the queues, for as long as its connection lives. The database sees at once when a
 * process is killed, long before a lease would end.
 */
export async function joinWorkers(sql: Sql): Promise<WorkerPresence> {
  const connection = await sql.reserve();
  const [row] = await connection<{ alone: boolean }[]>`select pg_try_advisory_lock(${LOCK}) as alone`;
  const alone = row?.alone ?? false;
  if (alone) await endAllLeases(sql);
  await connection`select pg_advisory_lock_shared(${LOCK})`;
  if (alone) await connection`select pg_advisory_unlock(${LOCK})`;
  return {
    alone,
    async leave() {
      await connection`select pg_advisory_unlock_shared(${LOCK})`;
      connection.release();
    },
  };
}

async function endAllLeases(sql: Sql): Promise<void> {
  await sql`update conversations set lease_until = null where due_at is not null and lease_until is not null`;
  await sql`update outbox set lease_until = created_at where state = 'sending'`;
}
