import type { Language } from "../../core/reading.ts";
import { type Features, type Spelled, spell, withMeaning } from "./model/features.ts";
import type { ReadingModel } from "./model/file.ts";
import { chances, probabilities } from "./model/linear.ts";

/** What the linear model makes of the texts of one turn. Each is cut up once, whatever it is asked about it. */
export interface Sight {
  /** How probable it holds each language, in the order of `LANGUAGES`. */
  readonly languages: (text: string) => Float64Array;
  /** How probable it holds that the writer is unhappy. */
  readonly unhappy: (text: string, language: Language) => number;
  /** How probable it holds each category, in the order of `CATEGORIES`. */
  readonly categories: (text: string, language: Language) => Float64Array;
  /** How probable it holds each flag, in the order of `FLAG_NAMES`. */
  readonly flags: (text: string, language: Language) => Float64Array;
  /** How probable it holds each urgency, in the order of `URGENCIES`. */
  readonly urgency: (text: string, language: Language) => Float64Array;
}

export function sightOf(model: ReadingModel): Sight {
  const spelled = new Map<string, Spelled>();
  const meant = new Map<string, Features>();
  const spelling = (text: string): Spelled => {
    const known = spelled.get(text) ?? spell(text);
    spelled.set(text, known);
    return known;
  };
  const meaning = (text: string, language: Language): Features => {
    const known = meant.get(text) ?? withMeaning(spelling(text), model.concepts, language);
    meant.set(text, known);
    return known;
  };
  const negative = model.sentiment.labels.indexOf("negative");
  return {
    languages: (text) => probabilities(model.language, spelling(text).features),
    unhappy: (text, language) => probabilities(model.sentiment, meaning(text, language))[negative] ?? 0,
    categories: (text, language) => probabilities(model.category, meaning(text, language)),
    flags: (text, language) => chances(model.flags, meaning(text, language)),
    urgency: (text, language) => probabilities(model.urgency, meaning(text, language)),
  };
}
