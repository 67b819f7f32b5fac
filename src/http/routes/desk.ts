import { z } from "@hono/zod-openapi";
import { CATEGORIES } from "../../core/reading.ts";
import { TICKET_STATUSES } from "../../core/ticket.ts";
import { readCode } from "../../core/tracking-code.ts";
import { readSettings, writeSettings } from "../../db/settings.ts";
import type { ChannelHealth } from "../../ports/channel.ts";
import { getAgent, listAgents } from "../agents.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { INBOX_VIEWS, inboxCounts, inboxFields, listInbox } from "../queries/inbox.ts";
import { getTicket, listTickets } from "../queries/tickets.ts";
import { conversation, page, paging, settings, shortText, ticket } from "../schemas.ts";
import { conversationView, ticketView } from "../views.ts";

export interface DeskRouteDeps extends RouteDeps {
  readonly health: (accountId: number) => ChannelHealth;
}

/** Tickets, the inbox, settings, channels and agents. */
export function deskRoutes(api: Api, deps: DeskRouteDeps): void {
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

function inboxRoute(api: Api, { sql, clock, allow }: RouteDeps): void {
  const query = z.object({ view: z.enum(INBOX_VIEWS).default("worst"), q: shortText(100).trim().default("") });
  const body = z.object({ items: z.array(conversation), counts: z.record(z.string(), z.number()) });
  const route = { method: "get", path: "/inbox", request: { query } } as const;
  api.openapi(endpoint(allow, "agent", route, body), async (c) => {
    const { agentId } = c.get("actor");
    const { view, q } = c.req.valid("query");
    const [rows, counts] = await Promise.all([
      listInbox(sql, { view, agentId, q: readCode(q) ?? q }),
      inboxCounts(sql, agentId, clock.now()),
    ]);
    const fields = await inboxFields(
      sql,
      rows.map((row) => row.id),
    );
    const items = rows.map((row) => ({ ...conversationView(row), ...fields.get(row.id) }));
    return c.json({ items, counts }, 200);
  });
}

function settingsRoutes(api: Api, { sql, allow }: RouteDeps): void {
  const read = { method: "get", path: "/settings" } as const;
  api.openapi(endpoint(allow, "agent", read, settings), async (c) => c.json(await readSettings(sql), 200));

  const change = { method: "put", path: "/settings", request: jsonBody(settings.partial()) } as const;
  api.openapi(endpoint(allow, "admin", change, settings), async (c) => {
    const given = c.req.valid("json");
    const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    await writeSettings(sql, { ...(await readSettings(sql)), ...changed });
    return c.json(await readSettings(sql), 200);
  });
}

function surroundings(api: Api, { sql, allow, accounts, health }: DeskRouteDeps): void {
  const me = { method: "get", path: "/me" } as const;
  api.openapi(endpoint(allow, "agent", me, z.looseObject({ settings })), async (c) => {
    const { agentId, role } = c.get("actor");
    const known = await getAgent(sql, agentId);
    const agent = known ?? { id: agentId, name: agentId, email: null, role };
    return c.json({ agent, settings: await readSettings(sql) }, 200);
  });

  const channel = z.looseObject({ id: z.string(), channel: z.string(), name: z.string() });
  const channels = { method: "get", path: "/channels" } as const;
  api.openapi(endpoint(allow, "agent", channels, z.object({ items: z.array(channel) })), (c) => {
    const items = [...accounts.values()].map(({ id, name, adapter }) => ({
      id: String(id),
      channel: adapter.channel,
      name,
      health: health(id),
    }));
    return c.json({ items }, 200);
  });

  const agents = { method: "get", path: "/agents" } as const;
  const agent = z.object({ id: z.string(), name: z.string(), role: z.string(), service: z.boolean() });
  api.openapi(endpoint(allow, "agent", agents, z.object({ items: z.array(agent) })), async (c) => {
    return c.json({ items: [...(await listAgents(sql))] }, 200);
  });
}
