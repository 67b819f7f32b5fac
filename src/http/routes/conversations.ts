import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { OWNER_STATES } from "../../core/ownership.ts";
import { readCode } from "../../core/tracking-code.ts";
import { readSettings } from "../../db/settings.ts";
import { release, resolve, speak, take } from "../../desk/commands.ts";
import { askToReopen } from "../../desk/reopen.ts";
import { commandOf } from "../command-of.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { once } from "../idempotency.ts";
import { getConversation, listConversations } from "../queries/conversations.ts";
import { conversationDetail } from "../queries/detail.ts";
import { getMessage, listMessages, listTransitions, listTurns } from "../queries/thread.ts";
import {
  command,
  conversation,
  idParams,
  message,
  page,
  paging,
  rowId,
  sequence,
  shortText,
  spokenWords,
  transition,
  turn,
} from "../schemas.ts";
import { conversationView, staffMessageView } from "../views.ts";

const MOST_FILES = 10;

const saying = command
  .extend({
    text: spokenWords.default(""),
    /** Of `POST /files`, each sent once. */
    files: z.array(rowId).max(MOST_FILES).optional(),
    /** The id of the message that this one answers. */
    replyTo: rowId.optional(),
  })
  .refine(({ text, files = [] }) => text !== "" || files.length > 0, { path: ["text"], error: "must not be empty" });
const outcome = z.object({ conversation, inFlight: z.array(z.string()) });
const asked = outcome.extend({ message });

export function conversationRoutes(api: Api, { sql, clock, desk, hub, accounts, allow }: RouteDeps): void {
  const query = z.object({
    state: z.enum(OWNER_STATES).optional(),
    channel: shortText(40).optional(),
    ticket: z.string().max(40).optional(),
    threadId: shortText(200).optional(),
    ...paging,
  });
  const list = { method: "get", path: "/conversations", request: { query } } as const;
  api.openapi(endpoint(allow, "agent", list, page(conversation)), async (c) => {
    const { ticket, ...filter } = c.req.valid("query");
    const code = ticket === undefined ? undefined : (readCode(ticket) ?? "none");
    const found = await listConversations(sql, { ...filter, ticket: code });
    return c.json({ items: found.items.map((row) => conversationView(row, accounts)), next: found.next }, 200);
  });

  const one = { method: "get", path: "/conversations/{id}", request: { params: idParams } } as const;
  api.openapi(endpoint(allow, "agent", one, conversation), async (c) => {
    const at = { now: clock.now(), settings: await readSettings(sql) };
    const found = await conversationDetail(sql, accounts, Number(c.req.valid("param").id), at);
    return found ? c.json(found, 200) : notFound(c);
  });

  const thread = {
    method: "get",
    path: "/conversations/{id}/messages",
    request: { params: idParams, query: z.object({ after: sequence.default(0) }) },
  } as const;
  api.openapi(endpoint(allow, "agent", thread, page(message)), async (c) => {
    const id = Number(c.req.valid("param").id);
    if (!(await getConversation(sql, id))) return notFound(c);
    const found = await listMessages(sql, id, c.req.valid("query").after);
    return c.json({ items: found.items.map(staffMessageView), next: found.next }, 200);
  });

  const turns = { method: "get", path: "/conversations/{id}/turns", request: { params: idParams } } as const;
  api.openapi(endpoint(allow, "agent", turns, z.object({ items: z.array(turn) })), async (c) => {
    const id = Number(c.req.valid("param").id);
    return (await getConversation(sql, id)) ? c.json({ items: await listTurns(sql, id) }, 200) : notFound(c);
  });

  const moves = { method: "get", path: "/conversations/{id}/transitions", request: { params: idParams } } as const;
  api.openapi(endpoint(allow, "agent", moves, z.object({ items: z.array(transition) })), async (c) => {
    const id = Number(c.req.valid("param").id);
    return (await getConversation(sql, id)) ? c.json({ items: await listTransitions(sql, id) }, 200) : notFound(c);
  });

  const say = {
    method: "post",
    path: "/conversations/{id}/messages",
    summary: "A person speaks: takes over",
    request: { params: idParams, ...jsonBody(saying) },
  } as const;
  const said = z.object({ message, inFlight: z.array(z.string()) });
  api.openapi(endpoint(allow, "agent", say, said, 201), async (c) => {
    const body = c.req.valid("json");
    const said = {
      text: body.text,
      files: body.files?.map(Number),
      replyToId: body.replyTo === undefined ? undefined : Number(body.replyTo),
    };
    const command = { ...(await commandOf(sql, c, body)), ...said };
    return once(sql, c, {
      request: body,
      status: 201,
      run: (receipt) => speak(desk, { ...command, receipt }),
      render: async (tx, { messageId, inFlight }) => {
        const written = messageId === null ? null : await getMessage(tx, messageId);
        return { message: written && staffMessageView(written), inFlight: inFlight.map(String) };
      },
    });
  });

  const typing = {
    method: "post",
    path: "/conversations/{id}/typing",
    summary: "The agent is writing: whoever reads along is shown so",
    request: { params: idParams },
  } as const;
  api.openapi(endpoint(allow, "agent", typing, z.object({})), async (c) => {
    const found = await getConversation(sql, Number(c.req.valid("param").id));
    if (!found) return notFound(c);
    // Whoever writes before they have taken over may yet think better of it: that is no news for the customer.
    if (found.ownerAgentId === c.get("actor").agentId) {
      hub.typing(found.id);
      // A sign of life is worth no failure.
      accounts
        .get(found.accountId)
        ?.adapter.showTyping?.(found.threadId)
        .catch(() => {});
    }
    return c.json({}, 200);
  });

  const commands = { take, release, resolve } as const;
  for (const [name, run] of Object.entries(commands)) {
    const route = {
      method: "post",
      path: `/conversations/{id}/${name}`,
      request: { params: idParams, ...jsonBody(command) },
    } as const;
    api.openapi(endpoint(allow, "agent", route, outcome), async (c) => {
      const body = c.req.valid("json");
      const command = await commandOf(sql, c, body);
      return once(sql, c, {
        request: body,
        status: 200,
        run: (receipt) => run(desk, { ...command, receipt }),
        render: async (tx, { conversation, inFlight }) => {
          const row = await getConversation(tx, conversation.id);
          return { conversation: row && conversationView(row, accounts), inFlight: inFlight.map(String) };
        },
      });
    });
  }

  const ask = {
    method: "post",
    path: "/conversations/{id}/ask-to-reopen",
    summary: "Past the reply window: asks the customer, by the operator's template, to write again",
    request: { params: idParams, ...jsonBody(command) },
  } as const;
  api.openapi(endpoint(allow, "agent", ask, asked), async (c) => {
    const body = c.req.valid("json");
    const found = await getConversation(sql, Number(c.req.valid("param").id));
    if (!found) return notFound(c);
    const adapter = accounts.get(found.accountId)?.adapter;
    const windowMs = (adapter?.askToReopen && adapter.limits.replyWindowMs) ?? null;
    const command = { ...(await commandOf(sql, c, body)), windowMs };
    return once(sql, c, {
      request: body,
      status: 200,
      run: (receipt) => askToReopen(desk, { ...command, receipt }),
      render: async (tx, { conversation, messageId, inFlight }) => {
        const [row, written] = [await getConversation(tx, conversation.id), await getMessage(tx, messageId ?? 0)];
        return {
          conversation: row && conversationView(row, accounts),
          message: written && staffMessageView(written),
          inFlight: inFlight.map(String),
        };
      },
    });
  });
}

function notFound(c: Context): Response {
  const hint = "List conversations at GET /api/v1/conversations.";
  return errorResponse(c, { code: "not_found", message: "There is no such conversation.", hint });
}
