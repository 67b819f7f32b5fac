import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint, getSessionFromCtx } from "better-auth/api";

/** The cookie with which the second factor's plugin remembers that the password was right. */
const CHALLENGE_COOKIE = "two_factor";

export interface Challenged {
  readonly agentId: string;
  readonly email: string;
  /** False: a password was right and the code is still to come. */
  readonly signedIn: boolean;
  readonly hasSecondFactor: boolean;
}

/**
 * Says whose code a request carries, by the same cookies in the same order as the second factor's own plugin: what is
 * counted is then always the account that is opened. Not reachable from outside.
 */
export function challengedAgent() {
  return {
    id: "challenged-agent",
    endpoints: {
      challengedAgent: createAuthEndpoint.serverOnly(
        { method: "POST", requireHeaders: true },
        async (ctx): Promise<Challenged | null> => {
          const session = await getSessionFromCtx(ctx, { disableRefresh: true });
          if (session) return challenged(session.user, true);
          const cookie = ctx.context.createAuthCookie(CHALLENGE_COOKIE);
          const challenge = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
          const found = challenge ? await ctx.context.internalAdapter.findVerificationValue(challenge) : null;
          const user = found ? await ctx.context.internalAdapter.findUserById(found.value) : null;
          return user && challenged(user, false);
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

function challenged(user: { readonly id: string; readonly email: string }, signedIn: boolean): Challenged {
  const { twoFactorEnabled } = user as { readonly twoFactorEnabled?: unknown };
  return { agentId: user.id, email: user.email, signedIn, hasSecondFactor: twoFactorEnabled === true };
}
