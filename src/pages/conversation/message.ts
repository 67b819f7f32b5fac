/** A message as the server tells it to both pages. Times are ISO 8601 UTC; ids are opaque. */

export type Delivery = "pending" | "sending" | "sent" | "delivered" | "read" | "failed" | "unknown" | "suppressed";

export interface Attachment {
  readonly id?: string;
  readonly kind: string;
  readonly name: string | null;
  readonly mime: string | null;
  /** What a machine heard or saw in it, for the agents. `doubtful`: words of the text that were hard to make out. */
  readonly heard?: {
    readonly kind: "transcript" | "description";
    readonly text: string;
    readonly doubtful: readonly string[];
  } | null;
}

export interface Message {
  readonly id: string;
  readonly sequence: number;
  readonly author: "customer" | "bot" | "agent" | "system";
  readonly kind: "text" | "notice" | "survey";
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The id of the message it answers. */
  readonly replyTo: string | null;
  /** What the customer quoted, where the platform says so itself. */
  readonly replyQuote?: string | null;
  readonly agentId: string | null;
  readonly turnId: string | null;
  readonly epoch: number;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly delivery: Delivery | null;
  readonly failure: string | null;
  /** What the customer put on it, for the agents. */
  readonly reaction?: string | null;
  /** What we put on the customer's message, for the agents. */
  readonly ourReaction?: string | null;
}
