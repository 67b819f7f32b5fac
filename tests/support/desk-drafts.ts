import type { Desk } from "./desk.ts";
import type { Answer, ConversationWire, ErrorWire, MessageWire } from "./desk-wire.ts";

/** What the API tells of words that wait for a person, as its document fixes it. */
export interface DraftWire {
  readonly id: string;
  readonly conversationId: string;
  readonly kind: "review" | "proposal";
  readonly lane: "veto" | "approve" | null;
  readonly state: "pending" | "sent" | "edited" | "rejected" | "withdrawn" | "expired";
  readonly text: string;
  readonly finalText: string | null;
  readonly supports: readonly { readonly kind: string; readonly ref: string; readonly quote: string }[];
  readonly reasons: readonly string[];
  readonly summary: string | null;
  readonly nextAction: string | null;
  readonly epoch: number;
  readonly releaseAt: string | null;
  readonly dueAt: string | null;
  readonly outdated: boolean;
  readonly decidedBy: string | null;
  readonly messageId: string | null;
}

interface Decided {
  readonly conversation: ConversationWire;
  readonly draft: DraftWire;
  readonly message?: MessageWire;
}

export type Verb = "approve" | "edit" | "reject" | "propose";

/** The review desk of one running desk, over REST with the service token. */
export function draftsAt(desk: Desk) {
  const { api } = desk;
  return {
    /** Null where none waits. */
    async of(conversationId: string): Promise<DraftWire | null> {
      const answer = await api.get<DraftWire>(`/api/v1/conversations/${conversationId}/draft`);
      return answer.status === 200 ? answer.body : null;
    },
    async all(query = ""): Promise<readonly DraftWire[]> {
      const { body } = await api.get<{ items: readonly DraftWire[] }>(`/api/v1/drafts${query}`);
      return body.items;
    },
    decide: (conversationId: string, verb: Verb, body: object = {}): Promise<Answer<Decided & ErrorWire>> =>
      api.post(`/api/v1/conversations/${conversationId}/draft/${verb}`, { agentId: "sara", ...body }),
    vip: (contactId: string, vip = true) => api.patch<{ vip: boolean }>(`/api/v1/contacts/${contactId}`, { vip }),
  };
}
