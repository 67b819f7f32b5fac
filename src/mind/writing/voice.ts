import type { ReplyLanguage } from "../../core/reading.ts";
import type { PartKey } from "./parts.ts";
import type { Phrasebook } from "./phrasebook.ts";
import { fill, inTurn, leastSaid, type Slots } from "./variant.ts";

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
export type Voice = (key: PartKey, slots?: Slots) => string;

/** @param manner  "brief" takes the shortest wording first, where a reply has little room */
export function voiceOf(language: ReplyLanguage, context: VoiceContext, manner: "free" | "brief" = "free"): Voice {
  return (key, slots = {}) => {
    const variants = context.phrasebook[language][key];
    const tried =
      manner === "brief"
        ? variants.toSorted((one, other) => one.length - other.length)
        : inTurn(variants, `${context.seed}/${key}`);
    return fill(leastSaid(tried, context.recentTexts), slots);
  };
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
