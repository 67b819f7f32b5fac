import { z } from "@hono/zod-openapi";
import { AUDIT_ACTIONS } from "../../db/audit.ts";
import { type Api, endpoint, type RouteDeps } from "../endpoint.ts";
import { listAudit } from "../queries/audit.ts";
import { agentId, page, rowId } from "../schemas.ts";

const KINDS = [...new Set(AUDIT_ACTIONS.flatMap((action) => [action.split(".")[0] ?? action, action]))];

const entry = z
  .object({
    id: z.string(),
    at: z.string().openapi({ format: "date-time" }),
    actor: z.string().nullable(),
    actorName: z.string().nullable(),
    action: z.string(),
    subject: z.string().nullable(),
    subjectName: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
    address: z.string().nullable(),
    requestId: z.string().nullable(),
  })
  .openapi("AuditEntry");

/** Who did what to the desk itself, for admins. */
export function auditRoutes(api: Api, { sql, allow }: RouteDeps): void {
  const query = z.object({
    action: z.enum(KINDS as [string, ...string[]]).optional(),
    agent: agentId.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: rowId.optional(),
  });
  const list = { method: "get", path: "/audit", summary: "The audit log, newest first", request: { query } } as const;
  api.openapi(endpoint(allow, "admin", list, page(entry)), async (c) => {
    const { cursor, ...filter } = c.req.valid("query");
    const rows = await listAudit(sql, { ...filter, before: cursor === undefined ? undefined : Number(cursor) });
    const items = rows.slice(0, filter.limit).map((row) => ({ ...row, id: String(row.id) }));
    return c.json({ items, next: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null }, 200);
  });
}
