import type { Signals } from "./signals.ts";

/** What the open pages of this process hear about conversations. */
export type LiveEvent = { readonly kind: "changed" | "typing"; readonly conversationId: number };

export interface Hub {
  /** Tells every process that a conversation changed. Never waits and never throws. */
  changed(conversationId: number): void;
  /** The bot is writing. */
  typing(conversationId: number): void;
  /** @returns a function that ends the subscription */
  subscribe(hear: (event: LiveEvent) => void): () => void;
}

const TOPIC = "hamdel_live";
const KINDS = { c: "changed", t: "typing" } as const;

export async function openHub(signals: Signals): Promise<Hub> {
  const subscribers = new Set<(event: LiveEvent) => void>();
  await signals.listen(TOPIC, (values) => {
    for (const value of values) {
      const kind = KINDS[value[0] as keyof typeof KINDS];
      const event = { kind, conversationId: Number(value.slice(1)) };
      for (const hear of subscribers) hear(event);
    }
  });
  return {
    changed: (conversationId) => signals.send(TOPIC, `c${conversationId}`),
    typing: (conversationId) => signals.send(TOPIC, `t${conversationId}`),
    subscribe(hear) {
      subscribers.add(hear);
      return () => subscribers.delete(hear);
    },
  };
}
