import { z } from "@hono/zod-openapi";
import { audit } from "../../db/audit.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { idParams } from "../schemas.ts";
import { trailOf } from "../trail.ts";

const contact = z.object({ id: z.string(), name: z.string(), vip: z.boolean() }).openapi("Contact");
const change = z.strictObject({ vip: z.boolean() });

/** The people who write to us. */
export function contactRoutes(api: Api, { sql, clock, hub, allow }: RouteDeps): void {
  const patch = {
    method: "patch",
    path: "/contacts/{id}",
    summary: "Whether a person looks at what is said to them before it goes out",
    request: { params: idParams, ...jsonBody(change) },
  } as const;
  api.openapi(endpoint(allow, "agent", patch, contact), async (c) => {
    const { vip } = c.req.valid("json");
    const id = Number(c.req.valid("param").id);
    const changed = await sql.begin(async (tx) => {
      const [before] = await tx<{ name: string; vip: boolean }[]>`
        select name, vip from contacts where id = ${id} for no key update`;
      if (!before || before.vip === vip) return before ?? null;
      await tx`update contacts set vip = ${vip} where id = ${id}`;
      await audit(tx, trailOf(c, clock), { action: "contact.vip", subject: String(id), detail: { vip } });
      return before;
    });
    if (!changed) {
      const hint = "A conversation names its contact.";
      return errorResponse(c, { code: "not_found", message: "There is no such contact.", hint });
    }
    const talks = await sql<{ id: number }[]>`
      select id from conversations where contact_id = ${id} order by last_message_at desc limit 20`;
    for (const talk of talks) hub.changed(talk.id);
    return c.json({ id: String(id), name: changed.name, vip }, 200);
  });
}
