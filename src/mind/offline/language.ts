import { LANGUAGES, type Language } from "../../core/reading.ts";
import {
  ARABIC_WORDS,
  ARABIZI_SHAPES,
  ARABIZI_WORDS,
  ENGLISH_WORDS,
  FINGLISH_SHAPES,
  FINGLISH_WORDS,
  FOREIGN_SHAPES,
  FOREIGN_WORDS,
  PERSIAN_WORDS,
  URDU_WORDS,
} from "./lexicon/languages.ts";
import type { Normalised } from "./normalise.ts";

const setOf = (words: string): ReadonlySet<string> => new Set(words.split("|"));

const PERSIAN = setOf(PERSIAN_WORDS);
const ARABIC = setOf(ARABIC_WORDS);
const URDU = setOf(URDU_WORDS);
const ENGLISH = setOf(ENGLISH_WORDS);
const FINGLISH = setOf(FINGLISH_WORDS);
const FOREIGN = setOf(FOREIGN_WORDS);
const ARABIZI = setOf(ARABIZI_WORDS);
const FINGLISH_SHAPE = new RegExp(FINGLISH_SHAPES);
const FOREIGN_SHAPE = new RegExp(FOREIGN_SHAPES);
const ARABIZI_SHAPE = new RegExp(ARABIZI_SHAPES);

/** A word or two rarely tell Persian from Arabic: one telling word must not turn the conversation round. */
const FEW_WORDS = 3;
const WEIGHT_OF_FEW = 1.8;
const WEIGHT_OF_MORE = 1;

/** A language shows itself in its first words. */
const WORDS_READ = 80;

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}

/** How much the model's sight weighs beside the words, times the logarithm of a probability; a word found weighs 2. */
const SIGHT = 0.35;

/** What the model adds for each language: nothing where there is no model. */
function sightOf(seen: Float64Array | null): Readonly<Record<Language, number>> {
  const weigh = (n: number) => SIGHT * Math.log((seen?.[n] ?? 1) + 1e-4);
  return Object.fromEntries(LANGUAGES.map((language, n) => [language, weigh(n)])) as Record<Language, number>;
}

interface Clues {
  readonly of: Normalised;
  readonly words: readonly string[];
  readonly known: Language | null;
  readonly sight: Readonly<Record<Language, number>>;
}

/** Persian, Arabic or another language of the Arabic script. Letter forms weigh little: keyboards mix them. */
function arabicScript({ of, words, known, sight }: Clues): Language {
  const original = of.original.slice(0, 600);
  let fa = 3 * count(original, /[پچژگ]/g) + 0.5 * count(original, /[یک]/g) + count(original, /[۰-۹\u200c]/g);
  let ar = 2.5 * count(original, /[ةىﻻ]/g) + 1.5 * count(original, /[أإؤ]/g) + 0.4 * count(original, /[يك٠-٩]/g);
  const urdu = 3 * count(original, /[ٹڈڑےں]/g) + 1.5 * count(original, /[ہھ]/g);
  // Kurdish, Pashto and Uyghur have letters of their own.
  let other = urdu + 3 * count(original, /[ێۆڵڕڤۊۋۇۈډړښځڅږۍېګڼ]/g) + 0.7 * count(original, /ە/g);
  const prior = words.length <= FEW_WORDS ? WEIGHT_OF_FEW : WEIGHT_OF_MORE;
  if (known === "fa") fa += prior;
  if (known === "ar") ar += prior;
  for (const word of words) {
    const persian = PERSIAN.has(word);
    const arabic = ARABIC.has(word);
    if (persian && !arabic) fa += 2;
    if (arabic && !persian) ar += 2;
    if (URDU.has(word) && urdu > 0) other += 2;
    if (/^(?:و|ف|ب|ک|ل)?ال.{2,}|^لل.{2,}/.test(word) && !persian) ar += 1.5;
    if (/^ن?می.{2,}/.test(word)) fa += 2;
    if (/.{2,}(?:های|هایی|هام|مون|تون|شون|اند|ید|ترین|گی|انه)$/.test(word)) fa += 1;
    if (/.{2,}(?:ات|ون|ین|نا|کم|هم|ها|وا|تی|ته|نی|تها)$/.test(word)) ar += 0.5;
  }
  return best({ fa: fa + sight.fa, ar: ar + sight.ar, other: other + sight.other });
}

/** The first of the highest. */
function best(scores: Partial<Record<Language, number>>): Language {
  const ranked = Object.entries(scores) as [Language, number][];
  return ranked.reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

function latinScript({ of, words, known, sight }: Clues): Language {
  let en = 0;
  let finglish = 0;
  let foreign = 2 * count(of.original.slice(0, 600), /[À-ÖØ-öø-žƏəǎ-ǜṣ]/g);
  for (const word of words) {
    const english = ENGLISH.has(word);
    const persian = FINGLISH.has(word);
    if (english) en += persian ? 1 : 2;
    if (persian) finglish += english ? 1 : 2;
    if (FOREIGN.has(word) && !english) foreign += persian ? 0.5 : 2;
    if (ARABIZI.has(word) && !english) foreign += persian ? 0.5 : 2;
    if (english || persian) continue;
    if (ARABIZI_SHAPE.test(word) && /[a-z]{2}/.test(word)) foreign += 2;
    if (FINGLISH_SHAPE.test(word)) finglish += 1;
    else if (FOREIGN_SHAPE.test(word)) foreign += 1;
    else if (/(?:tion|ing|ed|ly|ness|ment|able|ful|er|ous|ship|ght|th|ck|est)$/.test(word)) en += 1;
    else if (/^[a-z]{5,}(?:e|am|am|et|esh|ash|i|o)$/.test(word)) finglish += 0.3;
  }
  if (known !== null && words.length <= FEW_WORDS && Math.max(en, finglish, foreign) < 1) return known;
  if (known === "fa-Latn") finglish += 0.9;
  if (known === "en") en += 0.9;
  return best({ en: en + sight.en, "fa-Latn": finglish + sight["fa-Latn"], other: foreign + sight.other });
}

/**
 * @param known     language of the conversation so far: it decides where the text itself cannot
 * @param fallback  where nothing is known either
 * @param seen      how probable the model holds each of {@link LANGUAGES}; null: there is no model
 */
export function detectLanguage(
  of: Normalised,
  known: Language | null,
  fallback: Language,
  seen: Float64Array | null = null,
): Language {
  const sample = of.text.slice(0, 1000);
  const words = sample
    .split(/[^\p{L}0-9]+/u)
    .filter((word) => word !== "")
    .slice(0, WORDS_READ);
  const arabic = count(sample, /[\u0621-\u06d3]/g);
  const latin = count(sample, /[a-z\u00df-\u024f]/g);
  const letters = count(sample, /\p{L}/gu);
  if (letters === 0) return known ?? fallback;
  if (letters - arabic - latin > Math.max(arabic, latin)) return "other";
  const own = words.filter((word) => /[\u0621-\u06d3]/.test(word));
  if (arabic >= latin || arabic > 8) {
    if (AMBIGUOUS.test(own.join(" ")) && (known === "ar" || known === "fa")) return known;
    return arabicScript({ of, words: own, known, sight: sightOf(seen) });
  }
  if (letters < 3 && known !== null) return known;
  return latinScript({ of, words, known, sight: sightOf(seen) });
}

/** Greetings both languages share say nothing about which it is. */
const AMBIGUOUS = /^(?:سلام|الو|مرسی|اوکی|اپراتور)$/;
