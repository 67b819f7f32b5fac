import { isDeepStrictEqual } from "node:util";
import { z } from "@hono/zod-openapi";
import { CATEGORIES } from "../../core/reading.ts";
import { TICKET_STATUSES } from "../../core/ticket.ts";
import { readCode } from "../../core/tracking-code.ts";
import { audit } from "../../db/audit.ts";
import { readSettings, readSettingsToChange, writeSettings } from "../../db/settings.ts";
import { getAgent } from "../agents.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { INBOX_VIEWS, inboxCounts, inboxFields, listInbox } from "../queries/inbox.ts";
import { getTicket, listTickets } from "../queries/tickets.ts";
import { caller, conversation, page, paging, settings, shortText, ticket } from "../schemas.ts";
import { trailOf } from "../trail.ts";
import { conversationView, ticketView } from "../views.ts";

/** Tickets, the inbox and settings. */
export function deskRoutes(api: Api, deps: RouteDeps): void {
  ticketRoutes(api, deps);
  inboxRoute(api, deps);
  settingsRoutes(api, deps);
  surroundings(api, deps);
}

function ticketRoutes(api: Api, { sql, allow }: RouteDeps): void {
  const query = z.object({
    status: z.enum(TICKET_STATUSES).optional(),
    category: z.enum(CATEGORIES).optional(),
    q: shortText(200).optional(),
    ...paging,
  });
  const list = { method: "get", path: "/tickets", request: { query } } as const;
  api.openapi(endpoint(allow, "agent", list, page(ticket)), async (c) => {
    const { q, ...filter } = c.req.valid("query");
    const found = await listTickets(sql, { ...filter, q: q === undefined ? undefined : (readCode(q) ?? q) });
    return c.json({ items: found.items.map(ticketView), next: found.next }, 200);
  });

  const params = z.object({ code: z.string().max(60) });
  const one = { method: "get", path: "/tickets/{code}", request: { params } } as const;
  api.openapi(endpoint(allow, "agent", one, ticket), async (c) => {
    const code = readCode(c.req.valid("param").code);
    const found = code === null ? null : await getTicket(sql, code);
    if (found) return c.json(ticketView(found), 200);
    const hint = "A code has 9 digits; the last one is a check digit, so a mistyped code is none.";
    return errorResponse(c, { code: "not_found", message: "There is no ticket with this code.", hint });
  });
}

function inboxRoute(api: Api, { sql, clock, accounts, allow }: RouteDeps): void {
  const query = z.object({
    view: z.enum(INBOX_VIEWS).default("worst"),
    q: shortText(100).trim().default(""),
    limit: paging.limit.default(50),
  });
  const body = z.object({ items: z.array(conversation), counts: z.record(z.string(), z.number()) });
  const route = { method: "get", path: "/inbox", request: { query } } as const;
  api.openapi(endpoint(allow, "agent", route, body), async (c) => {
    const { agentId } = c.get("actor");
    const { view, q, limit } = c.req.valid("query");
    const [rows, counts] = await Promise.all([
      listInbox(sql, { view, agentId, q: readCode(q) ?? q, limit }),
      inboxCounts(sql, agentId, clock.now()),
    ]);
    const fields = await inboxFields(
      sql,
      rows.map((row) => row.id),
    );
    const items = rows.map((row) => ({ ...conversationView(row, accounts), ...fields.get(row.id) }));
    return c.json({ items, counts }, 200);
  });
}

function settingsRoutes(api: Api, { sql, clock, allow }: RouteDeps): void {
  const read = { method: "get", path: "/settings" } as const;
  api.openapi(endpoint(allow, "agent", read, settings), async (c) => c.json(await readSettings(sql), 200));

  const change = { method: "put", path: "/settings", request: jsonBody(settings.partial()) } as const;
  api.openapi(endpoint(allow, "admin", change, settings), async (c) => {
    const given = c.req.valid("json");
    await sql.begin(async (tx) => {
      const before = await readSettingsToChange(tx);
      const changed = Object.fromEntries(
        Object.entries(given).filter(
          ([name, value]) => value !== undefined && !isDeepStrictEqual(value, Reflect.get(before, name)),
        ),
      );
      const fields = Object.keys(changed);
      if (fields.length === 0) return;
      await writeSettings(tx, { ...before, ...changed });
      await audit(tx, trailOf(c, clock), { action: "settings.changed", detail: { fields } });
    });
    return c.json(await readSettings(sql), 200);
  });
}

function surroundings(api: Api, { sql, allow }: RouteDeps): void {
  const me = { method: "get", path: "/me" } as const;
  api.openapi(endpoint(allow, "agent", me, z.looseObject({ agent: caller, settings })), async (c) => {
    const { agentId, role } = c.get("actor");
    const known = await getAgent(sql, agentId);
    const nameless = { id: agentId, name: agentId, email: null, twoFactor: false };
    // What the caller may do: the agent behind the service token is kept as one who may not sign in, and may do all.
    const agent = { ...(known ?? nameless), role };
    return c.json({ agent, settings: await readSettings(sql) }, 200);
  });
}
