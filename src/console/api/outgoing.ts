import type { Problem } from "./client.ts";
import { createKept } from "./kept.ts";
import type { KeptFile } from "./upload.ts";

/** An agent's words on their way to the server. They stay here, in sight, until the server has them. */
export interface Outgoing {
  /** Also the Idempotency-Key: however often it is tried, it arrives once. */
  readonly key: string;
  readonly conversationId: string;
  readonly text: string;
  readonly files: readonly KeptFile[];
  /** The message that it answers. */
  readonly replyTo: string | null;
  readonly at: string;
  /** The last message that was known when this was written. */
  readonly after: number;
  /** Who spoke when this was written: if another agent took over since, it is held. Null while we speak ourselves. */
  readonly ifEpoch: number | null;
  /** `waiting`: tried again by itself once the server answers. `refused`: only the agent can try again. */
  readonly state: "sending" | "waiting" | "refused";
  /** A try went out that nobody answered: it may have arrived. */
  readonly unsure: boolean;
  readonly problem: Problem | null;
}

/** After a reload nobody knows how far a try had come. */
export const outgoing = createKept<readonly Outgoing[]>("outgoing", [], (items) =>
  items
    // Written by a page that knew neither files nor answers.
    .map((item) => ({ ...item, files: item.files ?? [], replyTo: item.replyTo ?? null }))
    .map((item) => (item.state === "sending" ? { ...item, state: "waiting", unsure: true } : item)),
);

export function putOutgoing(item: Outgoing): void {
  const items = outgoing.get();
  const known = items.some((one) => one.key === item.key);
  outgoing.set(known ? items.map((one) => (one.key === item.key ? item : one)) : [...items, item]);
}

export function dropOutgoing(key: string): void {
  outgoing.set(outgoing.get().filter((one) => one.key !== key));
}
