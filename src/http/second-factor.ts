import { foldDigits } from "../core/tracking-code.ts";
import type { Sql, Transaction } from "../db/connect.ts";
import { hashToken } from "./auth.ts";

/** Longer than a code is taken: its own half minute and the one before and after it. */
const REMEMBERED_MS = 5 * 60_000;

/** A code as people type it: in any digits, with a space in its middle. @returns null where it is no six digits */
export function readTotp(typed: string): string | null {
  const digits = foldDigits(typed).replace(/[\s\u200c\u200e\u200f-]/g, "");
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** A backup code as people type it, without what stands around it. */
export const readBackupCode = (typed: string): string => typed.replace(/[\s\u200c\u200e\u200f]/g, "").slice(0, 40);

/**
 * Uses a code up, before it is known to be right: of two who send it at once, one is heard. The library that checks codes
 * takes the same one as often as it comes (RFC 6238, 5.2, forbids it).
 * @returns false where the agent's code was used before
 */
export async function spendCode(sql: Sql, agentId: string, code: string, now: Date): Promise<boolean> {
  const past = new Date(now.getTime() - REMEMBERED_MS);
  await sql`delete from used_codes where agent_id = ${agentId} and used_at <= ${past}`;
  const spent = await sql`
    insert into used_codes (agent_id, code_hash, used_at) values (${agentId}, ${hashToken(code)}, ${now})
    on conflict do nothing returning agent_id`;
  return spent.length > 0;
}

/** Takes the second factor from an agent who lost it. @returns false where there was none */
export async function resetSecondFactor(sql: Sql | Transaction, agentId: string): Promise<boolean> {
  const reset = await sql`
    with gone as (delete from two_factors where user_id = ${agentId} returning 1)
    update agents set two_factor_enabled = false, updated_at = now()
    where id = ${agentId} and (two_factor_enabled or exists (select from gone)) returning id`;
  return reset.length > 0;
}
