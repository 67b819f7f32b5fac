import type { QueryClient } from "@tanstack/react-query";
import { type Problem, request } from "./client.ts";
import { noteInFlight } from "./in-flight.ts";
import { dropOutgoing, type Outgoing, outgoing, putOutgoing } from "./outgoing.ts";
import { conversationQuery, meQuery, messagesQuery } from "./queries.ts";
import { refreshConversation } from "./refresh.ts";
import type { ConversationDetail, Message } from "./types.ts";

interface Replied {
  readonly message: Message;
  readonly inFlight: readonly string[];
}

const RETRY_MS = 10_000;
const STALE: Problem = { code: "stale_epoch", message: "", hint: "", status: 409 };

/** Conversations something is being sent in: one message at a time, so that words arrive in the order they were written. */
const busy = new Set<string>();
let retry: ReturnType<typeof setTimeout> | undefined;

/** Everything that waits, in every conversation: the line is back, or somebody has signed in again. */
export function sendAllWaiting(client: QueryClient): void {
  clearTimeout(retry);
  // Nobody is signed in: the desk asks again when somebody is.
  if (client.getQueryState(meQuery.queryKey)?.status === "error") return;
  for (const id of new Set(outgoing.get().map(({ conversationId }) => conversationId))) void sendWaiting(client, id);
}

/** Sends what was written in one conversation until nothing is left, or until there is no answer. */
export async function sendWaiting(client: QueryClient, id: string): Promise<void> {
  if (busy.has(id)) return;
  busy.add(id);
  for (let item = nextIn(id); item; item = nextIn(id)) {
    if ((await send(client, item)) === "waits") break;
  }
  busy.delete(id);
  if (!nextIn(id)) return;
  for (const item of outgoing.get()) {
    if (item.conversationId === id && item.state === "sending") putOutgoing({ ...item, state: "waiting" });
  }
  clearTimeout(retry);
  retry = setTimeout(() => sendAllWaiting(client), RETRY_MS);
}

const nextIn = (id: string) =>
  outgoing.get().find(({ conversationId, state }) => conversationId === id && state !== "refused");

async function send(client: QueryClient, item: Outgoing): Promise<"settled" | "waits"> {
  const id = item.conversationId;
  if (item.state === "waiting" && item.ifEpoch === null) {
    // While these words waited a colleague may have taken over: nobody is to speak over them unawares.
    const mine = await stillMine(client, id);
    if (mine === null) return "waits";
    if (!mine) return refuse(client, item, STALE);
  }
  const body = {
    text: item.text,
    ...(item.files.length > 0 && { files: item.files.map((file) => file.id) }),
    ...(item.replyTo !== null && { replyTo: item.replyTo }),
    ...(item.ifEpoch !== null && { ifEpoch: item.ifEpoch }),
  };
  const path = `/api/v1/conversations/${encodeURIComponent(id)}/messages`;
  const result = await request<Replied>(path, { method: "POST", body, idempotencyKey: item.key });
  if (result.ok) return settle(client, id, item.key, result.value);

  const { status } = result.error;
  if (status === 401) void client.invalidateQueries({ queryKey: meQuery.queryKey });
  if (status !== 0 && status !== 401 && status !== 429 && status < 500) {
    return refuse(client, { ...item, unsure: false }, result.error);
  }
  putOutgoing({ ...item, state: "waiting", unsure: item.unsure || status === 0 || status >= 500, problem: null });
  return "waits";
}

/** Null where nobody answers. */
async function stillMine(client: QueryClient, id: string): Promise<boolean | null> {
  const me = client.getQueryData(meQuery.queryKey)?.agent.id;
  if (!me) return null;
  const now = await client.fetchQuery({ ...conversationQuery(id), staleTime: 0, retry: false }).catch(() => null);
  return now && now.owner.agentId === me;
}

/** What was written after it, and as if it had been said, is held too. */
function refuse(client: QueryClient, item: Outgoing, problem: Problem): "settled" {
  putOutgoing({ ...item, state: "refused", problem });
  if (problem.status === 409) {
    for (const later of outgoing.get()) {
      const follows = later.conversationId === item.conversationId && later.state !== "refused";
      if (follows) putOutgoing({ ...later, state: "refused", problem });
    }
    void refreshConversation(client, item.conversationId);
  }
  return "settled";
}

/** What the answer already proves, shown without waiting for the refetch: the message, and that we speak now. */
function settle(client: QueryClient, id: string, key: string, { message, inFlight }: Replied): "settled" {
  client.setQueryData(messagesQuery(id).queryKey, (old) =>
    old && !old.some((one) => one.id === message.id) ? [...old, message] : old,
  );
  const me = client.getQueryData(meQuery.queryKey);
  client.setQueryData(conversationQuery(id).queryKey, (old): ConversationDetail | undefined => {
    if (!old || !me) return old;
    const owner = { ...old.owner, kind: "agent", agentId: me.agent.id } as const;
    return { ...old, state: "human", epoch: message.epoch, owner };
  });
  if (inFlight.length > 0) noteInFlight(id, true);
  dropOutgoing(key);
  // They were written before we spoke; now we do. One that may have gone out already is repeated as it was.
  for (const later of outgoing.get()) {
    if (later.conversationId === id && !later.unsure && later.ifEpoch !== null)
      putOutgoing({ ...later, ifEpoch: null });
  }
  void refreshConversation(client, id);
  return "settled";
}
