import type { Message } from "./message.ts";

/** A change of who may speak. */
interface Change {
  readonly at: string;
  readonly epoch: number;
}

/** What stands in the conversation, in the order in which it happened. */
type Entry<C extends Change> =
  | { readonly kind: "day"; readonly key: string; readonly at: string }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly at: string;
      readonly message: Message;
      readonly follows: boolean;
    }
  | { readonly kind: "transition"; readonly key: string; readonly at: string; readonly transition: C };

/**
 * Lays messages and changes of owner on one line, with a separator where a day of the desk's zone begins.
 * `follows` marks a message of the same author right after another, which stands closer.
 */
export function entriesOf<C extends Change>(
  messages: readonly Message[],
  transitions: readonly C[],
  dayKey: (iso: string) => string,
): readonly Entry<C>[] {
  const items: Entry<C>[] = [
    ...messages.map((message) => ({
      kind: "message" as const,
      key: message.id,
      at: message.createdAt,
      message,
      follows: false,
    })),
    ...transitions.map((transition) => ({
      kind: "transition" as const,
      key: `epoch-${transition.epoch}`,
      at: transition.at,
      transition,
    })),
  ];
  items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || atOnce(a, b));

  const entries: Entry<C>[] = [];
  for (const item of items) {
    const before = entries.at(-1);
    const newDay = !before || dayKey(before.at) !== dayKey(item.at);
    if (newDay) entries.push({ kind: "day", key: `day-${dayKey(item.at)}`, at: item.at });
    entries.push(item.kind === "message" ? { ...item, follows: !newDay && sameVoice(before, item.message) } : item);
  }
  return entries;
}

/** At one instant: the customer's words come before the change they caused, ours after the change that let us speak. */
function atOnce(a: Entry<Change>, b: Entry<Change>): number {
  if (a.kind === "message" && b.kind === "message") return a.message.sequence - b.message.sequence;
  if (a.kind === "transition" && b.kind === "message") return b.message.author === "customer" ? 1 : -1;
  if (a.kind === "message" && b.kind === "transition") return a.message.author === "customer" ? -1 : 1;
  return 0;
}

function sameVoice(before: Entry<Change> | undefined, message: Message): boolean {
  return (
    before?.kind === "message" &&
    before.message.author === message.author &&
    before.message.agentId === message.agentId &&
    message.author !== "system"
  );
}
