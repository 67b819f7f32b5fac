import type { ReplyLanguage } from "../../core/reading.ts";
import { sentencesOf } from "./sentences.ts";

const ARABIC_LETTER = /[\u0621-\u064a\u066e-\u06d3]/g;
const LATIN_LETTER = /[a-z\u00c0-\u024f]/gi;

/** Words that one of the two languages in Arabic script uses all the time and the other does not. */
const PERSIAN_SIGNS =
  /[پچژگ]|(?<!\p{L})(?:است|را|که|شما|از|به|با|این|برای|می|تا|هم|ما|یا|خود|هستم|هستیم|شد|کنیم)(?!\p{L})/gu;
const ARABIC_SIGNS =
  /[ةىيك]|(?<!\p{L})(?:في|من|على|إلى|أن|لم|لن|هذا|هذه|نحن|لك|لكم|عن|مع|قد|هو|ما|أو|الى|ان|لا|تم)(?!\p{L})|(?<!\p{L})و?ال\p{L}{3,}/gu;
const ENGLISH_SIGNS =
  /(?<!\p{L})(?:the|and|you|your|we|is|are|to|of|it|for|have|with|this|that|not|our|will|hear|us|by|thank|thanks|sorry|hello|hi|please|can|i|am|an?)(?!\p{L})/giu;

/** Neither Latin nor Arabic script: a look-alike, or a language we do not speak. */
const STRANGE_LETTER = /(?![\p{Script=Latin}\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}])\p{L}/u;

const SIGNIFICANT_LETTERS = 12;
/** A sentence with so many letters of the other script is not a brand or a unit any more. */
const OTHER_SCRIPT_LETTERS = 8;

/**
 * Is a reply in the language it should be in? Short ones are judged by their script alone.
 * @param quoted  pieces that keep their own script: order numbers, names, links
 */
export function speaks(text: string, language: ReplyLanguage, quoted: readonly string[]): boolean {
  const own = [...quoted]
    .filter((piece) => piece !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((rest, piece) => rest.replaceAll(piece, " "), text)
    .replace(/https?:\/\/\S+/g, " ");
  const count = (pattern: RegExp) => own.match(pattern)?.length ?? 0;
  const arabicScript = count(ARABIC_LETTER);
  const latin = count(LATIN_LETTER);
  if (STRANGE_LETTER.test(own)) return false;
  if (sentencesOf(own).some((sentence) => isInOtherScript(sentence, language))) return false;
  if (language === "en") {
    return latin > arabicScript * 4 && (latin < SIGNIFICANT_LETTERS || count(ENGLISH_SIGNS) > 0);
  }
  if (arabicScript <= latin * 2) return false;
  if (arabicScript < SIGNIFICANT_LETTERS) return true;
  const [right, wrong] = language === "fa" ? [PERSIAN_SIGNS, ARABIC_SIGNS] : [ARABIC_SIGNS, PERSIAN_SIGNS];
  return count(right) >= count(wrong);
}

function isInOtherScript(sentence: string, language: ReplyLanguage): boolean {
  const arabicScript = sentence.match(ARABIC_LETTER)?.length ?? 0;
  const latin = sentence.match(LATIN_LETTER)?.length ?? 0;
  const [own, other] = language === "en" ? [latin, arabicScript] : [arabicScript, latin];
  return other >= OTHER_SCRIPT_LETTERS && other > own;
}
