import type { Context } from "hono";
import type { Trail } from "../db/audit.ts";
import type { Clock } from "../ports/clock.ts";
import type { HttpEnv } from "./access.ts";

/** By whom a request is, for the audit log. @param actor  where the request itself proves who acts, as a sign-in does */
export function trailOf(c: Context<HttpEnv>, clock: Clock, actor: string | null = c.get("actor")?.agentId): Trail {
  return { at: clock.now(), actor: actor ?? null, address: c.get("address"), requestId: c.get("requestId") };
}
