import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { audit } from "../../db/audit.ts";
import { changeAgent, isPerson, listAgents } from "../agents.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { agentId as id } from "../schemas.ts";
import { resetSecondFactor } from "../second-factor.ts";
import { endSessionsOf } from "../sessions.ts";
import { trailOf } from "../trail.ts";

const params = z.object({ id });
const change = z
  .strictObject({ role: z.enum(["admin", "agent"]), active: z.boolean() })
  .partial()
  .refine(({ role, active }) => role !== undefined || active !== undefined, "must change something");
const agent = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  service: z.boolean(),
  active: z.boolean(),
  /** Admins alone see these. */
  email: z.string().nullable().optional(),
  twoFactor: z.boolean().optional(),
  sessions: z.number().optional(),
});

/** The agents, and what an admin does about how they sign in. */
export function teamRoutes(api: Api, { sql, clock, allow }: RouteDeps): void {
  const list = { method: "get", path: "/agents" } as const;
  api.openapi(endpoint(allow, "agent", list, z.object({ items: z.array(agent) })), async (c) => {
    const items = await listAgents(sql, clock.now());
    if (c.get("actor").role === "admin") return c.json({ items: [...items] }, 200);
    return c.json({ items: items.map(({ email, twoFactor, sessions, ...known }) => known) }, 200);
  });

  const put = {
    method: "put",
    path: "/agents/{id}",
    summary: "Another role; or leaving, and coming back",
    request: { params, ...jsonBody(change) },
  } as const;
  api.openapi(endpoint(allow, "admin", put, z.object({ id: z.string() })), async (c) => {
    const agentId = c.req.valid("param").id;
    const done = await changeAgent(sql, agentId, c.req.valid("json"), trailOf(c, clock));
    if (done === "done") return c.json({ id: agentId }, 200);
    if (done === "unknown") return unknown(c);
    const hint = "Make somebody else an admin first.";
    return errorResponse(c, { code: "conflict", message: "The desk would have no admin.", hint });
  });

  const out = {
    method: "delete",
    path: "/agents/{id}/sessions",
    summary: "Sign an agent out everywhere",
    request: { params },
  } as const;
  api.openapi(endpoint(allow, "admin", out, z.object({ ended: z.number() })), async (c) => {
    const agentId = c.req.valid("param").id;
    if (!(await isPerson(sql, agentId))) return unknown(c);
    const ended = await sql.begin(async (tx) => {
      const gone = await endSessionsOf(tx, agentId);
      await audit(tx, trailOf(c, clock), { action: "sessions.ended", subject: agentId, detail: { ended: gone } });
      return gone;
    });
    return c.json({ ended }, 200);
  });

  const reset = {
    method: "delete",
    path: "/agents/{id}/two-factor",
    summary: "Take the second factor from an agent who lost it",
    request: { params },
  } as const;
  api.openapi(endpoint(allow, "admin", reset, z.object({ reset: z.boolean() })), async (c) => {
    const agentId = c.req.valid("param").id;
    if (!(await isPerson(sql, agentId))) return unknown(c);
    const done = await sql.begin(async (tx) => {
      const had = await resetSecondFactor(tx, agentId);
      if (had) await audit(tx, trailOf(c, clock), { action: "two_factor.reset", subject: agentId });
      return had;
    });
    return c.json({ reset: done }, 200);
  });
}

function unknown(c: Context): Response {
  const hint = "See GET /api/v1/agents; those who act through the service token do not sign in.";
  return errorResponse(c, { code: "not_found", message: "Nobody who signs in has this id.", hint });
}
