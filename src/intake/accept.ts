import type { Sql, Transaction } from "../db/connect.ts";
import { note, stage } from "../observe/scope.ts";
import type { InboundEvent } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Jobs } from "../ports/jobs.ts";
import { pressedLabel } from "./buttons.ts";
import { cleaned } from "./clean.ts";
import { findEcho } from "./echo.ts";
import { joinIdentities } from "./identity.ts";
import { type IngestPolicy, ingest, ingestEdit, remember, wordsOf } from "./ingest.ts";
import { takeReaction } from "./reaction.ts";
import { takeStatus } from "./status.ts";

export interface IntakeDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, "wake">;
  readonly policy: IngestPolicy;
  /** Tells the open pages that a conversation changed. */
  readonly publish: (conversationId: number) => void;
  /** A new message was taken: for the figures. */
  readonly onTaken?: (accountId: number) => void;
  /** Tells a contact, once, that too many messages are coming. */
  readonly noticeFlood: (conversationId: number) => Promise<void>;
  /** A person spoke from another device. */
  readonly takeover: (echo: Echo) => Promise<void>;
  /** A message of ours that had been accepted did not arrive after all. */
  readonly undelivered: (messageId: number) => Promise<void>;
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
export function accept(deps: IntakeDeps, accountId: number, event: InboundEvent): Promise<AcceptedEvent | null> {
  return stage("accept", () => take(deps, accountId, cleaned(event)));
}

async function take(deps: IntakeDeps, accountId: number, event: InboundEvent): Promise<AcceptedEvent | null> {
  const { sql, clock } = deps;
  switch (event.type) {
    case "message": {
      const forged = event.data !== null && (await pressedLabel(sql, accountId, event)) === null;
      return acceptMessage(deps, accountId, forged ? { ...event, data: null } : event);
    }
    case "action": {
      const text = await pressedLabel(sql, accountId, event);
      if (text !== null) return acceptMessage(deps, accountId, { ...event, text });
      // No button of ours (a template's, another system's): its words count where the platform tells them, its payload not.
      return event.text === "" ? null : acceptMessage(deps, accountId, { ...event, data: null });
    }
    case "edit": {
      const conversationId = await ingestEdit(sql, accountId, event, clock.now());
      if (conversationId !== null) deps.publish(conversationId);
      return null;
    }
    case "status": {
      const taken = await takeStatus(sql, accountId, event);
      if (taken?.failed) await deps.undelivered(taken.messageId);
      if (taken) deps.publish(taken.conversationId);
      return null;
    }
    case "echo": {
      const conversationId = await findEcho(sql, accountId, event);
      const claim = (tx: Transaction) => remember(tx, accountId, event, clock.now());
      const said = { ...event, text: wordsOf(event) };
      if (conversationId !== null) await deps.takeover({ conversationId, event: said, claim });
      return null;
    }
    case "reaction": {
      const conversationId = await takeReaction(sql, accountId, event, clock.now());
      if (conversationId !== null) deps.publish(conversationId);
      return null;
    }
    case "identity":
      await joinIdentities(sql, accountId, event, clock.now());
      return null;
  }
}

async function acceptMessage(
  { sql, clock, policy, jobs, publish, onTaken, noticeFlood }: IntakeDeps,
  accountId: number,
  event: InboundEvent,
): Promise<AcceptedEvent | null> {
  const taken = await ingest(sql, accountId, event, clock.now(), policy);
  if (!taken) return null;
  note({ account: accountId, conversation: taken.conversationId, message: taken.messageId });
  onTaken?.(accountId);
  if (taken.dueAt) jobs.wake("turn", taken.dueAt);
  publish(taken.conversationId);
  if (taken.flooded) await noticeFlood(taken.conversationId);
  return { conversationId: taken.conversationId, sequence: taken.sequence };
}
