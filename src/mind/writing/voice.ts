import type { ReplyLanguage } from "../../core/reading.ts";
import type { PartKey } from "./parts.ts";
import type { Phrasebook } from "./phrasebook.ts";
import { fill, inTurn, leastSaid, type Slots, unsaid } from "./variant.ts";

/** What every sentence needs to know, whatever it says. */
export interface VoiceContext {
  readonly phrasebook: Phrasebook;
  /** May be empty: the sentences then do without a name. */
  readonly organisation: string;
  /** Our texts of this conversation, oldest first: nothing in them is said again while another wording is left. */
  readonly recentTexts: readonly string[];
  /** Decides between wordings. Stable per turn, as the turn's id, so that a retry says the same. */
  readonly seed: string;
}

/** Says one part in the conversation's language. */
export interface Voice {
  (key: PartKey, slots?: Slots): string;
  /** The part in words this conversation has not heard; null when all are used up: what is a courtesy is then left out. */
  anew(key: PartKey, slots?: Slots): string | null;
  /** The same for sentences that are not in the phrasebook. */
  anewOf(sentences: readonly string[], slots?: Slots): string | null;
}

/** @param manner  "brief" takes the shortest wording first, where a reply has little room */
export function voiceOf(language: ReplyLanguage, context: VoiceContext, manner: "free" | "brief" = "free"): Voice {
  const tried = (variants: readonly string[], salt: string) =>
    manner === "brief"
      ? variants.toSorted((one, other) => one.length - other.length)
      : inTurn(variants, `${context.seed}/${salt}`);
  const ofPart = (key: PartKey) => tried(context.phrasebook[language][key], key);
  const first = (variants: readonly string[], slots: Slots) => {
    const found = unsaid(variants, context.recentTexts);
    return found === null ? null : fill(found, slots);
  };
  const say = (key: PartKey, slots: Slots = {}) => fill(leastSaid(ofPart(key), context.recentTexts), slots);
  return Object.assign(say, {
    anew: (key: PartKey, slots: Slots = {}) => first(ofPart(key), slots),
    anewOf: (sentences: readonly string[], slots: Slots = {}) => first(tried(sentences, "sentences"), slots),
  });
}

/**
 * The disclosure of the first bot message: an automatic assistant speaks, for this organisation.
 * @param person  "one-word-away" also says how to reach a person; "coming" leaves that out, since one is on the way
 */
export function introduction(
  language: ReplyLanguage,
  context: VoiceContext,
  person: "one-word-away" | "coming" = "one-word-away",
): string {
  return disclose(voiceOf(language, context), context.organisation, person);
}

/** {@link introduction} in a voice at hand. */
export function disclose(say: Voice, organisation: string, person: "one-word-away" | "coming"): string {
  const name = organisation.trim();
  if (person === "coming") {
    return name ? say("introduction.short", { organisation: name }) : say("introduction.short.unnamed");
  }
  return name ? say("introduction", { organisation: name }) : say("introduction.unnamed");
}
