import { randomBytes } from "node:crypto";
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { readSettings } from "../../db/settings.ts";
import { accept, type IntakeDeps } from "../../intake/accept.ts";
import { openConversation } from "../../intake/open.ts";
import type { ChannelAccount, InboundAttachment } from "../../ports/channel.ts";
import { bearer, type HttpEnv } from "../access.ts";
import { hashToken } from "../auth.ts";
import type { Api, RouteDeps } from "../endpoint.ts";
import { type ApiError, errorResponse, tooManyResponse } from "../errors.ts";
import { getConversation } from "../queries/conversations.ts";
import { bindVisitorFiles, filesOfVisitor } from "../queries/files.ts";
import { listVisibleMessages, namesShown } from "../queries/thread.ts";
import { rateLimit } from "../rate-limit.ts";
import { rowId, sequence } from "../schemas.ts";
import { type MessageRow, messageView } from "../views.ts";
import { liveStream } from "./events.ts";

export interface ChatDeps extends RouteDeps {
  readonly intake: IntakeDeps;
  readonly account: ChannelAccount;
  readonly secureCookies: boolean;
}

/** Its own limit: a visitor's whole message. */
const MOST_FILES = 5;
const COOKIE = "hamdel_chat";
const COOKIE_DAYS = 30;
/** By address, and generous: behind a proxy all visitors share one. What it stops is a script that fills the database. */
const NEW_SESSIONS = { max: 600, windowMs: 60_000 };

/** Beyond these a customer writes without a sign of it. */
const TYPING_SIGNS = { max: 30, windowMs: 60_000 };

/** The web chat's own protocol. A visitor is known by a random token, of which only the hash is kept. */
export function chatRoutes(app: Api, deps: ChatDeps): void {
  const { sql, allow, account, clock, hub, intake, secureCookies } = deps;

  app.get("/api/chat/config", allow("public"), async (c) => {
    const { organisation, defaultLanguage, zone } = await readSettings(sql);
    return c.json({ organisation, defaultLanguage, zone });
  });

  /** The event stream of a browser can send no token: it is known by the cookie. */
  const remember = (c: Context, token: string) => {
    const maxAge = COOKIE_DAYS * 86_400;
    setCookie(c, COOKIE, token, { path: "/api/chat", httpOnly: true, sameSite: "Lax", secure: secureCookies, maxAge });
  };

  const newSessions = rateLimit(NEW_SESSIONS, clock);
  app.post("/api/chat/sessions", allow("public"), async (c) => {
    const seconds = newSessions.take(c.get("address"));
    if (seconds > 0) return tooManyResponse(c, seconds, "Too many new chats from this address.");
    const token = randomBytes(32).toString("base64url");
    const visitor = randomBytes(12).toString("base64url");
    const conversationId = await openConversation(sql, account.id, visitor, clock.now());
    await sql`insert into web_sessions (token_hash, conversation_id) values (${hashToken(token)}, ${conversationId})`;
    remember(c, token);
    return c.json({ token, conversationId: String(conversationId) }, 201);
  });

  app.post("/api/chat/messages", allow("visitor"), async (c) => {
    const visitor = await callerOf(deps, c, "bearer");
    if (!visitor) return unknownVisitor(c);
    const body: unknown = await c.req.json().catch(() => null);
    // The visitor comes last: it is the token's, whatever the page wrote.
    const given: Record<string, unknown> = typeof body === "object" ? { ...body } : {};
    const attachments = await attachmentsOf(deps, visitor, given);
    if (!attachments) return errorResponse(c, noUnsentFile);
    const own = { at: clock.now().toISOString(), visitor: visitor.threadId, attachments };
    const events = account.adapter.decode({ ...given, ...own });
    const [event] = events.ok ? events.value : [];
    if (!events.ok) return errorResponse(c, { code: "invalid", ...events.error });
    if (!event) throw new Error("The web adapter read nothing from a valid post.");
    const taken = await accept(intake, account.id, event);
    const clientId = event.externalId ?? "";
    if (attachments.length > 0) await bindVisitorFiles(sql, visitor.id, clientId);
    return c.json({ sequence: taken?.sequence ?? (await sequenceOf(deps, visitor.id, clientId)) }, 202);
  });

  app.get("/api/chat/messages", allow("visitor"), async (c) => {
    const visitor = await callerOf(deps, c, "bearer");
    if (!visitor) return unknownVisitor(c);
    const after = sequence.safeParse(c.req.query("after") ?? 0);
    if (!after.success) {
      const hint = "Send the `sequence` of the last message you have, or the `next` of a page.";
      return errorResponse(c, { code: "invalid", message: "after: must be a sequence.", hint });
    }
    const { items, next } = await listVisibleMessages(sql, visitor.id, after.data);
    // The cookie ends before the page's memory does, and another conversation of this browser may have taken its place.
    const token = bearer(c);
    if (token !== null && getCookie(c, COOKIE) !== token) remember(c, token);
    return c.json({ items: await shownViews(deps, items), next });
  });

  const signs = rateLimit(TYPING_SIGNS, clock);
  app.post("/api/chat/typing", allow("visitor"), async (c) => {
    const visitor = await callerOf(deps, c, "bearer");
    if (!visitor) return unknownVisitor(c);
    if (signs.take(String(visitor.id)) === 0) hub.customerTyping(visitor.id);
    return c.body(null, 204);
  });

  app.get("/api/chat/events", allow("visitor"), async (c) => {
    const visitor = await callerOf(deps, c, "bearer or cookie");
    if (!visitor) return unknownVisitor(c);
    const from = wholeNumber(c.req.header("last-event-id") ?? c.req.query("after"));
    return chatStream(c, deps, visitor.id, from);
  });
}

const LOOK_AGAIN_MS = 10_000;

/** Messages in order from where the reader stopped; then whatever comes. */
function chatStream(c: Context<HttpEnv>, deps: ChatDeps, conversationId: number, from: number): Response {
  const { sql, hub } = deps;
  return liveStream(c, async (stream) => {
    let cursor = from;
    let state: string | null = null;
    let queue: Promise<void> = Promise.resolve();
    const then = (act: () => Promise<void>) => {
      queue = queue.then(act).catch(() => {});
    };
    const unsubscribe = hub.subscribe((event) => {
      if (event.conversationId !== conversationId || event.kind === "customer-typing") return;
      then(event.kind === "typing" ? typing : catchUp);
    });
    // A process that dies right after it delivered takes the news of it along.
    const look = setInterval(() => then(catchUp), LOOK_AGAIN_MS);
    stream.onAbort(() => {
      clearInterval(look);
      unsubscribe();
    });

    async function typing(): Promise<void> {
      await stream.writeSSE({ event: "typing", data: JSON.stringify({ typing: true }) });
    }
    async function catchUp(): Promise<void> {
      for (let more = true; more; ) {
        const { items, next } = await listVisibleMessages(sql, conversationId, cursor);
        for (const message of await shownViews(deps, items)) {
          cursor = message.sequence;
          await stream.writeSSE({ id: String(message.sequence), event: "message", data: JSON.stringify(message) });
        }
        more = next !== null && !stream.aborted;
        if (next !== null) cursor = Number(next);
      }
      const conversation = await getConversation(sql, conversationId);
      if (!conversation || conversation.state === state) return;
      state = conversation.state;
      await stream.writeSSE({ event: "state", data: JSON.stringify({ state }) });
    }
    // Through the queue, as all that follows: news that comes meanwhile must not be read beside it and said twice.
    then(catchUp);
    await queue;
  });
}

/** Messages as the customer's page shows them: an agent's with a name, where the desk shows names, else with null. */
async function shownViews({ sql }: ChatDeps, rows: readonly MessageRow[]) {
  const names = await namesShown(sql, rows);
  // What a machine made of a customer's files is for those who work with it.
  return rows.map((row) => ({
    ...messageView({ ...row, heard: [] }),
    authorName: names.get(row.agentId ?? "") ?? null,
  }));
}

interface Visitor {
  readonly id: number;
  readonly threadId: string;
}

/**
 * The visitor's own uploads that a message names, none of which went with another one: a file is given out as part of
 * its message. @returns null where it names others
 */
async function attachmentsOf(
  { sql }: ChatDeps,
  visitor: Visitor,
  { files: named, clientId }: Record<string, unknown>,
): Promise<readonly InboundAttachment[] | null> {
  if (named === undefined) return [];
  const ids = fileIds.safeParse(named);
  if (!ids.success) return null;
  const given = await filesOfVisitor(sql, visitor.id, { ids: ids.data.map(Number) });
  const files = given.filter(({ sentWith }) => sentWith === null || sentWith === clientId);
  if (files.length < new Set(ids.data).size) return null;
  return files.map(({ id, kind, name, mime, bytes }) => ({ kind, name, mime, bytes, fileId: id }));
}

const noUnsentFile: ApiError = {
  code: "not_found",
  message: "There is no such unsent file.",
  hint: "Upload it at POST /api/chat/files; each upload goes with one message, and waits for it for a day.",
};

const fileIds = z.array(rowId).max(MOST_FILES);

/** Who asks: a browser can send no token for a picture or a stream, and is known by the cookie. */
export function callerOf(deps: ChatDeps, c: Context, by: "bearer" | "bearer or cookie"): Promise<Visitor | null> {
  return visitorOf(deps, bearer(c) ?? (by === "bearer" ? null : (getCookie(c, COOKIE) ?? null)));
}

async function visitorOf({ sql }: ChatDeps, token: string | null): Promise<Visitor | null> {
  if (token === null) return null;
  const [row] = await sql<Visitor[]>`
    select c.id, c.thread_id from web_sessions w join conversations c on c.id = w.conversation_id
    where w.token_hash = ${hashToken(token)}`;
  return row ?? null;
}

async function sequenceOf({ sql }: ChatDeps, conversationId: number, clientId: string): Promise<number> {
  const [row] = await sql<{ sequence: number }[]>`
    select sequence from messages where conversation_id = ${conversationId} and external_id = ${clientId}
      and author = 'customer'`;
  return row?.sequence ?? 0;
}

export function unknownVisitor(c: Context): Response {
  const hint = "Start a new one with POST /api/chat/sessions.";
  return errorResponse(c, { code: "unauthenticated", message: "This chat is not known.", hint });
}

function wholeNumber(text: string | undefined): number {
  return /^\d{1,9}$/.test(text ?? "") ? Number(text) : 0;
}
