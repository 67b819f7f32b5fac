import type { Message } from "../../src/pages/conversation/message.ts";

/** A message of the customer, said at noon, where a test says nothing else. */
export function aMessage(sequence: number, given: Partial<Message> = {}): Message {
  return {
    id: `m${sequence}`,
    sequence,
    author: "customer",
    kind: "text",
    text: `words ${sequence}`,
    attachments: [],
    replyTo: null,
    agentId: null,
    turnId: null,
    epoch: 1,
    createdAt: "2026-03-25T12:00:00Z",
    editedAt: null,
    delivery: null,
    failure: null,
    ...given,
  };
}
