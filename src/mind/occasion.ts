import type { Playbooks } from "../core/playbook.ts";
import type { Settings } from "../core/settings.ts";
import type { Taxonomy } from "../core/taxonomy.ts";
import type { MindInput } from "../ports/mind.ts";
import type { GuardFailure } from "./guards/objections.ts";
import type { Understanding } from "./understand.ts";
import type { Phrasebook } from "./writing/phrasebook.ts";

/** What one reply is written from. */
export interface Occasion {
  readonly input: MindInput;
  /** Our own words in all of the episode, oldest first; absent: those of the history. */
  readonly spoken?: readonly string[];
  readonly understanding: Understanding;
  readonly settings: Settings;
  readonly now: Date;
  /** Stable per turn: a turn that runs again says the same. */
  readonly seed: string;
  /** What one message of the channel holds. */
  readonly room: ReplyRoom;
}

export interface ReplyRoom {
  /** In UTF-16 units. */
  readonly textChars: number;
  /** Every message costs, so few words must do. */
  readonly brief?: boolean;
  /** Present where every message costs and a long one can be read nowhere else. */
  readonly tooLong?: ((text: string) => boolean) | undefined;
}

export interface Writer {
  readonly phrasebook: Phrasebook;
  /** The organisation's own words for its cases; absent: the phrasebook alone. */
  readonly handling?: { readonly playbooks: Playbooks; readonly taxonomy: Pick<Taxonomy, "subcategories"> };
  /** Of the model's prompt: what a draft must not give away. */
  readonly secrets: { readonly canary: string; readonly instructions: string };
  /** A wording was refused: for the figures, never for the customer. */
  readonly onRefused: (failures: readonly GuardFailure[]) => void;
}
