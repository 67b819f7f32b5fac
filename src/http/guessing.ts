import type { Context } from "hono";
import { audit } from "../db/audit.ts";
import type { Sql } from "../db/connect.ts";
import type { Clock } from "../ports/clock.ts";
import type { HttpEnv } from "./access.ts";
import { countedAddress } from "./client-address.ts";
import { tooManyResponse } from "./errors.ts";
import { trailOf } from "./trail.ts";
import { signInTries } from "./tries.ts";

/** Of whose secret something is a guess, and of which. */
export interface Target {
  readonly email: string;
  /** Null where nobody has that address: it is counted all the same, and answered the same. */
  readonly agentId: string | null;
  readonly with: "password" | "code" | "backup_code";
}

export type Guess = <T extends { readonly wrong: boolean }>(
  c: Context<HttpEnv>,
  target: Target,
  ask: () => Promise<T>,
) => Promise<T | Response>;

/**
 * Counts what may be a guess, by account and by address, before it is asked about; a right answer gives its try back.
 * Where there is no room nothing is asked, and the answer is a 429: also for the right password. Passwords and codes of
 * an account share one count. What is wrong is written to the audit log; what is refused unheard is not, or whoever goes
 * on would fill it.
 */
export function guessing(sql: Sql, clock: Clock): Guess {
  const tries = signInTries(sql, clock);
  return async (c, { email, agentId, with: kind }, ask) => {
    const keys = [`address ${countedAddress(c.get("address"))}`, `account ${email.toLowerCase()}`];
    const { seconds, last } = await tries.take(keys);
    if (seconds > 0) return tooManyResponse(c, seconds, "Too many wrong passwords or codes.");
    const asked = await ask().catch(async (error: unknown) => {
      await tries.giveBack(keys);
      throw error;
    });
    if (asked.wrong) {
      const trail = trailOf(c, clock, null);
      await audit(sql, trail, { action: "sign_in.failed", subject: agentId, detail: { with: kind } });
      if (last) await audit(sql, trail, { action: "sign_in.locked", subject: agentId });
    } else await tries.giveBack(keys);
    return asked;
  };
}
