import { z } from "@hono/zod-openapi";
import { REPLY_LANGUAGES } from "../../core/reading.ts";
import { audit } from "../../db/audit.ts";
import { listGaps, settleGap } from "../../knowledge/gaps.ts";
import { type Api, endpoint, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { idParams } from "../schemas.ts";
import { trailOf } from "../trail.ts";

const EXAMPLES = 5;

const gap = z
  .object({
    id: z.string(),
    /** The newest of the questions. */
    text: z.string(),
    count: z.number(),
    askedAt: z.string().openapi({ format: "date-time" }),
    /** Some of the others. */
    examples: z.array(z.string()),
  })
  .openapi("Gap");

/** What customers asked and no article answers. */
export function gapRoutes(api: Api, { sql, clock, allow }: RouteDeps): void {
  const query = z.object({ language: z.enum(REPLY_LANGUAGES) });
  const list = { method: "get", path: "/articles/gaps", summary: "Newest first", request: { query } } as const;
  api.openapi(endpoint(allow, "agent", list, z.object({ items: z.array(gap) })), async (c) => {
    const groups = await listGaps(sql, c.req.valid("query").language);
    const items = groups.map(({ newest, questions }) => {
      const others = new Set(questions.map(({ text }) => text).filter((text) => text !== newest.text));
      const examples = [...others].slice(0, EXAMPLES);
      const { id, text, askedAt } = newest;
      return { id: String(id), text, count: questions.length, askedAt: askedAt.toISOString(), examples };
    });
    return c.json({ items }, 200);
  });

  const dismiss = { method: "post", path: "/articles/gaps/{id}/dismiss", request: { params: idParams } } as const;
  api.openapi(endpoint(allow, "admin", dismiss, z.object({ settled: z.number() })), async (c) => {
    const { id } = c.req.valid("param");
    const settled = await sql.begin(async (tx) => {
      const count = await settleGap(tx, Number(id), clock.now());
      const detail = { questions: count };
      if (count > 0) await audit(tx, trailOf(c, clock), { action: "gap.dismissed", subject: id, detail });
      return count;
    });
    if (settled > 0) return c.json({ settled }, 200);
    const hint = "GET /api/v1/articles/gaps lists what is open.";
    return errorResponse(c, { code: "not_found", message: "There is no such open question.", hint });
  });
}
