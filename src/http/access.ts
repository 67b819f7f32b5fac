import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { clientReader } from "./client-address.ts";
import { errorResponse } from "./errors.ts";

/**
 * Who may call a route. `public`: anyone. `platform`: whoever the channel's own signature proves. `visitor`: the web
 * chat's token. `agent`: a signed-in agent or the service token. `admin`: an admin or the service token. `operator`:
 * whoever watches over the desk, by METRICS_TOKEN or from this very machine.
 */
export type Access = "public" | "platform" | "visitor" | "agent" | "admin" | "operator";

/** The agent a request acts for. */
export interface Actor {
  readonly agentId: string;
  readonly role: "admin" | "agent";
  /** Came with the service token: it may act for another agent. */
  readonly service: boolean;
  /** Null for the service token. */
  readonly sessionId: string | null;
}

export interface HttpEnv {
  Variables: {
    actor: Actor;
    requestId: string;
    /** The client's; see `client-address.ts`. */
    address: string;
  };
}

export interface Identify {
  /** Null: nobody we know. */
  (c: Context): Promise<Actor | null>;
}

export type Allow = (access: Access) => MiddlewareHandler<HttpEnv> & { readonly access: Access };

/** Makes the guard every route declares itself with. The declaration stays readable on the handler: a test walks them all. */
export function guard(identify: Identify, metricsToken: string | null = null): Allow {
  return (access) => {
    const handler: MiddlewareHandler<HttpEnv> = async (c, next) => {
      if (access === "operator" && !isOperator(c, metricsToken)) {
        const hint = "Send `Authorization: Bearer <METRICS_TOKEN>`, or ask from the machine the desk runs on.";
        return errorResponse(c, { code: "forbidden", message: "The figures are the operator's.", hint });
      }
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

const peerOf = clientReader([]);
const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/** A proxy on this machine speaks for others: what it passes on is not from here. */
function isOperator(c: Context, token: string | null): boolean {
  if (token !== null) return sameSecret(bearer(c) ?? "", token);
  const passedOn = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some(
    (name) => c.req.header(name) !== undefined,
  );
  return !passedOn && LOOPBACK.test(peerOf(c).address);
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
