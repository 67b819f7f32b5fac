import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { WebhookPoster } from "./telegram-line.ts";

const COMPLAINTS = [
  (order: string) => `سلام، سفارش ${order} هنوز نرسیده`,
  (order: string) => `سفارش ${order} را شکسته فرستادید، پیگیری کنید`,
  (order: string) => `پول سفارش ${order} دو بار کم شده`,
  (order: string) => `my order ${order} never arrived`,
];
/** From then on the queue owns the conversation, so it is only ever a chat's last word. */
const asksForPerson = (order: string) => `می‌خوام با یک نفر درباره سفارش ${order} حرف بزنم`;

const FIRST_CHAT = 700_000;
export const FIRST_NEWCOMER = 1_000_000;
/** Five digits each: no more messages than that can be told from one another. */
const FIRST_ORDER = 10_000;

/** Every message names an order that no other names. */
const orderOf = (index: number): string => `#${FIRST_ORDER + index}`;
export const complaint = (index: number): string => `سلام، سفارش ${orderOf(index)} هنوز نرسیده`;

export interface Load {
  /** Each chat writes messages / chats times: a chat's next one may follow at once or much later. */
  readonly chats: number;
  readonly messages: number;
  readonly perSecond: number;
}

/**
 * Customers write in a random order of chats, at a steady pace. Resolves when all was accepted.
 * @param firstIndex  of the orders they name, where others have named some already
 */
export async function customersWrite(
  { says }: WebhookPoster,
  { chats, messages, perSecond }: Load,
  random: () => number,
  firstIndex = 0,
): Promise<void> {
  const chatIds = Array.from({ length: messages }, (_, index) => FIRST_CHAT + (index % chats));
  const shuffled = chatIds.map((id) => ({ id, place: random() })).sort((a, b) => a.place - b.place);
  const left = new Map<number, number>();
  for (const { id } of shuffled) left.set(id, (left.get(id) ?? 0) + 1);
  const accepted: Promise<void>[] = [];
  const began = performance.now();
  for (const [index, { id }] of shuffled.entries()) {
    const complains = COMPLAINTS[Math.floor(random() * COMPLAINTS.length)] ?? asksForPerson;
    const still = (left.get(id) ?? 1) - 1;
    left.set(id, still);
    const text = still === 0 && messages > chats && random() < 0.1 ? asksForPerson : complains;
    accepted.push(says(id, text(orderOf(firstIndex + index))));
    await paceOf(began, index + 1, perSecond);
  }
  await Promise.all(accepted);
}

/** Customers who write once each, at a steady pace until they are stopped. */
export interface Newcomers {
  /** The texts so far, in the order of writing. */
  readonly texts: readonly string[];
  /** Resolves when all that was written is accepted. */
  stop(): Promise<void>;
}

export function newcomers({ says }: WebhookPoster, perSecond: number, firstIndex = 0): Newcomers {
  const texts: string[] = [];
  const accepted: Promise<void>[] = [];
  let stopped = false;
  const writing = (async () => {
    const began = performance.now();
    while (!stopped) {
      const index = firstIndex + texts.length;
      const text = complaint(index);
      texts.push(text);
      accepted.push(says(FIRST_NEWCOMER + index, text));
      await paceOf(began, texts.length, perSecond);
    }
  })();
  return {
    texts,
    async stop() {
      stopped = true;
      await writing;
      await Promise.all(accepted);
    },
  };
}

/** Waits until it is time for the next one; a machine that was busy catches up. */
async function paceOf(began: number, done: number, perSecond: number): Promise<void> {
  const wait = began + (done * 1000) / perSecond - performance.now();
  await pause(Math.max(0, wait));
}
