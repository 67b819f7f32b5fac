import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { errorResponse } from "./errors.ts";

/**
 * Who may call a route. `public`: anyone. `platform`: whoever the channel's own signature proves. `visitor`: the web
 * chat's token. `agent`: a signed-in agent or the service token. `admin`: an admin or the service token.
 */
export type Access = "public" | "platform" | "visitor" | "agent" | "admin";

/** The agent a request acts for. */
export interface Actor {
  readonly agentId: string;
  readonly role: "admin" | "agent";
  /** Came with the service token: it may act for another agent. */
  readonly service: boolean;
}

export interface HttpEnv {
  Variables: { actor: Actor; requestId: string };
}

export interface Identify {
  /** Null: nobody we know. */
  (c: Context): Promise<Actor | null>;
}

export type Allow = (access: Access) => MiddlewareHandler<HttpEnv> & { readonly access: Access };

/** Makes the guard every route declares itself with. The declaration stays readable on the handler: a test walks them all. */
export function guard(identify: Identify): Allow {
  return (access) => {
    const handler: MiddlewareHandler<HttpEnv> = async (c, next) => {
      if (access !== "agent" && access !== "admin") return next();
      const actor = await identify(c);
      if (!actor) {
        const hint = "Sign in, or send `Authorization: Bearer <API_TOKEN>`.";
        return errorResponse(c, { code: "unauthenticated", message: "You are not signed in.", hint });
      }
      if (access === "admin" && actor.role !== "admin") {
        return errorResponse(c, { code: "forbidden", message: "Only an admin may do this.", hint: "Ask an admin." });
      }
      if (!actor.service && !sameOrigin(c)) {
        const hint = "Requests that change something must come from the console's own pages.";
        return errorResponse(c, { code: "forbidden", message: "The request came from another site.", hint });
      }
      c.set("actor", actor);
      return next();
    };
    return Object.assign(handler, { access });
  };
}

/** A cookie is sent by the browser on its own: what changes something must come from our own pages. */
function sameOrigin(c: Context): boolean {
  if (c.req.method === "GET" || c.req.method === "HEAD") return true;
  const origin = c.req.header("origin");
  if (origin === undefined) return c.req.header("sec-fetch-site") === "same-origin";
  return URL.canParse(origin) && new URL(origin).host === c.req.header("host");
}

/** Compares secrets in constant time, whatever their lengths. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

export function bearer(c: Context): string | null {
  return /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? null;
}
