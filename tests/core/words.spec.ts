import { describe, expect, it } from "vitest";
import { numberWords, wordQuery, wordsOf } from "../../src/core/words.ts";

const words = (text: string) => [...wordsOf(text)];

describe("the words of a text", () => {
  it.each([
    ["letters of both keyboards", "يك كتاب علي", ["یک", "کتاب", "علی"]],
    ["digits of all three scripts", "۱۲۳ ٤٥٦ 789", ["123", "456", "789"]],
    ["half-spaces, in pieces and whole", "می\u200cخواهم", ["می", "خواهم", "میخواهم"]],
    ["vowel marks and elongation", "مُحَمَّد عـلـی", ["محمد", "علی"]],
    ["capitals, and letters of another width", "Ahmadi ＡＢＣ", ["ahmadi", "abc"]],
    ["what is joined by marks", "ORD-4821/b", ["ord", "4821", "b"]],
    ["nothing but marks", "!؟ 😡 '\\%_&|:*", []],
    ["the same word twice", "no no NO", ["no"]],
  ])("are the same whoever types them: %s", (_name, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it("are cut where no word is so long, and never in the middle of a character", () => {
    expect(words("𝒜".repeat(100))).toEqual(["a".repeat(40)]);
    expect([...(words("𐐷".repeat(100))[0] ?? "")]).toHaveLength(40);
  });
});

describe("a number", () => {
  it("is found by any of its endings down to four digits", () => {
    expect(numberWords("+98 912-12")).toEqual(["9891212", "891212", "91212", "1212"]);
  });

  it.each(["1234", "12 weeks", "", "+", "1".repeat(21)])("is none: %j", (text) => {
    expect(numberWords(text)).toEqual([]);
  });
});

describe("what is looked for", () => {
  it.each([
    ["all words, each by its beginning", "Sara ahm", "('sara':* & 'ahm':*)"],
    ["a number that is written in pieces, whole", "0912 123", "('0912':* & '123':*) | '0912123':* | '912123':*"],
    ["a number in other digits", "۰۰۹۸۹۱۲", "('0098912':*) | '0098912':* | '98912':*"],
    ["a word with a half-space, in pieces or whole", "می\u200cخواهم", "('می':* & 'خواهم':*) | ('میخواهم':*)"],
    ["a word with what has a meaning to the database", "o'br:*|!", "('obr':*)"],
  ])("is %s", (_name, text, expected) => {
    expect(wordQuery(text)).toBe(expected);
  });

  it("is nothing where there is no word", () => {
    expect(wordQuery(" ?! ")).toBeNull();
  });
});
