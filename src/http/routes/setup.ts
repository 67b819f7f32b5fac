import { z } from "@hono/zod-openapi";
import { audit } from "../../db/audit.ts";
import { type Auth, makeLink, useLink } from "../auth.ts";
import { CLIENT_ADDRESS_HEADER } from "../auth-headers.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { personName } from "../schemas.ts";
import { trailOf } from "../trail.ts";

const form = z.object({
  token: z.string().max(200),
  name: personName,
  email: z.email().max(200),
  password: z.string().min(10).max(128),
});
const UNIQUE_VIOLATION = "23505";

/** Accounts by one-time links: the first admin's, which the server prints, and an admin's invitations. */
export function setupRoutes(api: Api, { sql, allow, clock }: RouteDeps, auth: Auth): void {
  const route = { method: "post", path: "/setup", request: jsonBody(form) } as const;
  api.openapi(endpoint(allow, "public", route, z.object({ agentId: z.string() }), 201), async (c) => {
    const { token, ...agent } = c.req.valid("json");
    const made = await useLink(auth, sql, token, agent, trailOf(c, clock)).catch((error: unknown) => {
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return "taken" as const;
      throw error;
    });
    if (made === "taken") {
      const hint = "Sign in with it, or use another address.";
      return errorResponse(c, { code: "conflict", message: "This e-mail address has an account.", hint });
    }
    if (made === null) {
      const hint = "Ask an admin for a new one; while nobody can sign in, restarting the desk prints one.";
      return errorResponse(c, { code: "forbidden", message: "This link is used or has expired.", hint });
    }
    const { email, password } = agent;
    const headers = new Headers(c.req.raw.headers);
    headers.set(CLIENT_ADDRESS_HEADER, c.get("address"));
    const library = await auth();
    const signedIn = await library.api.signInEmail({ body: { email, password }, headers, asResponse: true });
    await audit(sql, trailOf(c, clock, made), { action: "sign_in.ok", detail: { with: "link" } });
    for (const cookie of signedIn.headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true });
    return c.json({ agentId: made }, 201);
  });

  const invitation = z.object({ role: z.enum(["admin", "agent"]).default("agent") });
  const invite = {
    method: "post",
    path: "/invitations",
    summary: "A one-time page on which a colleague makes an account",
    request: jsonBody(invitation),
  } as const;
  api.openapi(endpoint(allow, "admin", invite, z.object({ path: z.string() }), 201), async (c) => {
    const { role } = c.req.valid("json");
    const token = await sql.begin(async (tx) => {
      await audit(tx, trailOf(c, clock), { action: "invitation.made", detail: { role } });
      return makeLink(tx, role, clock.now());
    });
    return c.json({ path: `/setup?token=${token}` }, 201);
  });
}
