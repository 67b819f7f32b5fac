import type { Sql, Transaction } from "../db/connect.ts";
import type { InboundEvent } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs } from "../ports/jobs.ts";
import { pressedLabel } from "./buttons.ts";
import { findEcho, takeStatus } from "./echo.ts";
import { type IngestPolicy, ingest, ingestEdit, remember } from "./ingest.ts";

export interface IntakeDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, "wake">;
  readonly policy: IngestPolicy;
  /** Tells the open pages that a conversation changed. */
  readonly publish: (conversationId: number) => void;
  /** Tells a contact, once, that too many messages are coming. */
  readonly noticeFlood: (conversationId: number) => Promise<void>;
  /** A person spoke from another device. */
  readonly takeover: (echo: Echo) => Promise<void>;
}

export interface Echo {
  readonly conversationId: number;
  readonly event: InboundEvent;
  /** Marks the event as taken, in the transaction that acts on it. @returns false where it was taken before */
  readonly claim: (tx: Transaction) => Promise<boolean>;
}

export interface AcceptedEvent {
  readonly conversationId: number;
  readonly sequence: number;
}

/**
 * Commits one verified event. When it resolves the event is safe; the answer comes later, by the turn.
 * @returns where a new message stands; null for everything else (a repeat, an edit, what the desk ignores)
 */
export async function accept(deps: IntakeDeps, accountId: number, event: InboundEvent): Promise<AcceptedEvent | null> {
  const { sql, clock } = deps;
  switch (event.type) {
    case "message":
      return acceptMessage(deps, accountId, event);
    case "action": {
      const text = await pressedLabel(sql, accountId, event);
      return text === null ? null : acceptMessage(deps, accountId, { ...event, text });
    }
    case "edit": {
      const conversationId = await ingestEdit(sql, accountId, event, clock.now());
      if (conversationId !== null) deps.publish(conversationId);
      return null;
    }
    case "status": {
      const conversationId = await takeStatus(sql, accountId, event);
      if (conversationId !== null) deps.publish(conversationId);
      return null;
    }
    case "echo": {
      const conversationId = await findEcho(sql, accountId, event);
      const claim = (tx: Transaction) => remember(tx, accountId, event, clock.now());
      if (conversationId !== null) await deps.takeover({ conversationId, event, claim });
      return null;
    }
    case "reaction":
    case "identity":
      await remember(sql, accountId, event, clock.now());
      return null;
  }
}

async function acceptMessage(
  { sql, clock, policy, jobs, publish, noticeFlood }: IntakeDeps,
  accountId: number,
  event: InboundEvent,
): Promise<AcceptedEvent | null> {
  const taken = await ingest(sql, accountId, event, clock.now(), policy);
  if (!taken) return null;
  jobs.wake("turn");
  publish(taken.conversationId);
  if (taken.flooded) await noticeFlood(taken.conversationId);
  return { conversationId: taken.conversationId, sequence: taken.sequence };
}
