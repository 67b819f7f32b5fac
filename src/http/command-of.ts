import type { Context } from "hono";
import type { Sql } from "../db/connect.ts";
import type { Command } from "../desk/commands.ts";
import type { HttpEnv } from "./access.ts";
import { ensureServiceAgent } from "./agents.ts";

/** A command on the conversation of the path, for the acting agent: the signed-in one; with the service token whoever the body names. */
export async function commandOf(
  sql: Sql,
  c: Context<HttpEnv>,
  body: { readonly agentId?: string | undefined; readonly ifEpoch?: number | undefined },
): Promise<Command> {
  const actor = c.get("actor");
  const named = actor.service ? body.agentId : undefined;
  if (actor.service) await ensureServiceAgent(sql, named ?? actor.agentId);
  return { conversationId: Number(c.req.param("id")), agentId: named ?? actor.agentId, ifEpoch: body.ifEpoch };
}
