import { z } from "@hono/zod-openapi";
import { CATEGORIES } from "../../core/reading.ts";
import { type Api, endpoint, type RouteDeps } from "../endpoint.ts";
import { errorResponse } from "../errors.ts";
import { playbook as playbookBody, taxonomy as taxonomyBody } from "../schemas.ts";

/** How cases are handled here, in the organisation's own words: the names of sub-categories, and its playbooks. */
export function handlingRoutes(api: Api, { allow, taxonomy, playbooks }: RouteDeps): void {
  const kinds = { method: "get", path: "/taxonomy" } as const;
  api.openapi(endpoint(allow, "agent", kinds, taxonomyBody), async (c) => {
    const { key, name } = taxonomy;
    const subcategories = taxonomy.subcategories.map((each) => ({
      key: each.key,
      category: each.category,
      name: each.name,
    }));
    return c.json({ key, name, subcategories }, 200);
  });

  const params = z.object({ category: z.enum(CATEGORIES) });
  const one = { method: "get", path: "/playbooks/{category}", request: { params } } as const;
  api.openapi(endpoint(allow, "agent", one, playbookBody), async (c) => {
    const found = playbooks[c.req.valid("param").category];
    if (!found) {
      const hint = "A playbook is a file in prompts/playbooks, named after its category.";
      return errorResponse(c, { code: "not_found", message: "This category has no playbook.", hint });
    }
    const { category, evidence, remedies, words } = found;
    const escalation = { fa: words.fa.escalation, ar: words.ar.escalation, en: words.en.escalation };
    return c.json({ category, evidence, remedies, escalation }, 200);
  });
}
