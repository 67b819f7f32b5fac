import type { Message, Transition } from "../api/types.ts";

/** What stands in the conversation, in the order in which it happened. */
type Entry =
  | { readonly kind: "day"; readonly key: string; readonly at: string }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly at: string;
      readonly message: Message;
      readonly follows: boolean;
    }
  | { readonly kind: "transition"; readonly key: string; readonly at: string; readonly transition: Transition };

/**
 * Lays messages and changes of owner on one line, with a separator where a day of the desk's zone begins.
 * `follows` marks a message of the same author right after another, which stands closer.
 */
export function entriesOf(
  messages: readonly Message[],
  transitions: readonly Transition[],
  dayKey: (iso: string) => string,
): readonly Entry[] {
  const items: Entry[] = [
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

  const entries: Entry[] = [];
  for (const item of items) {
    const before = entries.at(-1);
    const newDay = !before || dayKey(before.at) !== dayKey(item.at);
    if (newDay) entries.push({ kind: "day", key: `day-${dayKey(item.at)}`, at: item.at });
    entries.push(item.kind === "message" ? { ...item, follows: !newDay && sameVoice(before, item.message) } : item);
  }
  return entries;
}

/** At one instant: the customer's words come before the change they caused, ours after the change that let us speak. */
function atOnce(a: Entry, b: Entry): number {
  if (a.kind === "message" && b.kind === "message") return a.message.sequence - b.message.sequence;
  if (a.kind === "transition" && b.kind === "message") return b.message.author === "customer" ? 1 : -1;
  if (a.kind === "message" && b.kind === "transition") return a.message.author === "customer" ? -1 : 1;
  return 0;
}

function sameVoice(before: Entry | undefined, message: Message): boolean {
  return (
    before?.kind === "message" &&
    before.message.author === message.author &&
    before.message.agentId === message.agentId &&
    message.author !== "system"
  );
}
