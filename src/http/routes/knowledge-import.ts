import { z } from "@hono/zod-openapi";
import { REPLY_LANGUAGES, type ReplyLanguage } from "../../core/reading.ts";
import { audit } from "../../db/audit.ts";
import { importArticles } from "../../knowledge/import.ts";
import { checkArticle, importedAs, type ReadArticles } from "../../knowledge/imported.ts";
import { readCsv } from "../../knowledge/read-csv.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { trailOf } from "../trail.ts";

const MOST_FAULTS_TOLD = 20;

const listed = z.object({
  title: z.string(),
  body: z.string(),
  language: z.string().default(""),
  questions: z.array(z.string()).default([]),
  published: z.boolean().default(true),
  /** By which importing again finds it; without it, that is its title. */
  source: z.string().max(300).optional(),
});
const body = z.object({
  articles: z.array(listed).optional(),
  /** A table as text, its first line the names of the columns. */
  csv: z.string().optional(),
  /** Of what names none. */
  language: z.enum(REPLY_LANGUAGES).optional(),
  /** Import the good ones although others are at fault. */
  skipBad: z.boolean().default(false),
});
type Listed = z.infer<typeof listed>;

const counted = z.object({
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  faults: z.array(z.object({ line: z.number(), problem: z.string() })),
});

/** Many articles at once: a list, or a table. All or nothing, unless told to skip what is at fault. */
export function importRoute(api: Api, { sql, clock, allow }: RouteDeps): void {
  const route = { method: "post", path: "/articles/import", request: jsonBody(body) } as const;
  api.openapi(endpoint(allow, "admin", route, counted), async (c) => {
    const { articles, csv, language = null, skipBad } = c.req.valid("json");
    const { items, faults } = csv === undefined ? readList(articles ?? [], language) : readCsv("csv", csv, language);
    if (items.length === 0 && faults.length === 0) {
      const hint = 'Send {"articles": [{"title", "body", "language"}]} or {"csv": "title,body,language\\n…"}.';
      return errorResponse(c, { code: "invalid", message: "There is nothing to import.", hint });
    }
    if (faults.length > 0 && !skipBad) {
      const told = faults.slice(0, MOST_FAULTS_TOLD).map(({ line, problem }) => `${line}: ${problem}`);
      const more = faults.length > told.length ? [`and ${faults.length - told.length} more`] : [];
      const message = ["Nothing was imported.", ...told, ...more].join("\n");
      return errorResponse(c, { code: "invalid", message, hint: "Mend these, or send skipBad to leave them out." });
    }
    const { agentId: by } = c.get("actor");
    const count = await sql.begin(async (tx) => {
      const done = await importArticles(tx, items, { by, at: clock.now() });
      await audit(tx, trailOf(c, clock), { action: "article.imported", detail: { ...done } });
      return done;
    });
    return c.json({ ...count, faults: faults.map(({ line, problem }) => ({ line, problem })) }, 200);
  });
}

/** Faults name the place in the list, from 1. */
function readList(articles: readonly Listed[], language: ReplyLanguage | null): ReadArticles {
  const read = articles.map((raw, index) => {
    const checked = checkArticle({ ...raw, published: String(raw.published) }, language);
    return "problems" in checked
      ? { faults: checked.problems.map((problem) => ({ file: "list", line: index + 1, problem })) }
      : { item: { draft: checked.draft, source: raw.source?.trim() || importedAs(checked.draft.title) } };
  });
  return {
    items: read.flatMap(({ item }) => (item ? [item] : [])),
    faults: read.flatMap(({ faults }) => faults ?? []),
  };
}
