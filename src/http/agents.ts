import { audit, type Trail } from "../db/audit.ts";
import type { Sql, Transaction } from "../db/connect.ts";
import type { Role } from "./auth.ts";
import { endSessionsOf } from "./sessions.ts";

/** An agent who acts through the service token and cannot sign in; made at the first act. An existing agent is kept. */
export async function ensureServiceAgent(sql: Sql, id: string): Promise<void> {
  await sql`insert into agents (id, name, service) values (${id}, ${id}, true) on conflict (id) do nothing`;
}

export interface TeamMember {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly service: boolean;
  /** False: they have left, and cannot sign in. */
  readonly active: boolean;
  readonly email: string | null;
  readonly twoFactor: boolean;
  /** How many are open. */
  readonly sessions: number;
}

export async function listAgents(sql: Sql, now: Date): Promise<readonly TeamMember[]> {
  return sql<TeamMember[]>`
    select a.id, a.name, a.role, a.service, a.deactivated_at is null as active, a.email,
      a.two_factor_enabled as two_factor,
      (select count(*)::int from sessions s where s.user_id = a.id and s.expires_at > ${now}) as sessions
    from agents a order by a.service, a.deactivated_at is not null, a.name, a.id`;
}

export async function getAgent(sql: Sql, id: string) {
  const [agent] = await sql<{ id: string; name: string; email: string | null; role: string; twoFactor: boolean }[]>`
    select id, name, email, role, two_factor_enabled as two_factor from agents where id = ${id}`;
  return agent ?? null;
}

/** Gives an agent the name by which others see them. @returns false where nobody who signs in has that id */
export async function renameAgent(sql: Sql, id: string, name: string, trail: Trail): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [agent] = await tx<{ name: string }[]>`select name from agents where id = ${id} and not service for update`;
    if (!agent) return false;
    if (agent.name === name) return true;
    await tx`update agents set name = ${name}, updated_at = ${trail.at} where id = ${id}`;
    await audit(tx, trail, { action: "agent.renamed", detail: { oldName: agent.name, newName: name } });
    return true;
  });
}

export interface AgentChange {
  readonly role?: Role | undefined;
  readonly active?: boolean | undefined;
}

/**
 * Gives an agent another role, lets them leave or come back. Who leaves is signed out everywhere.
 * @returns why it was not done: nobody who signs in has that id, or the desk would be left without an admin
 */
export async function changeAgent(
  sql: Sql,
  id: string,
  { role, active }: AgentChange,
  trail: Trail,
): Promise<"done" | "unknown" | "last_admin"> {
  return sql.begin(async (tx) => {
    // All admins are locked: two of them cannot each take the other's place at one moment.
    const admins = await tx<{ id: string }[]>`
      select id from agents where role = 'admin' and deactivated_at is null and not service order by id for update`;
    const [agent] = await tx<{ role: Role; active: boolean }[]>`
      select role, deactivated_at is null as active from agents where id = ${id} and not service for update`;
    if (!agent) return "unknown";
    const next = { role: role ?? agent.role, active: active ?? agent.active };
    const stays = next.role === "admin" && next.active;
    if (!stays && admins.length === 1 && admins[0]?.id === id) return "last_admin";
    await tx`
      update agents set role = ${next.role}, updated_at = ${trail.at},
        deactivated_at = ${next.active ? null : trail.at} where id = ${id}`;
    if (next.role !== agent.role) {
      const detail = { from: agent.role, to: next.role };
      await audit(tx, trail, { action: "agent.role", subject: id, detail });
    }
    if (next.active !== agent.active) {
      if (!next.active) await endSessionsOf(tx, id);
      await audit(tx, trail, { action: next.active ? "agent.activated" : "agent.deactivated", subject: id });
    }
    return "done";
  });
}

/** Whether somebody who can sign in has that id. */
export async function isPerson(sql: Sql | Transaction, id: string): Promise<boolean> {
  return (await sql`select 1 from agents where id = ${id} and not service`).length > 0;
}
