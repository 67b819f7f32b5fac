import { type Answer, bodyOf, type ConversationWire, type MessageWire, type RestClient } from "./desk-wire.ts";

/** A person of the desk, acting over REST with the service token. */
export interface Agent {
  readonly id: string;
  says(conversationId: string, text: string): Promise<{ message: MessageWire; inFlight: readonly string[] }>;
  takes(conversationId: string): Promise<ConversationWire>;
  /** Back to the bot. */
  releases(conversationId: string): Promise<ConversationWire>;
  /** Holds it solved: the customer is asked. */
  resolves(conversationId: string): Promise<ConversationWire>;
}

export function agentAt(api: RestClient, id: string): Agent {
  const command = async (conversationId: string, name: string): Promise<ConversationWire> => {
    const answer: Answer<{ conversation: ConversationWire }> = await api.post(
      `/api/v1/conversations/${conversationId}/${name}`,
      { agentId: id },
    );
    return bodyOf(answer).conversation;
  };
  return {
    id,
    says: async (conversationId, text) =>
      bodyOf(await api.post(`/api/v1/conversations/${conversationId}/messages`, { text, agentId: id })),
    takes: (conversationId) => command(conversationId, "take"),
    releases: (conversationId) => command(conversationId, "release"),
    resolves: (conversationId) => command(conversationId, "resolve"),
  };
}
