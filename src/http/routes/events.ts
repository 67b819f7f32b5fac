import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { HttpEnv } from "../access.ts";
import type { Api, RouteDeps } from "../endpoint.ts";
import { isOpen } from "../sessions.ts";

const PING_MS = 20_000;

/**
 * Live news for the agents' pages: which conversation changed, and who is writing in one. The page then reads what it
 * needs. A `ping` comes as an event, not as a comment: a page sees no comments, and must know a dead line from a quiet one.
 */
export function eventRoutes(api: Api, { hub, sql, clock, allow }: RouteDeps): void {
  api.get("/events", allow("agent"), (c) =>
    liveStream(c, async (stream) => {
      const waiting = new Set<number>();
      const unsubscribe = hub.subscribe((event) => {
        const id = String(event.conversationId);
        if (event.kind === "changed") {
          waiting.add(event.conversationId);
          void flush();
        } else {
          const who = event.kind === "customer-typing" ? "customer" : "us";
          void stream.writeSSE({ event: "typing", data: JSON.stringify({ id, who }) });
        }
      });
      const { sessionId } = c.get("actor");
      const ping = setInterval(async () => {
        // Who was signed out meanwhile hears no more; a database that is away for a moment ends nothing.
        const isOver = sessionId !== null && !(await isOpen(sql, sessionId, clock.now()).catch(() => true));
        if (isOver) stream.abort();
        else await stream.writeSSE({ event: "ping", data: "{}" });
      }, PING_MS);
      stream.onAbort(() => {
        clearInterval(ping);
        unsubscribe();
      });
      let flushing = false;
      async function flush(): Promise<void> {
        if (flushing) return;
        flushing = true;
        for (const id of waiting) {
          waiting.delete(id);
          await stream.writeSSE({ event: "conversation", data: JSON.stringify({ id: String(id) }) });
        }
        flushing = false;
      }
    }),
  );
}

/** A stream of server-sent events that stays open until the reader leaves, with a sign of life now and then. */
export function liveStream(c: Context<HttpEnv>, begin: (stream: SSEStreamingApi) => Promise<void>): Response {
  // Proxies must not hold events back.
  c.header("X-Accel-Buffering", "no");
  return streamSSE(c, async (stream) => {
    const left = new Promise<void>((resolve) => stream.onAbort(resolve));
    await stream.write(": hello\n\n");
    const ping = setInterval(() => void stream.write(": ping\n\n"), PING_MS);
    try {
      await begin(stream);
      await left;
    } finally {
      clearInterval(ping);
    }
  });
}
