import type { Signals } from "./signals.ts";

/** What the open pages of this process hear about conversations. */
export type LiveEvent = {
  readonly kind: "changed" | "typing" | "customer-typing";
  readonly conversationId: number;
};

export interface Hub {
  /** Tells every process that a conversation changed. Never waits and never throws. */
  changed(conversationId: number): void;
  /** We are writing: the bot, or the agent who answers. */
  typing(conversationId: number): void;
  /** The customer is writing. */
  customerTyping(conversationId: number): void;
  /** @returns a function that ends the subscription */
  subscribe(hear: (event: LiveEvent) => void): () => void;
  /** How many listen here. */
  subscribers(): number;
}

const TOPIC = "hamdel_live";
const KINDS = { c: "changed", t: "typing", v: "customer-typing" } as const;

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
    customerTyping: (conversationId) => signals.send(TOPIC, `v${conversationId}`),
    subscribe(hear) {
      subscribers.add(hear);
      return () => subscribers.delete(hear);
    },
    subscribers: () => subscribers.size,
  };
}
