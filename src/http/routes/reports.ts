import { z } from "@hono/zod-openapi";
import { type Api, endpoint, type RouteDeps } from "../endpoint.ts";
import { replyMarks } from "../queries/replies.ts";
import { instant } from "../schemas.ts";

const DAY_MS = 86_400_000;

const query = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });

const replies = z.object({
  since: instant,
  of: z.number(),
  items: z.array(
    z.object({
      language: z.string(),
      author: z.string(),
      replies: z.number(),
      mean: z.number(),
      marks: z.record(z.string(), z.number()),
      faulty: z.number(),
      faults: z.record(z.string(), z.number()),
    }),
  ),
});

/** What the desk can say about its own work. */
export function reportRoutes(api: Api, { sql, clock, allow }: RouteDeps): void {
  const marks = {
    method: "get",
    path: "/reports/replies",
    summary: "How replies do by the rules, by language and by who wrote them",
    request: { query },
  } as const;
  api.openapi(endpoint(allow, "agent", marks, replies), async (c) => {
    const since = new Date(clock.now().getTime() - c.req.valid("query").days * DAY_MS);
    return c.json({ since: since.toISOString(), ...(await replyMarks(sql, since)) }, 200);
  });
}
