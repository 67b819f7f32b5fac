import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { refreshConversation } from "./refresh.ts";

type Connection = "connecting" | "live" | "lost";

/** Events that come together are one refetch. */
const GATHER_MS = 150;
const BEAT_MS = 10_000;
/** A beat this late means the machine slept, and a sleeping socket is not trusted. Hidden tabs beat once a minute. */
const SLEPT_MS = 90_000;
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

  const flush = () => {
    gather = undefined;
    for (const id of changed) void refreshConversation(client, id);
    changed.clear();
  };

  const open = () => {
    clearTimeout(reopen);
    source?.close();
    source = new EventSource("/api/v1/events");
    source.addEventListener("open", () => {
      setConnection("live");
      if (opened) void client.invalidateQueries();
      opened = true;
    });
    source.addEventListener("conversation", (event) => {
      changed.add((JSON.parse(event.data) as { id: string }).id);
      gather ??= setTimeout(flush, GATHER_MS);
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
    const slept = Date.now() - lastBeat > SLEPT_MS;
    lastBeat = Date.now();
    if (slept || source?.readyState === EventSource.CLOSED) open();
  };

  const onVisible = () => {
    if (document.visibilityState === "visible") wake();
  };
  const onOffline = () => setConnection("lost");

  open();
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
