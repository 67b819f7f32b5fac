import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import type { Config } from "../config.ts";
import type { Playbooks } from "../core/playbook.ts";
import type { Taxonomy } from "../core/taxonomy.ts";
import type { Database } from "../db/connect.ts";
import type { StartRefused } from "../db/open.ts";
import type { Part } from "../db/readiness.ts";
import type { DeskDeps } from "../desk/commands.ts";
import type { IntakeDeps } from "../intake/accept.ts";
import type { Hub } from "../live/hub.ts";
import { describeError } from "../observe/describe-error.ts";
import type { ChannelAccounts } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import { guard } from "./access.ts";
import { createApp, createHealthApp } from "./app.ts";
import { ensureAdmin, identifier, makeFirstLink, openAuth } from "./auth.ts";
import type { ChannelRouteDeps } from "./routes/channels.ts";
import type { DraftRouteDeps } from "./routes/drafts.ts";
import type { TicketPageDeps } from "./routes/ticket-page.ts";

export interface HttpDeps extends TicketPageDeps {
  readonly config: Pick<
    Config,
    "host" | "port" | "publicUrl" | "apiToken" | "metricsToken" | "admin" | "trustedProxies"
  >;
  readonly secret: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly desk: DeskDeps;
  readonly hub: Hub;
  readonly accounts: ChannelAccounts;
  readonly taxonomy: Taxonomy;
  readonly playbooks: Playbooks;
  readonly intake: IntakeDeps;
  readonly health: ChannelRouteDeps["health"];
  readonly office: ChannelRouteDeps["office"];
  readonly propose: DraftRouteDeps["propose"];
  readonly parts: readonly Part[];
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
  readonly onRejected: (channel: string, why: string) => void;
  readonly log: {
    error(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    debug(fields: object, message: string): void;
  };
}

export interface Listening {
  /** Where this machine reaches it. */
  readonly url: string;
  /** The path of the first admin's set-up page; null where somebody can sign in. */
  readonly setupPath: string | null;
  stop(): Promise<void>;
}

const UNNAMED_PROXY =
  "X-Forwarded-For from an address that is not in TRUSTED_PROXIES: if it is your proxy, name it there, or all who come through it share one limit at signing in";
const DRAIN_MS = 2_000;
const LOOK_FOR_IDLE_MS = 50;

/** Builds the HTTP side and listens. @throws where the port is taken */
export async function listenHttp(deps: HttpDeps): Promise<Listening> {
  const { config, database, clock, desk, hub, accounts, log } = deps;
  const secureCookies = config.publicUrl?.startsWith("https:") ?? false;
  const auth = openAuth(database, { clock, secret: deps.secret, secureCookies });
  if (config.admin) await ensureAdmin(auth, database.sql, config.admin, clock.now());
  const web = [...accounts.values()].find(({ adapter }) => adapter.channel === "web");
  if (!web) throw new Error("The web chat is not configured.");

  const app = createApp({
    ...deps,
    sql: database.sql,
    auth,
    account: web,
    secureCookies,
    publicUrl: config.publicUrl,
    allow: guard(identifier(auth, config.apiToken, { sql: database.sql, clock }), config.metricsToken),
    trustedProxies: config.trustedProxies,
    onUnnamedProxy: once((address) => log.warn({ address }, UNNAMED_PROXY)),
    onNotReady: (part, error) => log.warn({ part, error }, "not ready"),
    onError: (error, requestId) => log.error({ error, requestId }, "a request failed"),
    onRequest: (request) => log.debug(request, "request"),
    clock,
    desk,
    hub,
  });
  const { url, stop } = await listen(app.fetch, config);
  const token = config.admin ? null : await makeFirstLink(database.sql, clock.now());
  return { url, setupPath: token && `/setup?token=${token}`, stop };
}

/** Listens for those who watch over a worker: its health and its figures, and nothing else. @throws as above */
export async function listenHealth(deps: Pick<HttpDeps, "config" | "parts" | "metrics" | "log">): Promise<Listening> {
  const onNotReady = (part: string, error: unknown) => deps.log.warn({ part, error }, "not ready");
  const app = createHealthApp({ ...deps, onNotReady, allow: guard(async () => null, deps.config.metricsToken) });
  return { ...(await listen(app.fetch, deps.config)), setupPath: null };
}

/** What somebody at a terminal is told where a start failed; what listening may meet is named with its way out. */
export function startRefused(error: unknown, { host, port }: Pick<Config, "host" | "port">): StartRefused {
  const another = `PORT=${port === 3001 ? 3002 : 3001} npm start`;
  const { code, syscall } = (error ?? {}) as { readonly code?: unknown; readonly syscall?: unknown };
  switch (syscall === "listen" || syscall === "getaddrinfo" ? code : null) {
    case "EADDRINUSE":
      return { message: `Port ${port} is in use.`, hint: `Stop what uses it, or: ${another}` };
    case "EACCES":
      return { message: `This user may not open port ${port}.`, hint: `Take one above 1023: ${another}` };
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return { message: `${host} is no address of this machine.`, hint: "Set HOST to one that is, or leave it out." };
    default: {
      const message = `The desk did not start: ${describeError(error).message}`;
      return { message, hint: "Look at the lines above and at the settings in .env; LOG_LEVEL=debug says more." };
    }
  }
}

async function listen(
  fetch: Parameters<typeof serve>[0]["fetch"],
  { host, port }: Pick<HttpDeps["config"], "host" | "port">,
): Promise<Pick<Listening, "url" | "stop">> {
  const server = await new Promise<Server>((resolve, reject) => {
    const opening = serve({ fetch, hostname: host, port }, () => resolve(opening as Server));
    opening.once("error", reject);
  });
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return { url: `http://${name}:${bound}`, stop: () => close(server) };
}

/** Says it once: whoever lies could fill the log. */
function once<T>(say: (value: T) => void): (value: T) => void {
  let said = false;
  return (value) => {
    if (!said) say(value);
    said = true;
  };
}

/** Lets running requests end; connections kept for a next request go at once, streams that stay open are cut. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(cut);
      resolve();
    });
  });
}
