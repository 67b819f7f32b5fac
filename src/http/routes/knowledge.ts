import { z } from "@hono/zod-openapi";
import { paragraphsOf } from "../../core/knowledge/paragraphs.ts";
import { REPLY_LANGUAGES } from "../../core/reading.ts";
import { audit } from "../../db/audit.ts";
import {
  ARTICLE_LIMITS,
  addArticle,
  changeArticle,
  deleteArticle,
  findArticle,
  listArticles,
  settleIndexes,
} from "../../knowledge/articles.ts";
import { settleGap } from "../../knowledge/gaps.ts";
import { type Api, endpoint, jsonBody, type RouteDeps } from "../endpoint.ts";
import type { ApiError } from "../errors.ts";
import { errorResponse } from "../errors.ts";
import { article, articleWords, idParams, page, rowId, shortText } from "../schemas.ts";
import { trailOf } from "../trail.ts";
import { articleView } from "../views.ts";
import { gapRoutes } from "./gaps.ts";
import { importRoute } from "./knowledge-import.ts";
import { knowledgeSearchRoute } from "./knowledge-search.ts";

const NO_ARTICLE: ApiError = {
  code: "not_found",
  message: "There is no such article.",
  hint: "GET /api/v1/articles lists them.",
};

/** What the organisation knows: agents read it, admins write it. */
export function knowledgeRoutes(api: Api, deps: RouteDeps): void {
  // Before the routes with an id, which would take their names for one.
  knowledgeSearchRoute(api, deps);
  gapRoutes(api, deps);
  importRoute(api, deps);
  listRoute(api, deps);
  articleRoutes(api, deps);
}

function listRoute(api: Api, { sql, allow }: RouteDeps): void {
  const query = z.object({
    language: z.enum(REPLY_LANGUAGES).optional(),
    q: shortText(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: rowId.optional(),
  });
  const list = { method: "get", path: "/articles", summary: "Newest first", request: { query } } as const;
  api.openapi(endpoint(allow, "agent", list, page(article)), async (c) => {
    const { cursor, ...filter } = c.req.valid("query");
    const rows = await listArticles(sql, { ...filter, before: cursor === undefined ? undefined : Number(cursor) });
    const items = rows.slice(0, filter.limit).map(articleView);
    return c.json({ items, next: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null }, 200);
  });
}

function articleRoutes(api: Api, { sql, clock, allow }: RouteDeps): void {
  const written = z.object({
    language: z.enum(REPLY_LANGUAGES),
    title: articleWords(ARTICLE_LIMITS.titleChars),
    body: articleWords(ARTICLE_LIMITS.bodyChars).refine(
      (text) => paragraphsOf(text).length > 0,
      "must hold a paragraph to answer with",
    ),
    questions: z.array(articleWords(ARTICLE_LIMITS.questionChars)).max(ARTICLE_LIMITS.questions).default([]),
    published: z.boolean().default(true),
    /** A question that was asked and is answered by it: it and those like it leave the gaps. */
    settles: rowId.optional(),
  });

  const add = { method: "post", path: "/articles", request: jsonBody(written) } as const;
  api.openapi(endpoint(allow, "admin", add, article, 201), async (c) => {
    const { settles, ...draft } = c.req.valid("json");
    const { agentId: by } = c.get("actor");
    const added = await sql.begin(async (tx) => {
      const id = await addArticle(tx, draft, { by, at: clock.now() });
      if (settles !== undefined) await settleGap(tx, Number(settles), clock.now());
      const detail = { title: draft.title, language: draft.language };
      await audit(tx, trailOf(c, clock), { action: "article.added", subject: String(id), detail });
      await settleIndexes(tx);
      return findArticle(tx, id);
    });
    return added ? c.json(articleView(added), 201) : errorResponse(c, NO_ARTICLE);
  });

  const one = { method: "get", path: "/articles/{id}", request: { params: idParams } } as const;
  api.openapi(endpoint(allow, "agent", one, article), async (c) => {
    const found = await findArticle(sql, Number(c.req.valid("param").id));
    return found ? c.json(articleView(found), 200) : errorResponse(c, NO_ARTICLE);
  });

  const change = {
    method: "put",
    path: "/articles/{id}",
    request: { params: idParams, ...jsonBody(written) },
  } as const;
  api.openapi(endpoint(allow, "admin", change, article), async (c) => {
    const id = Number(c.req.valid("param").id);
    const { settles, ...draft } = c.req.valid("json");
    const { agentId: by } = c.get("actor");
    const changed = await sql.begin(async (tx) => {
      if (!(await changeArticle(tx, id, draft, { by, at: clock.now() }))) return null;
      if (settles !== undefined) await settleGap(tx, Number(settles), clock.now());
      const detail = { title: draft.title, language: draft.language, published: draft.published };
      await audit(tx, trailOf(c, clock), { action: "article.changed", subject: String(id), detail });
      await settleIndexes(tx);
      return findArticle(tx, id);
    });
    return changed ? c.json(articleView(changed), 200) : errorResponse(c, NO_ARTICLE);
  });

  const remove = { method: "delete", path: "/articles/{id}", request: { params: idParams } } as const;
  api.openapi(endpoint(allow, "admin", remove, z.object({ deleted: z.literal(true) })), async (c) => {
    const id = Number(c.req.valid("param").id);
    const deleted = await sql.begin(async (tx) => {
      const before = await findArticle(tx, id);
      if (!before || !(await deleteArticle(tx, id))) return false;
      const detail = { title: before.title, language: before.language };
      await audit(tx, trailOf(c, clock), { action: "article.deleted", subject: String(id), detail });
      return true;
    });
    return deleted ? c.json({ deleted: true }, 200) : errorResponse(c, NO_ARTICLE);
  });
}
