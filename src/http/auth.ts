import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Context } from "hono";
import { audit, DESK, type Trail } from "../db/audit.ts";
import type { Database, Sql, Transaction } from "../db/connect.ts";
import type { Clock } from "../ports/clock.ts";
import { type Actor, bearer, type Identify, sameSecret } from "./access.ts";
import type { AuthOptions, createAuth } from "./auth-library.ts";
import { endSessionsOf, endWaitingSignIns, touchSession } from "./sessions.ts";

/** The agent behind the service token. */
const SERVICE_AGENT = "api";

const SETUP_HOURS = 48;
const RESET_HOURS = 24;

/** Sign-in for agents. The library behind it is large: it is loaded when the first agent comes, not when the desk starts. */
export type Auth = () => Promise<ReturnType<typeof createAuth>>;

/** Nothing is asked of the database before somebody signs in or shows a session. */
export function openAuth(database: Database, options: AuthOptions): Auth {
  let opened: ReturnType<Auth> | undefined;
  return () => {
    opened ??= import("./auth-library.ts")
      .then((library) => library.createAuth(database, options))
      .catch((cause: unknown) => {
        // Whoever comes next tries again.
        opened = undefined;
        throw cause;
      });
    return opened;
  };
}

/**
 * What the sign-in library answers, refusals included.
 * @throws what broke: of a failed query its cause alone, without the statement's values
 */
export async function askAuth(auth: Auth, request: Request): Promise<Response> {
  const { handler } = await auth();
  try {
    return await handler(request);
  } catch (error) {
    const { isAPIError } = await import("./auth-library.ts");
    if (isAPIError(error))
      return Response.json(error.body ?? null, { status: error.statusCode, headers: error.headers });
    throw error instanceof Error && error.cause ? error.cause : error;
  }
}

/** Who is calling: the service token first, then the session cookie. */
export function identifier(auth: Auth, apiToken: string | null, { sql, clock }: { sql: Sql; clock: Clock }): Identify {
  return async (c: Context): Promise<Actor | null> => {
    const token = bearer(c);
    if (token !== null) {
      const genuine = apiToken !== null && sameSecret(token, apiToken);
      return genuine ? { agentId: SERVICE_AGENT, role: "admin", service: true, sessionId: null } : null;
    }
    const { api } = await auth();
    const found = await api.getSession({ headers: c.req.raw.headers });
    if (!found || found.user.deactivatedAt) return null;
    const { session, user } = found;
    await touchSession(sql, session, clock.now());
    return { agentId: user.id, role: user.role === "admin" ? "admin" : "agent", service: false, sessionId: session.id };
  };
}

export type Role = "admin" | "agent";

export interface NewAgent {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Makes an agent who can sign in. @throws a unique violation where the e-mail address is taken */
export async function createAgent(
  auth: Auth,
  sql: Sql | Transaction,
  { name, email, password }: NewAgent,
  role: Role,
): Promise<string> {
  const id = randomUUID();
  const { password: passwords } = await (await auth()).$context;
  const hash = await passwords.hash(password);
  await sql`
    with agent as (
      insert into agents (id, name, email, email_verified, role)
      values (${id}, ${name}, ${email.toLowerCase()}, true, ${role}) returning id
    )
    insert into credentials (id, account_id, provider_id, user_id, password)
    select ${randomUUID()}, id, 'credential', id, ${hash} from agent`;
  return id;
}

/** Makes the admin named by the environment, or changes nothing where that address exists. */
export async function ensureAdmin(auth: Auth, sql: Sql, admin: Omit<NewAgent, "name">, now: Date): Promise<void> {
  const [known] = await sql`select id from agents where email = ${admin.email.toLowerCase()}`;
  if (known) return;
  await sql.begin(async (tx) => {
    const id = await createAgent(auth, tx, { ...admin, name: admin.email.split("@")[0] ?? admin.email }, "admin");
    await audit(tx, { at: now, actor: DESK }, { action: "agent.added", subject: id, detail: { role: "admin" } });
  });
}

/** @returns the first admin's set-up token, or null where somebody can sign in already. An older one ends. */
export async function makeFirstLink(sql: Sql, now: Date): Promise<string | null> {
  const [someone] = await sql`select 1 from credentials limit 1`;
  if (someone) return null;
  await sql`delete from setup_links where used_at is null`;
  return makeLink(sql, "admin", now);
}

/** @returns the token of a new one-time link, good for two days */
export async function makeLink(sql: Sql | Transaction, role: Role, now: Date): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await sql`
    insert into setup_links (token_hash, role, expires_at)
    values (${hashToken(token)}, ${role}, ${new Date(now.getTime() + SETUP_HOURS * 3_600_000)})`;
  return token;
}

/** Uses a link up and makes its agent, or neither. @returns null for a link that is unknown, used or expired */
export async function useLink(
  auth: Auth,
  sql: Sql,
  token: string,
  agent: NewAgent,
  trail: Omit<Trail, "actor">,
): Promise<string | null> {
  return sql.begin(async (tx) => {
    const [link] = await tx<{ role: Role }[]>`
      update setup_links set used_at = ${trail.at}
      where token_hash = ${hashToken(token)} and used_at is null and expires_at > ${trail.at} returning role`;
    if (!link) return null;
    const id = await createAgent(auth, tx, agent, link.role);
    await audit(tx, { ...trail, actor: id }, { action: "agent.added", subject: id, detail: { role: link.role } });
    return id;
  });
}

/**
 * Makes a one-time token with which an agent sets a new password at `POST /api/auth/reset-password`. Older ones end.
 * @returns null where nobody signs in with that address
 */
export async function makeResetToken(auth: Auth, sql: Sql, email: string, now: Date): Promise<string | null> {
  const agentId = await findAgent(sql, email);
  if (agentId === null) return null;
  const token = randomBytes(24).toString("base64url");
  await endWaitingSignIns(sql, agentId);
  const { internalAdapter } = await (await auth()).$context;
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: agentId,
    expiresAt: new Date(now.getTime() + RESET_HOURS * 3_600_000),
  });
  return token;
}

/** Signs an agent out everywhere. @returns how many sessions ended; null where nobody signs in with that address */
export async function endSessions(sql: Sql | Transaction, email: string): Promise<number | null> {
  const agentId = await findAgent(sql, email);
  return agentId === null ? null : endSessionsOf(sql, agentId);
}

/** @returns the id of the agent who signs in with that address, or null */
export async function findAgent(sql: Sql | Transaction, email: string): Promise<string | null> {
  const [agent] = await sql<{ id: string }[]>`
    select id from agents where email = ${email.toLowerCase()} and deactivated_at is null`;
  return agent?.id ?? null;
}

/** Tokens are kept hashed: a stolen database opens no door. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
