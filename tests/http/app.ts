import { join } from "node:path";
import { type MemoryAdapter, memoryAdapter } from "../../adapters/memory/index.ts";
import { webAdapter } from "../../adapters/web/index.ts";
import { openChannelBook } from "../../src/channel-book.ts";
import { channelOffice } from "../../src/channel-office.ts";
import { surroundingsOf } from "../../src/configured-channels.ts";
import { err } from "../../src/core/result.ts";
import type { Database } from "../../src/db/connect.ts";
import type { Part } from "../../src/db/readiness.ts";
import { guard } from "../../src/http/access.ts";
import { createApp } from "../../src/http/app.ts";
import { type Auth, createAgent, identifier, openAuth } from "../../src/http/auth.ts";
import type { Api } from "../../src/http/endpoint.ts";
import { type Hub, openHub } from "../../src/live/hub.ts";
import { postgresSignals } from "../../src/live/signals.ts";
import { createLog } from "../../src/log.ts";
import { loadPhrasebook } from "../../src/mind/writing/phrasebook.ts";
import type { ChannelAdapter } from "../../src/ports/channel.ts";
import { projectRoot } from "../../src/project-root.ts";
import { sealWith } from "../../src/sealed.ts";
import { ticketLinks } from "../../src/ticket-links.ts";
import { ticketPageIn } from "../../src/ticket-page/render.ts";
import { HANDLING } from "../support/handling.ts";
import { openRows, POLICY, type Rows } from "../support/rows.ts";

const SERVICE_TOKEN = "a-service-token-for-the-tests";
export const ORIGIN = "http://desk.test";
/** Proxies that are believed. */
const PROXIES = ["10.9.0.1", "10.9.8.0/24", "fd00::/8"] as const;
/** What our messages to customers point to. */
export const LINKS = ticketLinks("z".repeat(32), ORIGIN);
export const WEBHOOK_SECRET = "a-secret-of-the-memory-channel";

/** The HTTP side alone, on rows of its own: nothing but requests changes anything. */
export interface HttpDesk {
  readonly app: Api;
  readonly rows: Rows;
  readonly auth: Auth;
  readonly memory: MemoryAdapter;
  readonly errors: unknown[];
  readonly hub: Hub;
  /** What does not work, as readiness sees it. */
  readonly broken: Part[];
  /** Asks with the service token unless other headers are given. */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a body
  readonly body: any;
}

export const SERVICE = { authorization: `Bearer ${SERVICE_TOKEN}` } as const;

interface Beside {
  /** Another database in the place of the rows' own, for example one that is away. */
  readonly database?: Database;
  /** Rows that another process of the same desk has open, and closes. */
  readonly rows?: Rows;
  /** What the test channel can beside the reference adapter, or in its place. */
  readonly channel?: Partial<ChannelAdapter>;
}

export async function openHttp({ database, rows: given, channel = {} }: Beside = {}): Promise<HttpDesk> {
  const rows = given ?? (await openRows());
  const used = database ?? rows.database;
  const memory = memoryAdapter({ secret: WEBHOOK_SECRET });
  if (!memory.ok) throw new Error(memory.error.message);
  const phrasebook = loadPhrasebook(join(projectRoot, "prompts", "phrases"));
  if (!phrasebook.ok) throw new Error(JSON.stringify(phrasebook.error));
  const seal = sealWith("y".repeat(32));
  const settings = { publicUrl: ORIGIN, proxy: undefined, dataDir: "/nowhere" };
  const around = surroundingsOf(settings, createLog("silent"), rows.clock, () => {});
  const configured = [
    { name: "web", adapter: webAdapter() },
    { name: "test", adapter: { ...memory.value, ...channel } },
  ];
  const book = await openChannelBook({ sql: rows.sql, seal, around, configured });
  const account = [...book.accounts.values()].find(({ name }) => name === "web");
  if (!account) throw new Error("The web chat has no account.");
  const signals = postgresSignals(rows.sql, () => {});
  const auth = openAuth(used, { clock: rows.clock, secret: "x".repeat(32), secureCookies: false });
  const errors: unknown[] = [];
  const broken: Part[] = [];
  const desk = { ...rows.desk, sql: used.sql };
  const intake = {
    ...desk,
    policy: POLICY,
    noticeFlood: async () => {},
    takeover: async () => {},
    undelivered: async () => {},
  };
  const hub = await openHub(signals);
  const app = createApp({
    sql: used.sql,
    clock: rows.clock,
    desk,
    hub,
    accounts: book.accounts,
    taxonomy: HANDLING.taxonomy,
    playbooks: HANDLING.playbooks,
    office: channelOffice({ sql: used.sql, clock: rows.clock, seal, book, around, changed: () => {} }),
    account,
    propose: async () => err({ code: "conflict", message: "Nobody thinks here.", hint: "The tests of turns do." }),
    intake,
    allow: guard(identifier(auth, SERVICE_TOKEN, { sql: used.sql, clock: rows.clock })),
    auth,
    secureCookies: false,
    publicUrl: null,
    renderTicketPage: ticketPageIn(phrasebook.value),
    opensTicket: LINKS.opens,
    health: async () => book.troubles,
    parts: broken,
    onNotReady: (_part, error) => void errors.push(error),
    metrics: async () => ({ type: "text/plain", text: "hamdel_up 1\n" }),
    trustedProxies: PROXIES,
    onUnnamedProxy: () => {},
    onRejected: () => {},
    onError: (error) => void errors.push(error),
    onRequest: () => {},
  });
  return {
    app,
    rows,
    auth,
    memory: memory.value,
    errors,
    broken,
    hub,
    async ask(method, path, body, headers = SERVICE) {
      const init = {
        method,
        headers: {
          host: "desk.test",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      };
      const response = await app.request(`${ORIGIN}${path}`, init);
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json");
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    },
    async close() {
      await signals.close();
      if (!given) await rows.close();
    },
  };
}

/** Makes an agent who can sign in, signs in, and gives the headers of the console's own pages. */
export async function signedIn({ auth, rows }: HttpDesk, role: "admin" | "agent"): Promise<Record<string, string>> {
  const email = `${role}@desk.test`;
  const password = "a long password";
  await createAgent(auth, rows.sql, { name: role, email, password }, role);
  const response = await (await auth()).api.signInEmail({ body: { email, password }, asResponse: true });
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return { cookie, origin: ORIGIN };
}
