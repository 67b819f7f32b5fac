import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Result } from "../../core/result.ts";
import { editMessage, type RetouchError, reactTo } from "../../desk/retouch.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { getConversation } from "../queries/conversations.ts";
import { getMessage } from "../queries/thread.ts";
import { agentId, message, rowId, spokenWords } from "../schemas.ts";
import { staffMessageView } from "../views.ts";

const EMOJI_UNITS = 16;
const params = z.object({ id: rowId, messageId: rowId });
const words = z.object({ text: spokenWords.min(1), agentId: agentId.optional() });
const reaction = z.object({
  emoji: z
    .string()
    .max(EMOJI_UNITS)
    .regex(
      /^(?:[\p{Extended_Pictographic}\p{Regional_Indicator}][\p{Extended_Pictographic}\p{Emoji_Component}]*)?$/u,
      "must be an emoji, or empty",
    ),
});

/** What agents do to a message that the customer has already. */
export function messageRoutes(api: Api, { sql, desk, accounts, allow }: RouteDeps): void {
  const edit = {
    method: "patch",
    path: "/conversations/{id}/messages/{messageId}",
    summary: "Other words for one's own message, where the channel can change them",
    request: { params, ...jsonBody(words) },
  } as const;
  api.openapi(endpoint(allow, "agent", edit, z.object({ message })), async (c) => {
    const { text, agentId: named } = c.req.valid("json");
    const { agentId: own, service } = c.get("actor");
    const change = { ...(await target(c.req.valid("param"))), text, agentId: (service ? named : undefined) ?? own };
    return answer(c, change.messageId, await editMessage(desk, change, change.adapter));
  });

  const react = {
    method: "put",
    path: "/conversations/{id}/messages/{messageId}/reaction",
    summary: "Our reaction to a customer's message; an empty one takes it back",
    request: { params, ...jsonBody(reaction) },
  } as const;
  api.openapi(endpoint(allow, "agent", react, z.object({ message })), async (c) => {
    const change = { ...(await target(c.req.valid("param"))), emoji: c.req.valid("json").emoji };
    return answer(c, change.messageId, await reactTo(desk, change, change.adapter));
  });

  async function target(path: z.infer<typeof params>) {
    const conversationId = Number(path.id);
    const found = await getConversation(sql, conversationId);
    const adapter = found ? accounts.get(found.accountId)?.adapter : undefined;
    return { conversationId, messageId: Number(path.messageId), adapter };
  }

  async function answer(c: Context, messageId: number, done: Result<null, RetouchError>): Promise<Response> {
    if (!done.ok) return errorResponse(c, done.error);
    const row = await getMessage(sql, messageId);
    return c.json({ message: row && staffMessageView(row) }, 200);
  }
}
