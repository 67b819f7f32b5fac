import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { type Problem, request } from "./client.ts";
import { conversationQuery, meQuery, messagesQuery } from "./queries.ts";
import { refreshConversation } from "./refresh.ts";
import type { ConversationDetail, Message } from "./types.ts";

/** An agent's words on their way to the server. They stay here, in sight, until the server has them. */
export interface Outgoing {
  /** Also the Idempotency-Key: however often it is tried, it arrives once. */
  readonly key: string;
  readonly conversationId: string;
  readonly text: string;
  readonly at: string;
  /** Who spoke when this was written: if another agent took over since, it is held. Null while we speak ourselves. */
  readonly ifEpoch: number | null;
  readonly state: "sending" | "refused";
  readonly problem: Problem | null;
}

interface Replied {
  readonly message: Message;
  readonly inFlight: readonly string[];
}

let outgoing: readonly Outgoing[] = [];
/** Conversations in which an automatic reply was already on the wire when the agent's words went out. */
let inFlight: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();
/** The last send of each conversation: the next one waits for it, so words arrive in the order they were written. */
const lanes = new Map<string, Promise<void>>();

function changed(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function put(item: Outgoing): void {
  outgoing = outgoing.some((one) => one.key === item.key)
    ? outgoing.map((one) => (one.key === item.key ? item : one))
    : [...outgoing, item];
  changed();
}

function drop(key: string): void {
  outgoing = outgoing.filter((one) => one.key !== key);
  changed();
}

/** Shows or takes away the notice that an automatic reply was already on the wire. */
export function noteInFlight(conversationId: string, on: boolean): void {
  const next = new Set(inFlight);
  if (on) next.add(conversationId);
  else next.delete(conversationId);
  inFlight = next;
  changed();
}

export function useOutgoing(conversationId: string) {
  const client = useQueryClient();
  const all = useSyncExternalStore(subscribe, () => outgoing);
  const wires = useSyncExternalStore(subscribe, () => inFlight);
  return {
    items: all.filter((item) => item.conversationId === conversationId),
    inFlight: wires.has(conversationId),
    send: (text: string) => enqueue(client, newOutgoing(client, conversationId, text)),
    /** After a lost line the same key again; after a refusal nothing was sent, so it is a new message. */
    again: (item: Outgoing) => {
      if (item.problem?.status === 0) return enqueue(client, { ...item, state: "sending", problem: null });
      drop(item.key);
      return enqueue(client, newOutgoing(client, conversationId, item.text));
    },
    discard: (item: Outgoing) => drop(item.key),
  };
}

function newOutgoing(client: QueryClient, conversationId: string, text: string): Outgoing {
  const at = new Date().toISOString();
  const ifEpoch = seenEpoch(client, conversationId);
  return { key: crypto.randomUUID(), conversationId, text, at, ifEpoch, state: "sending", problem: null };
}

function seenEpoch(client: QueryClient, conversationId: string): number | null {
  const seen = client.getQueryData(conversationQuery(conversationId).queryKey);
  const me = client.getQueryData(meQuery.queryKey)?.agent.id;
  const underWay = outgoing.some((one) => one.conversationId === conversationId && one.state === "sending");
  return !seen || underWay || seen.owner.agentId === me ? null : seen.epoch;
}

function enqueue(client: QueryClient, item: Outgoing): void {
  put(item);
  const before = lanes.get(item.conversationId) ?? Promise.resolve();
  lanes.set(
    item.conversationId,
    before.then(() => post(client, item)),
  );
}

async function post(client: QueryClient, item: Outgoing): Promise<void> {
  const id = item.conversationId;
  const body = { text: item.text, ...(item.ifEpoch === null ? {} : { ifEpoch: item.ifEpoch }) };
  const result = await request<Replied>(`/api/v1/conversations/${encodeURIComponent(id)}/messages`, {
    method: "POST",
    body,
    idempotencyKey: item.key,
  });
  if (!result.ok) {
    put({ ...item, state: "refused", problem: result.error });
    if (result.error.status === 409) void refreshConversation(client, id);
    return;
  }
  settle(client, id, result.value);
  drop(item.key);
  void refreshConversation(client, id);
}

/** What the answer already proves, shown without waiting for the refetch: the message, and that we speak now. */
function settle(client: QueryClient, id: string, { message, inFlight: wire }: Replied): void {
  client.setQueryData(messagesQuery(id).queryKey, (old) =>
    old && !old.some((one) => one.id === message.id) ? [...old, message] : old,
  );
  const me = client.getQueryData(meQuery.queryKey);
  client.setQueryData(conversationQuery(id).queryKey, (old): ConversationDetail | undefined => {
    if (!old || !me) return old;
    const owner = { ...old.owner, kind: "agent", agentId: me.agent.id } as const;
    return { ...old, state: "human", epoch: message.epoch, owner };
  });
  if (wire.length > 0) noteInFlight(id, true);
}
