import { z } from "@hono/zod-openapi";
import type { Result } from "../../core/result.ts";
import { DRAFT_STATES } from "../../db/schema/replies.ts";
import { readSettings } from "../../db/settings.ts";
import type { Command, CommandError, CommandOutcome } from "../../desk/commands.ts";
import { approveDraft, rejectDraft } from "../../desk/review.ts";
import { commandOf } from "../command-of.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { once } from "../idempotency.ts";
import { getConversation } from "../queries/conversations.ts";
import { lastDraftOf, listDrafts, pendingDraftOf } from "../queries/drafts.ts";
import { getMessage } from "../queries/thread.ts";
import { command, conversation, draft, idParams, message, page, paging, shortText, spokenWords } from "../schemas.ts";
import { conversationView, draftView, staffMessageView } from "../views.ts";

export interface DraftRouteDeps extends RouteDeps {
  /** Thinks out a proposal for the agent who asks. */
  readonly propose: (command: Command) => Promise<Result<CommandOutcome, CommandError>>;
}

const WHY_CHARS = 500;
const editing = command.extend({ text: spokenWords.min(1) });
const rejecting = command.extend({ take: z.boolean().default(false), reason: shortText(WHY_CHARS).trim().default("") });
const released = z.object({ conversation, message, draft, inFlight: z.array(z.string()) });
const putAway = z.object({ conversation, draft, inFlight: z.array(z.string()) });

/** Words of the bot that wait for a person: what is held, and what is proposed. */
export function draftRoutes(api: Api, deps: DraftRouteDeps): void {
  const { sql, clock, desk, accounts, allow } = deps;
  const query = z.object({
    state: z.enum(DRAFT_STATES).optional(),
    kind: z.enum(["review", "proposal"]).optional(),
    ...paging,
  });
  const list = { method: "get", path: "/drafts", summary: "Drafts, newest first", request: { query } } as const;
  api.openapi(endpoint(allow, "agent", list, page(draft)), async (c) => {
    const [found, settings] = await Promise.all([listDrafts(sql, c.req.valid("query")), readSettings(sql)]);
    const at = { now: clock.now(), settings };
    return c.json({ items: found.items.map((row) => draftView(row, at)), next: found.next }, 200);
  });

  const one = {
    method: "get",
    path: "/conversations/{id}/draft",
    summary: "What waits: the held reply, else the proposal",
    request: { params: idParams },
  } as const;
  api.openapi(endpoint(allow, "agent", one, draft), async (c) => {
    const found = await pendingDraftOf(sql, Number(c.req.valid("param").id));
    if (found) return c.json(draftView(found, { now: clock.now(), settings: await readSettings(sql) }), 200);
    const hint = "GET /api/v1/drafts?state=pending lists those that wait.";
    return errorResponse(c, { code: "not_found", message: "No draft waits in this conversation.", hint });
  });

  /** The answer of a command that sent or ended a draft: how all stands when it commits. */
  const render = async (tx: Parameters<typeof getMessage>[0], outcome: CommandOutcome, kind: "review" | "proposal") => {
    const [row, ended, settings] = [
      await getConversation(tx, outcome.conversation.id),
      await lastDraftOf(tx, outcome.conversation.id, kind),
      await readSettings(tx),
    ];
    return {
      conversation: row && conversationView(row, accounts),
      draft: ended && draftView(ended, { now: clock.now(), settings }),
      inFlight: outcome.inFlight.map(String),
    };
  };

  for (const [name, body, summary] of [
    ["approve", command, "The held reply goes out as it stands"],
    ["edit", editing, "The held reply goes out in these words"],
  ] as const) {
    const path = `/conversations/{id}/draft/${name}`;
    const route = { method: "post", path, summary, request: { params: idParams, ...jsonBody(body) } } as const;
    api.openapi(endpoint(allow, "agent", route, released), async (c) => {
      const given = c.req.valid("json") as z.infer<typeof command> & { readonly text?: string };
      const order = { ...(await commandOf(sql, c, given)), text: given.text };
      return once(sql, c, {
        request: given,
        status: 200,
        run: (receipt) => approveDraft(desk, { ...order, receipt }),
        render: async (tx, outcome) => {
          const written = await getMessage(tx, outcome.messageId ?? 0);
          return { ...(await render(tx, outcome, "review")), message: written && staffMessageView(written) };
        },
      });
    });
  }

  const reject = {
    method: "post",
    path: "/conversations/{id}/draft/reject",
    summary: "A held reply is not sent: into the queue, or to whoever takes it. A proposal is put away",
    request: { params: idParams, ...jsonBody(rejecting) },
  } as const;
  api.openapi(endpoint(allow, "agent", reject, putAway), async (c) => {
    const given = c.req.valid("json");
    const order = { ...(await commandOf(sql, c, given)), take: given.take, why: given.reason };
    return once(sql, c, {
      request: given,
      status: 200,
      run: (receipt) => rejectDraft(desk, { ...order, receipt }),
      render: async (tx, outcome) => render(tx, outcome, outcome.ended ?? "review"),
    });
  });

  const propose = {
    method: "post",
    path: "/conversations/{id}/draft/propose",
    summary: "Think out a proposal for the agent who answers; with a model where one is set",
    request: { params: idParams, ...jsonBody(command) },
  } as const;
  api.openapi(endpoint(allow, "agent", propose, putAway), async (c) => {
    const given = c.req.valid("json");
    const order = await commandOf(sql, c, given);
    return once(sql, c, {
      request: given,
      status: 200,
      run: (receipt) => deps.propose({ ...order, receipt }),
      render: (tx, outcome) => render(tx, outcome, "proposal"),
    });
  });
}
