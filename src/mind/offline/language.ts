import type { Language } from "../../core/reading.ts";
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

/** Persian, Arabic or another language of the Arabic script. Letter forms weigh little: keyboards mix them. */
function arabicScript(of: Normalised, words: readonly string[], known: Language | null): Language {
  const original = of.original.slice(0, 600);
  let fa = 3 * count(original, /[پچژگ]/g) + 0.5 * count(original, /[یک]/g) + count(original, /[۰-۹\u200c]/g);
  let ar = 2.5 * count(original, /[ةىﻻ]/g) + 1.5 * count(original, /[أإؤ]/g) + 0.4 * count(original, /[يك٠-٩]/g);
  const urdu = 3 * count(original, /[ٹڈڑےں]/g) + 1.5 * count(original, /[ہھ]/g);
  let other = urdu;
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
  if (other > fa && other > ar) return "other";
  return ar > fa ? "ar" : "fa";
}

function latinScript(of: Normalised, words: readonly string[], known: Language | null): Language {
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
  if (foreign > en && foreign > finglish) return "other";
  return finglish > en ? "fa-Latn" : "en";
}

/**
 * @param known     language of the conversation so far: it decides where the text itself cannot
 * @param fallback  where nothing is known either
 */
export function detectLanguage(of: Normalised, known: Language | null, fallback: Language): Language {
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
    return arabicScript(of, own, known);
  }
  if (letters < 3 && known !== null) return known;
  return latinScript(of, words, known);
}

/** Greetings both languages share say nothing about which it is. */
const AMBIGUOUS = /^(?:سلام|الو|مرسی|اوکی|اپراتور)$/;
