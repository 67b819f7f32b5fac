import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { refreshConversation } from "./refresh.ts";
import { sendAllWaiting } from "./sending.ts";
import { noteWriting, type Writer } from "./writing.ts";

type Connection = "connecting" | "live" | "lost";

/** Events that come together are one refetch. */
const GATHER_MS = 150;
const BEAT_MS = 10_000;
/** A beat this late means the machine slept, and a sleeping socket is not trusted. Hidden tabs beat once a minute. */
const SLEPT_MS = 90_000;
/** The server says something every 20 seconds. A line this quiet is dead, whatever the browser believes. */
const SILENT_MS = 50_000;
const REOPEN_MS = 3_000;

let connection: Connection = "connecting";
const listeners = new Set<() => void>();

function setConnection(next: Connection): void {
  if (connection === next) return;
  connection = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useConnection = (): Connection => useSyncExternalStore(subscribe, () => connection);

/** Keeps what is on screen true while somebody is signed in. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => follow(client), [client]);
}

/**
 * Follows the server's events. After every gap (a lost line, a sleep, a reopened stream) all that is visible is asked
 * again, because what happened in the gap is not replayed.
 * @returns how to stop
 */
function follow(client: QueryClient): () => void {
  const changed = new Set<string>();
  let source: EventSource | null = null;
  let gather: ReturnType<typeof setTimeout> | undefined;
  let reopen: ReturnType<typeof setTimeout> | undefined;
  let opened = false;
  let lastBeat = Date.now();
  let lastHeard = Date.now();

  const flush = () => {
    gather = undefined;
    for (const id of changed) void refreshConversation(client, id);
    changed.clear();
    // News has come, so the line works.
    sendAllWaiting(client);
  };

  const open = () => {
    clearTimeout(reopen);
    source?.close();
    lastHeard = Date.now();
    source = new EventSource("/api/v1/events");
    source.addEventListener("open", () => {
      lastHeard = Date.now();
      setConnection("live");
      if (opened) void client.invalidateQueries();
      opened = true;
      sendAllWaiting(client);
    });
    source.addEventListener("ping", () => {
      lastHeard = Date.now();
    });
    source.addEventListener("conversation", (event) => {
      lastHeard = Date.now();
      const { id } = JSON.parse(event.data) as { id: string };
      noteWriting(id, null);
      changed.add(id);
      gather ??= setTimeout(flush, GATHER_MS);
    });
    source.addEventListener("typing", (event) => {
      const { id, who } = JSON.parse(event.data) as { id: string; who: Writer };
      noteWriting(id, who);
    });
    source.addEventListener("error", () => {
      setConnection("lost");
      // The browser retries a broken line by itself, but gives up for good on a refusal.
      if (source?.readyState !== EventSource.CLOSED) return;
      void client.invalidateQueries({ queryKey: ["me"] });
      reopen = setTimeout(open, REOPEN_MS);
    });
  };

  const wake = () => {
    const now = Date.now();
    const slept = now - lastBeat > SLEPT_MS;
    const silent = now - lastHeard > SILENT_MS;
    lastBeat = now;
    if (slept || silent) setConnection("lost");
    if (slept || silent || source?.readyState === EventSource.CLOSED) open();
  };

  const onVisible = () => {
    if (document.visibilityState === "visible") wake();
  };
  const onOffline = () => setConnection("lost");

  open();
  sendAllWaiting(client);
  const beat = setInterval(wake, BEAT_MS);
  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("online", open);
  window.addEventListener("offline", onOffline);
  return () => {
    clearInterval(beat);
    clearTimeout(gather);
    clearTimeout(reopen);
    source?.close();
    document.removeEventListener("visibilitychange", onVisible);
    window.removeEventListener("online", open);
    window.removeEventListener("offline", onOffline);
  };
}
