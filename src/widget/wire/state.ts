import type { ChatMessage, Unsent } from "./types.ts";

export interface ChatState {
  /** `starting` until the first answer; `lost` while the line is down. */
  readonly line: "starting" | "live" | "lost";
  readonly messages: readonly ChatMessage[];
  /** The last sequence the server has shown us. Our own words may be ahead of it, with an answer still on its way between. */
  readonly cursor: number;
  readonly unsent: readonly Unsent[];
  readonly typing: boolean;
  /** Who may speak: the conversation's state, null until told. */
  readonly owner: string | null;
  /** A file on its way up, or why it did not get there. */
  readonly upload: { readonly state: "going" } | { readonly state: "failed"; readonly code: string } | null;
}

export const EMPTY: ChatState = {
  line: "starting",
  messages: [],
  cursor: 0,
  unsent: [],
  typing: false,
  owner: null,
  upload: null,
};

/** Takes in what the server shows, and moves the cursor to it. */
export function withMessages(state: ChatState, items: readonly ChatMessage[]): ChatState {
  const cursor = items.reduce((last, { sequence }) => Math.max(last, sequence), state.cursor);
  return { ...merged(state, items), cursor };
}

/** By their sequence: one that is known is replaced, so an edit shows and nothing stands twice. */
function merged(state: ChatState, items: readonly ChatMessage[]): ChatState {
  if (items.length === 0) return state;
  const bySequence = new Map(state.messages.map((message) => [message.sequence, message]));
  let unsent = state.unsent;
  for (const item of items) {
    if (item.author === "customer" && !bySequence.has(item.sequence)) unsent = withoutArrived(unsent, item.text);
    bySequence.set(item.sequence, item);
  }
  const messages = [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
  const spoken = items.some(({ author }) => author !== "customer");
  return { ...state, messages, unsent, typing: spoken ? false : state.typing };
}

/** Our own words may come back by the event stream before the answer to their sending. */
function withoutArrived(unsent: readonly Unsent[], text: string): readonly Unsent[] {
  const index = unsent.findIndex((item) => item.text === text && item.state !== "failed");
  return index === -1 ? unsent : unsent.toSpliced(index, 1);
}

/** The server has it: the waiting words become a message with the sequence it was given. */
export function withArrived(state: ChatState, item: Unsent, sequence: number): ChatState {
  const unsent = state.unsent.filter(({ clientId }) => clientId !== item.clientId);
  if (state.messages.some((message) => message.sequence === sequence)) return { ...state, unsent };
  return merged({ ...state, unsent }, [customerMessage(item, sequence)]);
}

export function withUnsent(state: ChatState, item: Unsent): ChatState {
  const known = state.unsent.some(({ clientId }) => clientId === item.clientId);
  const unsent = known
    ? state.unsent.map((one) => (one.clientId === item.clientId ? item : one))
    : [...state.unsent, item];
  return { ...state, unsent };
}

function customerMessage(item: Unsent, sequence: number): ChatMessage {
  return {
    id: item.clientId,
    sequence,
    author: "customer",
    kind: "text",
    text: item.text,
    attachments: item.file ? [item.file] : [],
    replyTo: null,
    agentId: null,
    turnId: null,
    epoch: 0,
    createdAt: item.at,
    editedAt: null,
    delivery: null,
    failure: null,
  };
}
