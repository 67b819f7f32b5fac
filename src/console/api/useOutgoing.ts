import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { newKey } from "./new-key.ts";
import { dropOutgoing, type Outgoing, outgoing, putOutgoing } from "./outgoing.ts";
import { conversationQuery, meQuery, messagesQuery } from "./queries.ts";
import { sendWaiting } from "./sending.ts";

/** What an agent says. */
type Said = Pick<Outgoing, "text" | "files" | "replyTo">;

export function useOutgoing(conversationId: string) {
  const client = useQueryClient();
  const all = useSyncExternalStore(outgoing.subscribe, outgoing.get);
  const enqueue = (item: Outgoing) => {
    putOutgoing(item);
    void sendWaiting(client, conversationId);
  };
  return {
    items: all.filter((item) => item.conversationId === conversationId),
    send: (said: Said) => enqueue(newOutgoing(client, conversationId, said)),
    /** What may have arrived goes with the same key again; what was refused was not sent, so it is a new message. */
    again: (item: Outgoing) => {
      if (item.unsure) return enqueue({ ...item, state: "sending", problem: null });
      dropOutgoing(item.key);
      enqueue(newOutgoing(client, conversationId, item));
    },
    discard: (item: Outgoing) => dropOutgoing(item.key),
  };
}

function newOutgoing(client: QueryClient, conversationId: string, { text, files, replyTo }: Said): Outgoing {
  return {
    key: newKey(),
    conversationId,
    text,
    files,
    replyTo,
    at: new Date().toISOString(),
    after: client.getQueryData(messagesQuery(conversationId).queryKey)?.at(-1)?.sequence ?? 0,
    ifEpoch: seenEpoch(client, conversationId),
    state: "sending",
    unsure: false,
    problem: null,
  };
}

function seenEpoch(client: QueryClient, conversationId: string): number | null {
  const seen = client.getQueryData(conversationQuery(conversationId).queryKey);
  const me = client.getQueryData(meQuery.queryKey)?.agent.id;
  return !seen || seen.owner.agentId === me ? null : seen.epoch;
}
