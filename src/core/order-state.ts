import type { LookupAnswer } from "./grounds.ts";

/** What becomes of an order, as far as the desk has words for it. */
export const ORDER_STATES = [
  "received",
  "confirmed",
  "preparing",
  "packed",
  "ready",
  "shipped",
  "in_transit",
  "out_for_delivery",
  "delivered",
  "delayed",
  "failed",
  "returned",
  "cancelled",
  "on_hold",
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** Other words of systems for the same state. */
const ALSO: Readonly<Record<string, OrderState>> = {
  new: "received",
  placed: "received",
  pending: "received",
  processing: "preparing",
  dispatched: "shipped",
  handed_over: "shipped",
  with_courier: "shipped",
  on_the_way: "in_transit",
  late: "delayed",
  delivery_failed: "failed",
  undelivered: "failed",
  canceled: "cancelled",
  hold: "on_hold",
};

/** It has come, or will not come any more: when it was due says nothing then. */
const ENDED: ReadonlySet<OrderState> = new Set(["delivered", "returned", "cancelled"]);
/** Knowing this alone helps nobody: somebody has to look into it. */
const TROUBLE: ReadonlySet<OrderState> = new Set(["delayed", "failed", "returned", "on_hold"]);

/** The state a system's word stands for, or null where the desk has none for it. */
export function orderState(status: string | undefined): OrderState | null {
  const word = (status ?? "")
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/gu, "_");
  return ORDER_STATES.find((state) => state === word) ?? ALSO[word] ?? null;
}

/** A day as `2026-11-25`, or an instant, as systems write them; null for anything else. */
export function dayOf(value: string | undefined): Date | null {
  if (!value || !/^\d{4}-\d\d-\d\d(?:T|$)/u.test(value)) return null;
  // A bare day is the same one in every zone: at noon.
  const at = new Date(value.length === 10 ? `${value}T12:00:00Z` : value);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** When an order is due that is still on its way; null for one that has ended, or is not known to be due. */
export function dueDay({ values }: LookupAnswer): Date | null {
  const state = orderState(values.status);
  return state !== null && ENDED.has(state) ? null : dayOf(values.expected);
}

const DAY_MS = 86_400_000;

/** Does what was found answer the customer by itself? A late or stuck order needs somebody to look into it. */
export function settles(found: LookupAnswer, now: Date): boolean {
  const state = orderState(found.values.status);
  const due = dueDay(found);
  const late = due !== null && now.getTime() - due.getTime() > DAY_MS / 2;
  return found.subject !== "" && state !== null && !TROUBLE.has(state) && !late;
}
