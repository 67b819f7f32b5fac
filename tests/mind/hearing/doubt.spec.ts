import { describe, expect, it } from "vitest";
import {
  doubtfulNumbers,
  doubtfulSegments,
  doubtfulTokens,
  doubtfulWords,
  isSilent,
} from "../../../src/mind/openai/doubt.ts";

const aSegment = (text: string, avgLogprob: number, more: object = {}) => ({
  text,
  avgLogprob,
  noSpeech: 0.01,
  compression: 1.2,
  ...more,
});

describe("what was hard to hear", () => {
  it("is a word of little probability; a number needs more than a word", () => {
    const words = [
      { word: " kettle", probability: 0.4 },
      { word: " broken", probability: 0.6 },
      { word: " 48217,", probability: 0.6 },
      { word: " 500", probability: 0.95 },
    ];
    expect(doubtfulWords(words)).toEqual(["kettle", "48217"]);
  });

  it("is as sure as the least sure piece of a word", () => {
    const tokens = [
      { token: "سفارش", logprob: -0.01 },
      { token: " ۴۸", logprob: -0.01 },
      { token: "۲۱۷", logprob: -1 },
      { token: " نرسید", logprob: -0.2 },
    ];
    expect(doubtfulTokens(tokens)).toEqual(["۴۸۲۱۷"]);
  });

  it("is all of a segment nobody could follow, and the numbers of one that was followed badly", () => {
    const segments = [aSegment("order 48217", -0.6), aSegment("of may", -1.2), aSegment("the 500 one", -0.1)];
    expect(doubtfulSegments(segments)).toEqual(["48217", "of", "may"]);
  });

  it("is all of a segment that only repeats itself", () => {
    expect(doubtfulSegments([aSegment("so so so", -0.1, { compression: 3 })])).toEqual(["so"]);
  });

  it("is every number where the endpoint does not say how sure it was", () => {
    expect(doubtfulNumbers("سفارش ۴۸۲۱۷ و AB-1200، دو هفته")).toEqual(["۴۸۲۱۷", "AB-1200"]);
  });

  it("was made up where nobody speaks", () => {
    expect(isSilent(aSegment("Thanks for watching!", -1.4, { noSpeech: 0.9 }))).toBe(true);
    expect(isSilent(aSegment("a quiet voice", -0.3, { noSpeech: 0.9 }))).toBe(false);
  });
});
