import type { InboundEvent, InboundSink } from "../../src/ports/channel.ts";
import { decodeSnapshots } from "./decode.ts";
import type { WhatsAppWebDeps } from "./deps.ts";
import type { Mark } from "./mark.ts";
import type { Snapshot } from "./snapshot.ts";

interface InboxDeps extends Pick<WhatsAppWebDeps, "log" | "wait"> {
  readonly sink: InboundSink;
  readonly mark: Mark;
  /** Ends the waiting for a database that takes nothing. */
  readonly signal: AbortSignal;
  /** Whether what arrives can be stored. */
  readonly onStored: (stored: boolean) => void;
}

/** Reads what happened; null where that is nothing. */
export type Read = () => Promise<Snapshot | null>;

export interface Inbox {
  /** Takes what happened when everything before it is taken. */
  take(read: Read): void;
  /** Takes it at once: from within {@link Inbox.inOrder}. */
  takeNow(read: Read): Promise<void>;
  /** Does something in that order. */
  inOrder(act: () => Promise<void>): void;
  /** Resolves when all that was taken so far is committed. */
  settled(): Promise<void>;
}

const AGAIN_FIRST_MS = 500;
const AGAIN_LAST_MS = 15_000;

/**
 * Commits what is heard, one after the other. WhatsApp delivers nothing twice, so what the sink cannot commit is tried
 * until it can; what a stop leaves behind is found in the chats at the next start, as the mark has not moved past it.
 */
export function openInbox({ log, wait, sink, mark, signal, onStored }: InboxDeps): Inbox {
  let tail = Promise.resolve();
  const told = new Set<string>();

  function inOrder(act: () => Promise<void>): void {
    tail = tail.then(async () => {
      if (signal.aborted) return;
      await act().catch((error: unknown) => log.warn({ channel: "whatsapp-web", error }, "an event was passed over"));
    });
  }

  async function commit(events: readonly InboundEvent[]): Promise<boolean> {
    for (let ms = AGAIN_FIRST_MS; !signal.aborted; ms = Math.min(ms * 2, AGAIN_LAST_MS)) {
      try {
        await sink(events);
        onStored(true);
        return true;
      } catch (error) {
        onStored(false);
        log.warn({ channel: "whatsapp-web", error }, "what arrived could not be stored, trying again");
        await wait(ms, signal);
      }
    }
    return false;
  }

  async function store(snapshot: Snapshot): Promise<void> {
    if (snapshot.what === "message" && mark.isBeforeLink(snapshot.at)) return;
    const decoded = decodeSnapshots(snapshot);
    if (!decoded.ok) {
      log.warn({ channel: "whatsapp-web", error: decoded.error.message }, "an event was passed over");
      return;
    }
    // That two ids are one person's is proved by every message; it need not be written with each.
    const events = decoded.value.filter(({ type, eventId }) => type !== "identity" || !told.has(eventId));
    if (events.length > 0 && !(await commit(events))) return;
    for (const { type, eventId } of events) if (type === "identity") told.add(eventId);
    if (snapshot.what === "message") mark.note(snapshot.at);
  }

  async function takeNow(read: Read): Promise<void> {
    const snapshot = await read();
    if (snapshot !== null && !signal.aborted) await store(snapshot);
  }

  return { inOrder, takeNow, take: (read) => inOrder(() => takeNow(read)), settled: () => tail };
}
