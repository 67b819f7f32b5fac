import { isMuted } from "../boundary.ts";
import type { Decision, Effect, Situation } from "../decision.ts";
import { addWorkingMinutes, isOpen, nextOpening } from "../hours.ts";
import { LEASE_MINUTES } from "../ownership.ts";
import { type GraveFlag, graveIn } from "../reading.ts";
import { matterOf } from "../reply-plan.ts";
import { isEmptyHeat, isHot, isUnclear, isUnsure } from "../rules.ts";
import { draftTicket, nextWordMinutes, outranks, type Priority } from "../ticket.ts";

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

/** A ticket opened before anybody knew what about is named by the first complaint that says so. */
export function naming(s: Situation): readonly Effect[] {
  const named = s.reading.complaint && s.reading.category !== "other" && s.reading.category !== "abuse";
  return s.ticket?.category === "other" && named ? [{ kind: "name_ticket", draft: draftTicket(s.reading) }] : [];
}

/** How urgent a case is in which such a thing is said. */
const GRAVE_PRIORITIES: Readonly<Record<GraveFlag, Priority>> = {
  crisis: "critical",
  safety: "critical",
  legalThreat: "high",
  fraudPrivacy: "high",
};

/** A danger told of in a case that is open already makes it as urgent as one opened for it. */
export function raising({ ticket, reading }: Situation): readonly Effect[] {
  const grave = graveIn(reading.flags);
  const priority = grave && GRAVE_PRIORITIES[grave];
  return ticket && priority && outranks(priority, ticket.priority) ? [{ kind: "raise_ticket", priority }] : [];
}

/** When they hear from us: by the promise that runs, unless a new case deserves a time of its own. */
export function nextWordBy(s: Situation, priority: Priority, fresh = false): Date {
  const running = fresh ? null : s.nextWordBy;
  return running ?? addWorkingMinutes(s.now, nextWordMinutes(priority, s.playbooks[matterOf(s)]), s.settings);
}

/** A promise is made once: going on about the same thing moves no deadline. */
export function promise(s: Situation, dueAt: Date): readonly Effect[] {
  return s.nextWordBy?.getTime() === dueAt.getTime() ? [] : [{ kind: "promise", dueAt }];
}

/** By when a person answers first, in working time. */
export function firstReplyBy(s: Situation): Date {
  return addWorkingMinutes(s.now, s.settings.firstReplyMinutes, s.settings);
}

/** By when the person comes who is awaited. A time that has passed is no promise any more; the clock's own apology names the next one. */
export function personBy(s: Situation): Date {
  const { promisedAt } = s.owner;
  return promisedAt && promisedAt > s.now ? promisedAt : firstReplyBy(s);
}

export function deskIsOpen(s: Situation): boolean {
  return isOpen(s.now, s.settings);
}

/** Hot turns and failed answers count in a row: a calm, clear turn starts again at 0, and ends a mute. */
export function mood(s: Situation): readonly Effect[] {
  const hotTurns = isHot(s) || isEmptyHeat(s) ? s.hotTurns + 1 : 0;
  const failedAnswers = isUnclear(s) || isUnsure(s) ? s.failedAnswers + 1 : 0;
  const changed = hotTurns !== s.hotTurns || failedAnswers !== s.failedAnswers;
  return [
    ...(changed ? [{ kind: "remember_mood", hotTurns, failedAnswers } as const] : []),
    ...(hotTurns === 0 && isMuted(s) ? [{ kind: "mute", until: s.now } as const] : []),
  ];
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
