import { z } from "@hono/zod-openapi";
import { findPromises } from "../../core/promises/find.ts";
import { readSettings } from "../../db/settings.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { instant, spokenWords } from "../schemas.ts";

const found = z.object({ items: z.array(z.object({ words: z.string(), dueAt: instant })) });

/** What a text would commit us to, before it is sent. */
export function promiseRoutes(api: Api, { sql, clock, allow }: RouteDeps): void {
  const find = {
    method: "post",
    path: "/promises/find",
    summary: "Promises in a text that is about to be sent, each with the time it would be kept to",
    request: jsonBody(z.object({ text: spokenWords, conversationId: z.string().optional() })),
  } as const;
  api.openapi(endpoint(allow, "agent", find, found), async (c) => {
    const at = { now: clock.now(), schedule: await readSettings(sql) };
    const items = findPromises(c.req.valid("json").text, at);
    return c.json({ items: items.map(({ words, dueAt }) => ({ words, dueAt: dueAt.toISOString() })) }, 200);
  });
}
