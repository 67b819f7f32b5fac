import type { Playbook } from "./playbook.ts";
import type { Category, Reading } from "./reading.ts";

export const TICKET_STATUSES = ["new", "open", "waiting_customer", "waiting_internal", "resolved", "closed"] as const;
/** It pauses clocks and never changes who may speak. */
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** By the customer's yes that it is solved, by their wish without one, or by silence: different outcomes. */
export type ClosedAs = "confirmed" | "withdrawn" | "abandoned";

export const PRIORITIES = ["low", "normal", "high", "critical"] as const;
export type Priority = (typeof PRIORITIES)[number];

export const outranks = (one: Priority, other: Priority): boolean =>
  PRIORITIES.indexOf(one) > PRIORITIES.indexOf(other);

export type ClockKind = "first_response" | "next_response" | "promise";
export type ClockState = "running" | "paused" | "met" | "missed";

/** What a new ticket starts with. */
export interface TicketDraft {
  readonly category: Category;
  readonly subcategory: string | null;
  readonly priority: Priority;
  readonly summary: string;
}

/** Urgency is the customer's hurry, priority the desk's answer to it; anger alone does not outrank a danger. */
export function draftTicket(reading: Reading): TicketDraft {
  const { category, subcategory, urgency, summary } = reading;
  // A reading that an earlier version stored has none.
  return { category, subcategory: subcategory ?? null, priority: urgency, summary };
}

/** Working minutes within which the desk promises a next word about a ticket: the playbook's, or the desk's own. */
export function nextWordMinutes(priority: Priority, playbook?: Playbook): number {
  return playbook?.nextWord[priority] ?? usualMinutes(priority);
}

function usualMinutes(priority: Priority): number {
  switch (priority) {
    case "critical":
      return 30;
    case "high":
      return 60;
    case "normal":
      return 4 * 60;
    case "low":
      return 8 * 60;
  }
}
