import { describe, expect, it } from "vitest";
import { hasEvidence } from "../../../src/core/knowledge/evidence.ts";
import { weigh } from "../../../src/core/knowledge/nearness.ts";
import { askedTerms, formsIn } from "../../../src/core/knowledge/terms.ts";

const isEnough = (text: string, article: { title: string; questions?: string[]; paragraphs?: string[] }) => {
  const { title, questions = [], paragraphs = [] } = article;
  const kept = paragraphs.map((each, at) => ({ number: at + 1, forms: formsIn(each, "en") }));
  const asked = weigh(askedTerms(text, "en"), new Map(), 1);
  return hasEvidence(text, asked, { title, questions, paragraphs: kept }, 1, "en");
};
const sauna = {
  title: "Sauna",
  questions: ["When is the sauna heated?", "Towel hire"],
  paragraphs: ["The sauna is heated at noon and costs nine euros.", "Towels are lent at the desk."],
};

describe("an article answers by itself", () => {
  it.each(["When is the sauna heated?", "is your sauna heated at noon", "sauna", "towel hire please"])(
    "where two words in one place, or a whole way of asking, are met: %s",
    (text) => {
      expect(isEnough(text, sauna)).toBe(true);
    },
  );

  it.each([
    ["one word is all that is met", "I saw the sauna"],
    ["as many words are unknown to it as are met", "is the sauna heated with purple Finnish stones"],
    ["the words stand in different places", "does a towel need to be heated"],
    ["what is asked for is unknown to it", "where is it heated at noon"],
    ["it only asks", "when is it?"],
    ["it says nothing", "please"],
  ])("not where %s", (_, text) => {
    expect(isEnough(text, sauna)).toBe(false);
  });
});
