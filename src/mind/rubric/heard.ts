import type { Passage } from "../../core/grounds.ts";
import type { FactKind, Heat, ReplyLanguage } from "../../core/reading.ts";
import type { ReplyPlan } from "../../core/reply.ts";
import type { ReplyRoom } from "../occasion.ts";

/** What a reply answers: all it is judged by. */
export interface Heard {
  readonly author: "bot" | "agent";
  readonly language: ReplyLanguage;
  readonly purpose: ReplyPlan["purpose"];
  readonly heat: Heat;
  /** The customer's words that are answered. */
  readonly said: string;
  /** What the matter is called, folded content words; see `matterWords`. */
  readonly matter: readonly string[];
  readonly orderIds: readonly string[];
  readonly knownFacts: readonly FactKind[];
  /** What we said before, oldest first. */
  readonly earlier: readonly string[];
  /** Times that code promised, as they stand in the reply. */
  readonly times: readonly string[];
  /** The desk's own names of matters, where the words are its own: "returns and refunds" promises nothing there. */
  readonly ownNames?: readonly string[];
  /** Pieces that keep their own script: names, products, codes. */
  readonly quoted: readonly string[];
  /** Paragraphs the reply names as its source. */
  readonly cited: readonly Passage[];
  readonly room: ReplyRoom;
  /** Of the model's prompt; empty for a person's words. */
  readonly secrets: { readonly canary: string; readonly instructions: string };
}

/** Does the matter need a next step, and feelings an answer? */
export const isServed = ({ purpose }: Heard): boolean => purpose === "complaint" || purpose === "question";
