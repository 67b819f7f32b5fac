import type { Sql, Transaction } from "../db/connect.ts";

export interface Session {
  readonly id: string;
  readonly address: string | null;
  /** The browser's own words, User-Agent. */
  readonly device: string | null;
  readonly createdAt: Date;
  /** To the minute. */
  readonly lastUsedAt: Date;
}

/** An agent's open sessions, the last used first. */
export async function listSessions(sql: Sql, agentId: string, now: Date): Promise<readonly Session[]> {
  return sql<Session[]>`
    select id, nullif(ip_address, '') as address, left(user_agent, 400) as device, created_at, updated_at as last_used_at
    from sessions where user_id = ${agentId} and expires_at > ${now} order by updated_at desc, id`;
}

/** Whether a session is good still. */
export async function isOpen(sql: Sql, id: string, now: Date): Promise<boolean> {
  return (await sql`select 1 from sessions where id = ${id} and expires_at > ${now}`).length > 0;
}

/** Ends one session of the agent, where it is theirs. @returns how many ended */
export async function endSession(sql: Sql | Transaction, agentId: string, id: string): Promise<number> {
  return (await sql`delete from sessions where user_id = ${agentId} and id = ${id}`).count;
}

/**
 * Ends an agent's sessions, and every sign-in that waits for its code.
 * @param except  a session to keep
 * @returns how many ended
 */
export async function endSessionsOf(
  sql: Sql | Transaction,
  agentId: string,
  except: string | null = null,
): Promise<number> {
  await endWaitingSignIns(sql, agentId);
  return (await sql`delete from sessions where user_id = ${agentId} and id is distinct from ${except}`).count;
}

/** Sign-ins that wait for their code, and links to a new password, of one agent. */
export async function endWaitingSignIns(sql: Sql | Transaction, agentId: string): Promise<void> {
  await sql`delete from verifications where value = ${agentId}`;
}

/** Notes that a session was used; at most once a minute, so that looking around writes next to nothing. */
export async function touchSession(sql: Sql, session: { id: string; updatedAt: Date }, now: Date): Promise<void> {
  if (now.getTime() - session.updatedAt.getTime() < 60_000) return;
  await sql`update sessions set updated_at = ${now} where id = ${session.id}`;
}
