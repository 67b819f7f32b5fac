import { z } from "@hono/zod-openapi";
import { REPLY_LANGUAGES } from "../../core/reading.ts";
import { searchArticles } from "../../knowledge/search.ts";
import { type Api, endpoint, type RouteDeps } from "../endpoint.ts";
import { shortText } from "../schemas.ts";

const found = z.object({
  articleId: z.string(),
  title: z.string(),
  paragraph: z.number().nullable(),
  text: z.string().nullable(),
  score: z.number(),
  answers: z.boolean(),
  byWords: z.number().nullable(),
  byLetters: z.number().nullable(),
});

/** What a question would find: for trying an article before a customer does. */
export function knowledgeSearchRoute(api: Api, { sql, allow }: RouteDeps): void {
  const query = z.object({ q: shortText(500).trim().min(1), language: z.enum(REPLY_LANGUAGES) });
  const route = { method: "get", path: "/articles/search", summary: "Best first", request: { query } } as const;
  api.openapi(endpoint(allow, "agent", route, z.object({ items: z.array(found) })), async (c) => {
    const { q, language } = c.req.valid("query");
    const items = (await searchArticles(sql, q, language)).map((each) => ({
      articleId: String(each.articleId),
      title: each.title,
      paragraph: each.passage?.number ?? null,
      text: each.passage?.text ?? null,
      score: Math.round(each.score * 100) / 100,
      answers: each.answers,
      byWords: each.byWords,
      byLetters: each.byLetters,
    }));
    return c.json({ items: items.filter(({ score }) => score > 0) }, 200);
  });
}
