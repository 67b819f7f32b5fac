import { z } from "@hono/zod-openapi";
import { findPromises } from "../../core/promises/find.ts";
import { readSettings } from "../../db/settings.ts";
import { keepPromise } from "../../desk/keep.ts";
import { commandOf } from "../command-of.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { once } from "../idempotency.ts";
import { getConversation } from "../queries/conversations.ts";
import { command, conversation, instant, rowId, spokenWords } from "../schemas.ts";
import { conversationView } from "../views.ts";

const found = z.object({ items: z.array(z.object({ words: z.string(), dueAt: instant })) });
const kept = z.object({ conversation });

/** What was promised in so many words: found in a text before it is sent, and kept in the end. */
export function promiseRoutes(api: Api, { sql, clock, desk, accounts, allow }: RouteDeps): void {
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

  const keep = {
    method: "post",
    path: "/conversations/{id}/promises/{promiseId}/keep",
    summary: "What was promised has been done",
    request: { params: z.object({ id: rowId, promiseId: rowId }), ...jsonBody(command) },
  } as const;
  api.openapi(endpoint(allow, "agent", keep, kept), async (c) => {
    const body = c.req.valid("json");
    const order = { ...(await commandOf(sql, c, body)), promiseId: Number(c.req.valid("param").promiseId) };
    return once(sql, c, {
      request: body,
      status: 200,
      run: (receipt) => keepPromise(desk, { ...order, receipt }),
      render: async (tx) => {
        const row = await getConversation(tx, order.conversationId);
        return { conversation: row && conversationView(row, accounts) };
      },
    });
  });
}
