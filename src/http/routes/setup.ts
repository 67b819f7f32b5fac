import { z } from "@hono/zod-openapi";
import type { Database } from "../../db/connect.ts";
import { type Auth, createAdmin, useSetupLink } from "../auth.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";

const form = z.object({
  token: z.string().max(200),
  name: z.string().trim().min(1).max(80),
  email: z.email().max(200),
  password: z.string().min(10).max(128),
});

/** The first admin, by the one-time link the server printed. */
export function setupRoutes(api: Api, { allow, clock }: RouteDeps, auth: Auth, database: Database): void {
  const route = { method: "post", path: "/setup", request: jsonBody(form) } as const;
  api.openapi(endpoint(allow, "public", route, z.object({ agentId: z.string() }), 201), async (c) => {
    const { token, ...admin } = c.req.valid("json");
    if (!(await useSetupLink(database, token, clock.now()))) {
      const hint = "Restart the desk: while nobody can sign in it prints a new link.";
      return errorResponse(c, { code: "forbidden", message: "This set-up link is used or has expired.", hint });
    }
    const agentId = await createAdmin(auth, database, admin);
    const { email, password } = admin;
    const signedIn = await auth.api.signInEmail({
      body: { email, password },
      headers: c.req.raw.headers,
      asResponse: true,
    });
    for (const cookie of signedIn.headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true });
    return c.json({ agentId }, 201);
  });
}
