import { createRoute, type OpenAPIHono, type RouteConfig, type z } from "@hono/zod-openapi";
import type { Playbooks } from "../core/playbook.ts";
import type { Taxonomy } from "../core/taxonomy.ts";
import type { Sql } from "../db/connect.ts";
import type { DeskDeps } from "../desk/commands.ts";
import type { Hub } from "../live/hub.ts";
import type { ChannelAccounts } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Access, Allow, HttpEnv } from "./access.ts";
import { errorBody } from "./schemas.ts";

export type Api = OpenAPIHono<HttpEnv>;

/** What routes work with. */
export interface RouteDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly desk: DeskDeps;
  readonly hub: Hub;
  readonly accounts: ChannelAccounts;
  readonly taxonomy: Taxonomy;
  readonly playbooks: Playbooks;
  readonly allow: Allow;
}

type Bare = Pick<RouteConfig, "method" | "path" | "request" | "summary">;

/**
 * A documented route: its guard, its answer and the one shape of its errors come with it. Handlers answer with a plain
 * `Response`; a test holds the answers against the documented shapes.
 */
export function endpoint<const R extends Bare>(
  allow: Allow,
  access: Access,
  route: R,
  body: z.ZodType,
  status: 200 | 201 | 202 = 200,
) {
  const responses = {
    [status]: { description: "Done", content: { "application/json": { schema: body } } },
    default: { description: "Not done, and what to do", content: { "application/json": { schema: errorBody } } },
  };
  return createRoute({
    ...route,
    tags: [route.path.split("/")[1] ?? "desk"],
    middleware: [allow(access)] as const,
    ...(access === "public" ? {} : { security: [{ bearer: [] }, { session: [] }] }),
    responses: responses as unknown as { 200: { description: string } },
  });
}

/** The JSON body of a request, required. */
export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  body: { required: true as const, content: { "application/json": { schema } } },
});
