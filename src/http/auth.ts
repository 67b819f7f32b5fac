import { createHash, randomBytes, randomUUID } from "node:crypto";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Context } from "hono";
import { audit, DESK, type Trail } from "../db/audit.ts";
import type { Database, Sql, Transaction } from "../db/connect.ts";
import { agents, credentials, sessions, twoFactors, verifications } from "../db/schema/agents.ts";
import type { Clock } from "../ports/clock.ts";
import { type Actor, bearer, type Identify, sameSecret } from "./access.ts";
import { challengedAgent } from "./auth-challenge.ts";
import { endSessionsOf, endWaitingSignIns, touchSession } from "./sessions.ts";

/** The agent behind the service token. */
const SERVICE_AGENT = "api";

/** Set by us, never taken from the caller. */
export const CLIENT_ADDRESS_HEADER = "x-hamdel-client";
export const REQUEST_ID_HEADER = "x-hamdel-request";

export interface AuthOptions {
  readonly clock: Clock;
  readonly secret: string;
  readonly secureCookies: boolean;
}

const MIN_PASSWORD = 10;
const SETUP_HOURS = 48;
const RESET_HOURS = 24;

export type Auth = ReturnType<typeof createAuth>;

/** Sign-in for agents: closed sign-up, one password each, and a second factor for those who set one up. */
export function createAuth({ orm, sql }: Database, { clock, secret, secureCookies }: AuthOptions) {
  return betterAuth({
    appName: "Hamdel",
    secret,
    basePath: "/api/auth",
    trustedOrigins: (request) => ownOrigins(request),
    database: drizzleAdapter(orm, {
      provider: "pg",
      schema: {
        user: agents,
        session: sessions,
        account: credentials,
        verification: verifications,
        twoFactor: twoFactors,
      },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: async ({ user }, request) => {
        await endWaitingSignIns(sql, user.id);
        const address = request?.headers.get(CLIENT_ADDRESS_HEADER) ?? null;
        const requestId = request?.headers.get(REQUEST_ID_HEADER) ?? null;
        await audit(sql, { at: clock.now(), actor: user.id, address, requestId }, { action: "password.reset" });
      },
    },
    // A session ends a week after its sign-in, however much it is used: so long is a stolen cookie good at the most.
    session: { disableSessionRefresh: true },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const [agent] = await sql<{ left: boolean }[]>`
              select deactivated_at is not null as left from agents where id = ${userId}`;
            return agent?.left ? false : undefined;
          },
        },
      },
    },
    // Tries are counted by the routes, over all processes, passwords and codes together; a device is never trusted.
    plugins: [twoFactor({ accountLockout: { enabled: false } }), challengedAgent()],
    verification: { storeIdentifier: "hashed" },
    user: {
      additionalFields: {
        role: { type: "string", required: false, input: false },
        deactivatedAt: { type: "date", required: false, input: false },
      },
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: { "/sign-in/email": false, "/change-password": false, "/two-factor/*": false },
    },
    advanced: {
      cookiePrefix: "hamdel",
      useSecureCookies: secureCookies,
      // Said outright: left out, a variable named TEST in the environment would switch the check off.
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    logger: { disabled: true },
    // Otherwise what breaks is printed with the statement's values, and answered as if nothing could be done.
    onAPIError: { throw: true },
    telemetry: { enabled: false },
  });
}

/** A page of ours has the host the request went to: a browser lets no other site say so. */
function ownOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}

/**
 * What the sign-in library answers, refusals included.
 * @throws what broke: of a failed query its cause alone, without the statement's values
 */
export async function askAuth(auth: Auth, request: Request): Promise<Response> {
  try {
    return await auth.handler(request);
  } catch (error) {
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
    const found = await auth.api.getSession({ headers: c.req.raw.headers });
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
  const hash = await (await auth.$context).password.hash(password);
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
  await (await auth.$context).internalAdapter.createVerificationValue({
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
