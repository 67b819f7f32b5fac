import { z } from "@hono/zod-openapi";
import { audit } from "../../db/audit.ts";
import { renameAgent } from "../agents.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { personName } from "../schemas.ts";
import { endSession, endSessionsOf, listSessions } from "../sessions.ts";
import { trailOf } from "../trail.ts";

const session = z.object({
  id: z.string(),
  /** The one that asks. */
  current: z.boolean(),
  address: z.string().nullable(),
  device: z.string().nullable(),
  createdAt: z.string(),
  lastUsedAt: z.string(),
});
const ended = z.object({ ended: z.number() });

/** An agent's own name and sessions. The password and the second factor are beside signing in, at `/api/auth`. */
export function accountRoutes(api: Api, { sql, clock, allow }: RouteDeps): void {
  const body = z.object({ name: personName });
  const rename = {
    method: "patch",
    path: "/me",
    summary: "Your name, as others see it",
    request: jsonBody(body),
  } as const;
  api.openapi(endpoint(allow, "agent", rename, body), async (c) => {
    const { name } = c.req.valid("json");
    if (await renameAgent(sql, c.get("actor").agentId, name, trailOf(c, clock))) return c.json({ name }, 200);
    const hint = "Sign in: the service token acts for many.";
    return errorResponse(c, { code: "forbidden", message: "Only who signs in has a name to change.", hint });
  });

  const list = { method: "get", path: "/me/sessions", summary: "Where you are signed in" } as const;
  api.openapi(endpoint(allow, "agent", list, z.object({ items: z.array(session) })), async (c) => {
    const { agentId, sessionId } = c.get("actor");
    const items = await listSessions(sql, agentId, clock.now());
    return c.json({ items: items.map((each) => ({ ...each, current: each.id === sessionId })) }, 200);
  });

  const params = z.object({ id: z.string().max(100) });
  const one = { method: "delete", path: "/me/sessions/{id}", summary: "Sign out there", request: { params } } as const;
  api.openapi(endpoint(allow, "agent", one, ended), async (c) => {
    const { agentId } = c.get("actor");
    const count = await sql.begin(async (tx) => {
      const gone = await endSession(tx, agentId, c.req.valid("param").id);
      if (gone > 0) await audit(tx, trailOf(c, clock), { action: "sessions.ended", detail: { ended: gone } });
      return gone;
    });
    if (count > 0) return c.json({ ended: count }, 200);
    const hint = "It may have ended already: see GET /api/v1/me/sessions.";
    return errorResponse(c, { code: "not_found", message: "You have no such session.", hint });
  });

  const query = z.object({ which: z.enum(["others", "all"]).default("others") });
  const all = {
    method: "delete",
    path: "/me/sessions",
    summary: "Sign out everywhere else, or everywhere",
    request: { query },
  } as const;
  api.openapi(endpoint(allow, "agent", all, ended), async (c) => {
    const { agentId, sessionId } = c.get("actor");
    const { which } = c.req.valid("query");
    const count = await sql.begin(async (tx) => {
      const gone = await endSessionsOf(tx, agentId, which === "others" ? sessionId : null);
      await audit(tx, trailOf(c, clock), { action: "sessions.ended", detail: { ended: gone, which } });
      return gone;
    });
    return c.json({ ended: count }, 200);
  });
}
