import type { Decision, Effect, Situation } from "../decision.ts";
import { addWorkingMinutes, isOpen, nextOpening } from "../hours.ts";
import { LEASE_MINUTES } from "../ownership.ts";
import { isEmptyHeat, isHot, isUnclear } from "../rules.ts";
import { draftTicket, nextWordMinutes, type Priority } from "../ticket.ts";

/** A customer who writes to a person starts that person's clock, unless it runs already. */
export function waiting(s: Situation): readonly Effect[] {
  if (s.owner.state !== "human") return [];
  return [{ kind: "start_owner_clock", dueAt: addWorkingMinutes(s.now, LEASE_MINUTES, s.settings) }];
}

/** The ticket this decision opens; nothing where one is open. */
export function opening(s: Situation, priority: Priority): readonly Effect[] {
  if (s.ticket) return [];
  return [{ kind: "open_ticket", code: s.freshCode, draft: { ...draftTicket(s.reading), priority } }];
}

/** When they hear from us: by the promise that runs, unless a new case deserves a time of its own. */
export function nextWordBy(s: Situation, priority: Priority, fresh = false): Date {
  const running = fresh ? null : s.nextWordBy;
  return running ?? addWorkingMinutes(s.now, nextWordMinutes(priority), s.settings);
}

/** A promise is made once: going on about the same thing moves no deadline. */
export function promise(s: Situation, dueAt: Date): readonly Effect[] {
  return s.nextWordBy?.getTime() === dueAt.getTime() ? [] : [{ kind: "promise", dueAt }];
}

/** By when a person answers first, in working time. */
export function firstReplyBy(s: Situation): Date {
  return addWorkingMinutes(s.now, s.settings.firstReplyMinutes, s.settings);
}

export function deskIsOpen(s: Situation): boolean {
  return isOpen(s.now, s.settings);
}

/** Hot turns and failed answers count in a row: a calm, clear turn starts again at 0. */
export function mood(s: Situation): readonly Effect[] {
  const hotTurns = isHot(s) || isEmptyHeat(s) ? s.hotTurns + 1 : 0;
  const failedAnswers = isUnclear(s) ? s.failedAnswers + 1 : 0;
  if (hotTurns === s.hotTurns && failedAnswers === s.failedAnswers) return [];
  return [{ kind: "remember_mood", hotTurns, failedAnswers }];
}

/** Remembers for which closed period the customer has been told: once is enough. */
export function closedNotice(s: Situation): readonly Effect[] {
  const opens = deskIsOpen(s) ? null : nextOpening(s.now, s.settings);
  return opens ? [{ kind: "remember_closed_notice", until: opens }] : [];
}

/** The bot says nothing. */
export function none(rule: string, effects: readonly Effect[]): Decision {
  return { kind: "none", rule, reasons: [], effects };
}
