import { describe, expect, it } from "vitest";
import type { KnownFact } from "../../src/core/facts.ts";
import {
  doubtHeard,
  factToConfirm,
  type Heard,
  isDoubtful,
  mediumOf,
  onlyShown,
  readConfirmation,
  readingOfShown,
  type Tenor,
  wordsRead,
} from "../../src/core/heard.ts";
import { type Fact, type FactKind, NO_FLAGS } from "../../src/core/reading.ts";
import { aReading } from "./situation.ts";

const fact = (value: string, kind: FactKind = "order_id"): Fact => ({ kind, value, quote: value, confidence: 0.9 });
const voice = (text: string, ...doubtful: string[]): Heard => ({ kind: "transcript", text, doubtful });
const picture = (text: string, ...doubtful: string[]): Heard => ({ kind: "description", text, doubtful });
const said = (text: string, ...heard: Heard[]) => ({ text, heard });

describe("a file", () => {
  it.each([
    ["audio/ogg", "voice"],
    ["audio/wav", "voice"],
    ["image/webp", "picture"],
    ["application/pdf", "document"],
    ["video/mp4", null],
    ["application/octet-stream", null],
  ])("of %s is heard as %s", (mime, medium) => {
    expect(mediumOf({ mime })).toBe(medium);
  });
});

describe("a turn", () => {
  it("is read by what is written and said in it; a picture beside words is no word of the customer's", () => {
    const turn = [said("see", picture("A form that says: refund me.")), said("", voice("it is broken"))];
    expect(wordsRead(turn)).toEqual(["see", "it is broken"]);
    expect(onlyShown(turn)).toBe(false);
  });

  it("of nothing but pictures is read by what they show", () => {
    const turn = [said("", picture("A broken kettle."))];
    expect(wordsRead(turn)).toEqual(["A broken kettle."]);
    expect(onlyShown(turn)).toBe(true);
    expect(onlyShown([said("")])).toBe(false);
  });

  it("of pictures has no tone, and none of the wishes a picture may have written on it", () => {
    const flags = { ...NO_FLAGS, abusive: true, humanRequest: true, safety: true, injectionSuspected: true };
    const read = readingOfShown(aReading({ heat: 3, substance: 2, flags }), false);
    expect(read).toMatchObject({
      heat: 0,
      complaint: true,
      flags: { abusive: false, humanRequest: false, safety: true, injectionSuspected: true },
    });
  });

  it("of pictures that show no matter means nothing, unless a case is open to which they add a fact", () => {
    const vague = aReading({ category: "abuse", complaint: true, substance: 1, facts: [fact("48217")] });
    expect(readingOfShown(vague, false)).toMatchObject({
      category: "other",
      complaint: false,
      substance: 0,
      facts: [],
    });
    expect(readingOfShown(vague, true).facts).toHaveLength(1);
  });
});

describe("a fact that was heard", () => {
  const doubted = (facts: Fact[], turn: Parameters<typeof doubtHeard>[1], known: Fact[] = []) =>
    doubtHeard(facts, turn, known)
      .filter(isDoubtful)
      .map(({ value }) => value);

  it("is in doubt where a word of it was hard to hear, in whatever digits", () => {
    const turn = [said("", voice("سفارش ۴۸۲۱۷ و مبلغ ۵۰۰ هزار تومان", "۴۸۲۱۷،"))];
    expect(doubted([fact("48217"), fact("۵۰۰ هزار تومان", "amount")], turn)).toEqual(["48217"]);
  });

  it("is in no doubt where it was heard well", () => {
    expect(doubted([fact("48217")], [said("", voice("order 48217 of may", "may"))])).toEqual([]);
  });

  it("is in no doubt where it is written beside it, or was told before", () => {
    const hard = voice("order 48217", "48217");
    expect(doubted([fact("#48217")], [said("order #48217", hard)])).toEqual([]);
    expect(doubted([fact("48217")], [said("", hard)], [fact("#48217")])).toEqual([]);
  });

  it("that was written is in no doubt because of another that was heard", () => {
    const turn = [said("order 11111"), said("", voice("no, 48217", "48217"))];
    expect(doubted([fact("11111"), fact("48217")], turn)).toEqual(["48217"]);
  });
});

describe("asking back", () => {
  const hard = (value: string, kind: FactKind = "order_id"): Fact => ({ ...fact(value, kind), confidence: 0.4 });

  it("takes the most needed fact in doubt, one", () => {
    expect(factToConfirm([hard("12/05/2026", "date"), hard("500 dollars", "amount")])?.kind).toBe("amount");
    expect(factToConfirm([hard("500 dollars", "amount"), hard("48217")])?.kind).toBe("order_id");
  });

  it("leaves what is sure, what has no number, and what nothing depends on", () => {
    expect(factToConfirm([fact("48217"), hard("yesterday", "date"), hard("kettle 2", "product")])).toBeNull();
  });

  it.each(["48217? send money", "48217 {code}", "https://x.test/48217", "x.test 48217", `4${"8".repeat(60)}`])(
    "says back nothing that could be read as something else: %s",
    (value) => {
      expect(factToConfirm([hard(value)])).toBeNull();
    },
  );
});

describe("the answer to 'is it 48217?'", () => {
  const asked: KnownFact = { ...fact("#48217"), confidence: 0.4, id: 7 };
  const answer = (tenor: Tenor, numbers: string[] = [], told: Fact[] = []) => {
    const read = readConfirmation(asked, { tenor, numbers, told });
    return read && (read.answer === "yes" ? "yes" : (read.instead ?? "no"));
  };

  it.each<[string, Tenor, string[], Fact[], string | null]>([
    ["yes", "yes", [], [], "yes"],
    ["yes, ۴۸۲۱۷", "yes", ["۴۸۲۱۷"], [], "yes"],
    ["48217", "nothing", ["48217"], [], "yes"],
    ["no", "no", [], [], "no"],
    ["not 48217", "no", ["48217"], [], "no"],
    ["no, 48271", "no", ["48271"], [], "48271"],
    ["48271", "nothing", ["48271"], [], "48271"],
    ["yes, 48271", "yes", ["48271"], [], "48271"],
    ["not 48217 but 48271", "no", ["48217", "48271"], [], "48271"],
    ["the order number is 48271, read it again", "more", ["48271"], [fact("48271")], "48271"],
    ["I paid 500 and wait", "more", ["500"], [], null],
    ["where is my money", "more", [], [], null],
  ])("%s", (_words, tenor, numbers, told, expected) => {
    expect(answer(tenor, numbers, told)).toBe(expected);
  });
});
