import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { settlingOf } from "../../../src/mind/offline/settled.ts";
import { reading } from "./reading.ts";

const PHRASES = new URL("../../../prompts/phrases/", import.meta.url);

/** The words the desk tells customers to write, for a person or to close a case: quoted in its phrases, and no placeholder. */
function promisedWords(language: string): readonly string[] {
  const phrases = ["replies.md", "notices.md"].map((file) =>
    readFileSync(new URL(`${language}/${file}`, PHRASES), "utf8"),
  );
  const spoken = phrases.flatMap((text) => text.split("\n")).filter((line) => line.startsWith("- "));
  const quoted = spoken.flatMap((line) => [...line.matchAll(/«([^»{}]+)»|"([^"{}]+)"/g)]);
  return [...new Set(quoted.map((match) => match[1] ?? match[2] ?? ""))];
}

const COURTESIES: Readonly<Record<string, readonly string[]>> = {
  fa: ["لطفا", "لطفاً", "ممنون", "خواهش می‌کنم"],
  ar: ["من فضلك", "لو سمحت", "لو سمحتم", "شكرا"],
  en: ["please", "pls", "thanks", "thank you"],
};

/** A word as people write it. */
const writtenIn = (language: string, word: string): readonly string[] => [
  word,
  `«${word}»`,
  `"${word}"`,
  `“${word}”`,
  `${word}.`,
  `${word}!`,
  ...(COURTESIES[language] ?? []).map((courtesy) => `${word} ${courtesy}`),
];

describe.each([
  ["fa", "پرونده را ببندید"],
  ["ar", "أغلقوا الملف"],
  ["en", "close the case"],
])("the word the %s phrases promise", (language, closing) => {
  const words = promisedWords(language);
  const forPerson = words.filter((word) => word !== closing);

  it("is promised at all", () => {
    expect(forPerson).not.toEqual([]);
    expect(words).toContain(closing);
  });

  it.each(writtenIn(language, closing))("closes a case, written as %s", (text) => {
    expect(settlingOf(text)).toBe("unneeded");
  });

  it.each(forPerson.flatMap((word) => writtenIn(language, word)))("brings a person, written as %s", (text) => {
    for (const knownLanguage of ["fa", "ar", "en", "fa-Latn", null] as const) {
      const { flags, category, evidence } = reading(text, { knownLanguage });
      expect(flags.humanRequest).toBe(true);
      expect(category).toBe("other");
      expect(text).toContain(evidence.find(({ label }) => label === "humanRequest")?.quote);
    }
  });
});

describe("a person is asked for in other short words", () => {
  it.each([
    "hamkar",
    "hamkar lotfan",
    "لطفا همکار",
    "سلام، همکار لطفا",
    "همکار می‌خوام",
    "کارمند",
    "کارمند وصل کن",
    "اپراتور",
    "اوپراتور",
    "شماره من ۰۹۱۲۳۴۵۶۷۸۹ زنگ بزنید",
    "09123456789 لطفا تماس بگیرید",
    "حولني لموظف",
    "اريد موظف",
    "أريد شخصا حقيقيا",
    "كلموني بشر",
    "please agent",
    "my number is 0912 345 6789, call me",
  ])("%s", (text) => {
    for (const knownLanguage of ["fa", "ar", null] as const) {
      expect(reading(text, { knownLanguage }).flags.humanRequest).toBe(true);
    }
  });

  it.each([
    "همکارم هم از شما خرید کرده",
    "همکار شما بی‌ادب بود",
    "چطور همکار شما بشم؟",
    "شماره سفارش 5512 زنگ بزنید به انبار",
    "سلام پشتیبانی",
    "ممنون پشتیبانی",
    "الموظف لم يرد",
    "agent fee is too high",
    "thanks agent",
  ])("and not in: %s", (text) => expect(reading(text).flags.humanRequest).toBe(false));
});
