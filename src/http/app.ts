import { randomUUID } from "node:crypto";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { isUnavailable } from "../db/unavailable.ts";
import { FILE_BYTES } from "../desk/files.ts";
import { during, note } from "../observe/scope.ts";
import type { HttpEnv } from "./access.ts";
import { clientReader } from "./client-address.ts";
import type { Api, RouteDeps } from "./endpoint.ts";
import { errorResponse, requestFault } from "./errors.ts";
import { accountRoutes } from "./routes/account.ts";
import { attachmentRoutes } from "./routes/attachments.ts";
import { auditRoutes } from "./routes/audit.ts";
import { type ChannelRouteDeps, channelRoutes } from "./routes/channels.ts";
import { type ChatDeps, chatRoutes } from "./routes/chat.ts";
import { chatFileRoutes } from "./routes/chat-files.ts";
import { contactRoutes } from "./routes/contacts.ts";
import { conversationRoutes } from "./routes/conversations.ts";
import { deskRoutes } from "./routes/desk.ts";
import { type DraftRouteDeps, draftRoutes } from "./routes/drafts.ts";
import { eventRoutes } from "./routes/events.ts";
import { fileRoutes } from "./routes/files.ts";
import { handlingRoutes } from "./routes/handling.ts";
import { type HealthDeps, healthRoutes } from "./routes/health.ts";
import { knowledgeRoutes } from "./routes/knowledge.ts";
import { messageRoutes } from "./routes/messages.ts";
import { pageRoutes } from "./routes/pages.ts";
import { promiseRoutes } from "./routes/promises.ts";
import { reportRoutes } from "./routes/reports.ts";
import { setupRoutes } from "./routes/setup.ts";
import { type SignInDeps, signInRoutes } from "./routes/sign-in.ts";
import { teamRoutes } from "./routes/team.ts";
import { type TicketPageDeps, ticketPageRoutes } from "./routes/ticket-page.ts";
import { type WebhookDeps, webhookRoutes } from "./routes/webhooks.ts";

export type AppDeps = RouteDeps &
  ChatDeps &
  ChannelRouteDeps &
  DraftRouteDeps &
  HealthDeps &
  SignInDeps &
  TicketPageDeps &
  WebhookDeps & {
    /** Addresses and CIDR ranges of proxies that may say for whom they speak. */
    readonly trustedProxies: readonly string[];
    /** Somebody else says so. */
    readonly onUnnamedProxy: (address: string) => void;
    readonly onError: (error: unknown, requestId: string) => void;
    readonly onRequest: (request: {
      method: string;
      path: string;
      status: number;
      ms: number;
      requestId: string;
    }) => void;
  };

const MIB = 1024 * 1024;
const BODY_MIB = 1;
const FILE_MIB = FILE_BYTES / MIB;
const VISITOR_FILE_MIB = 10;
/** WhatsApp posts batches of up to 3 MB, and what is refused it would deliver again for a week. */
const DELIVERY_MIB = 4;

/** The whole HTTP side. Every route declares who may call it. */
export function createApp(deps: AppDeps): Api {
  const app: Api = new OpenAPIHono<HttpEnv>();
  observe(app, deps);
  protect(app);
  healthRoutes(app, deps);
  webhookRoutes(app, deps);
  chatRoutes(app, deps);
  chatFileRoutes(app, deps);
  signInRoutes(app, deps);
  app.route("/api/v1", apiV1(deps));
  ticketPageRoutes(app, deps);
  pageRoutes(app, deps);
  return app;
}

/** What a process without pages answers: whether it works, and its figures. */
export function createHealthApp(deps: HealthDeps): Api {
  const app: Api = new OpenAPIHono<HttpEnv>();
  healthRoutes(app, deps);
  return app;
}

function apiV1(deps: AppDeps): Api {
  const api: Api = new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) => {
      if (result.success) return;
      const message = result.error.issues
        .map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`)
        .join("; ");
      return errorResponse(c, { code: "invalid", message, hint: "See /api/v1/openapi.json for the shape." });
    },
  });
  conversationRoutes(api, deps);
  draftRoutes(api, deps);
  contactRoutes(api, deps);
  deskRoutes(api, deps);
  handlingRoutes(api, deps);
  channelRoutes(api, deps);
  knowledgeRoutes(api, deps);
  eventRoutes(api, deps);
  attachmentRoutes(api, deps);
  fileRoutes(api, deps);
  promiseRoutes(api, deps);
  reportRoutes(api, deps);
  messageRoutes(api, deps);
  setupRoutes(api, deps, deps.auth);
  accountRoutes(api, deps);
  teamRoutes(api, deps);
  auditRoutes(api, deps);
  api.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  api.openAPIRegistry.registerComponent("securitySchemes", "session", { type: "apiKey", in: "cookie", name: "hamdel" });
  api.get("/openapi.json", deps.allow("public"), (c) => {
    const info = { title: "Hamdel", version: "1", description: "The complaint desk's API." };
    return c.json(api.getOpenAPI31Document({ openapi: "3.1.0", info, servers: [{ url: "/api/v1" }] }));
  });
  return api;
}

/** A request id through everything, one line a request, and one shape for every error. */
function observe(app: Api, { trustedProxies, onUnnamedProxy, onError, onRequest }: AppDeps): void {
  const clientOf = clientReader(trustedProxies);
  app.use((c, next) => {
    const { method } = c.req;
    // Always our own: one that came with the request would be the caller's word in our log.
    const requestId = randomUUID();
    return during(`HTTP ${method}`, { requestId, "http.request.method": method }, async () => {
      const started = performance.now();
      c.set("requestId", requestId);
      const { address, unnamedProxy } = clientOf(c);
      c.set("address", address);
      if (unnamedProxy) onUnnamedProxy(address);
      c.header("X-Request-Id", requestId);
      await next();
      const ms = Math.round(performance.now() - started);
      note({ "http.route": c.req.routePath, "http.response.status_code": c.res.status });
      onRequest({ method, path: c.req.routePath, status: c.res.status, ms, requestId });
    });
  });
  app.onError((error, c) => {
    if (isUnavailable(error)) {
      const hint = "Nothing was taken: send the request again in a moment.";
      return errorResponse(c, { code: "unavailable", message: "The database cannot be reached.", hint });
    }
    const fault = requestFault(error);
    if (fault) return errorResponse(c, fault);
    onError(error, c.get("requestId"));
    const hint = `Tell the operator: request ${c.get("requestId")}.`;
    return errorResponse(c, { code: "internal", message: "Something failed on our side.", hint });
  });
  app.notFound((c) => {
    const hint = "The API is described at /api/v1/openapi.json.";
    return errorResponse(c, { code: "not_found", message: "There is nothing at this address.", hint });
  });
}

function protect(app: Api): void {
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      // What a route says of itself is stricter.
      overwrite: false,
      // The desk may run without TLS on one machine; the proxy that adds TLS adds this too.
      strictTransportSecurity: false,
    }),
  );
  const requests = atMost(BODY_MIB);
  const deliveries = atMost(DELIVERY_MIB);
  const files: Readonly<Record<string, ReturnType<typeof atMost>>> = {
    "/api/v1/files": atMost(FILE_MIB),
    "/api/chat/files": atMost(VISITOR_FILE_MIB),
  };
  app.use((c, next) => {
    const limit = files[c.req.path] ?? (c.req.path.startsWith("/webhooks/") ? deliveries : requests);
    return limit(c, next);
  });
}

/**
 * Limits a body. Where its length is told, as by every messenger, that is the limit: the server reads no more, and the
 * body need not become a stream only to be counted, which costs more than all else on a webhook's way.
 */
function atMost(mib: number): MiddlewareHandler<HttpEnv> {
  const refuse = (c: Context) => {
    // The rest of the body is still on its way and must not be read as a next request.
    c.header("Connection", "close");
    const hint = `Send at most ${mib} MiB.`;
    return errorResponse(c, { code: "too_large", message: "The body is too large.", hint });
  };
  const counting = bodyLimit({ maxSize: mib * MIB, onError: refuse });
  return async (c, next) => {
    const length = c.req.header("content-length");
    if (length === undefined || c.req.header("transfer-encoding") !== undefined) return counting(c, next);
    if (Number(length) > mib * MIB) return refuse(c);
    return next();
  };
}
