import type { Sql } from "../db/connect.ts";

/** An agent who acts through the service token and cannot sign in; made at the first act. An existing agent is kept. */
export async function ensureServiceAgent(sql: Sql, id: string): Promise<void> {
  await sql`insert into agents (id, name, service) values (${id}, ${id}, true) on conflict (id) do nothing`;
}

export async function listAgents(sql: Sql) {
  return sql<{ id: string; name: string; role: string; service: boolean }[]>`
    select id, name, role, service from agents order by service, name, id`;
}

export async function getAgent(sql: Sql, id: string) {
  const [agent] = await sql<{ id: string; name: string; email: string | null; role: string }[]>`
    select id, name, email, role from agents where id = ${id}`;
  return agent ?? null;
}
