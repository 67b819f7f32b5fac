import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import { audit } from "../db/audit.ts";
import type { Database } from "../db/connect.ts";
import { agents, credentials, sessions, twoFactors, verifications } from "../db/schema/agents.ts";
import type { Clock } from "../ports/clock.ts";
import { challengedAgent } from "./auth-challenge.ts";
import { CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from "./auth-headers.ts";
import { endWaitingSignIns } from "./sessions.ts";

const MIN_PASSWORD = 10;

export interface AuthOptions {
  readonly clock: Clock;
  readonly secret: string;
  readonly secureCookies: boolean;
}

/** The sign-in library as the desk uses it: closed sign-up, one password each, and a second factor for those who set one up. */
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

/** Is this how the library refuses a request? */
export { isAPIError };
