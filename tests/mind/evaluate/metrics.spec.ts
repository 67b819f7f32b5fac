import { describe, expect, it } from "vitest";
import {
  accuracy,
  accuracyAtCoverage,
  calibrationError,
  counted,
  countsOf,
  f1,
  macroF1,
  precision,
  recall,
} from "../../../src/mind/evaluate/metrics.ts";

const labels = (pairs: string) => pairs.split(" ").map((pair) => ({ wanted: pair.charAt(0), got: pair.charAt(1) }));

describe("measures", () => {
  it("of finding: precision of what was found, recall of what there is", () => {
    const counts = { right: 6, found: 8, wanted: 12 };
    expect([precision(counts), recall(counts), f1(counts)]).toEqual([0.75, 0.5, 0.6]);
  });

  it("say nothing where there is nothing to measure", () => {
    const nothing = { right: 0, found: 0, wanted: 0 };
    expect([precision(nothing), recall(nothing), f1(nothing), accuracy([]), calibrationError([])]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("count a yes or no as one of four", () => {
    expect(counted(true, true)).toEqual({ right: 1, found: 1, wanted: 1 });
    expect(counted(false, true)).toEqual({ right: 0, found: 1, wanted: 0 });
    expect(counted(true, false)).toEqual({ right: 0, found: 0, wanted: 1 });
  });

  it("of labels: a rare one weighs as much as a common one in the macro F1", () => {
    const mostlyA = labels("aa aa aa aa ba");
    expect(accuracy(mostlyA)).toBe(0.8);
    expect(countsOf(mostlyA, "a")).toEqual({ right: 4, found: 5, wanted: 4 });
    expect(macroF1(mostlyA)).toBeCloseTo((8 / 9 + 0) / 2);
  });

  it("a label that nobody wanted does not count by itself, only by what it took from others", () => {
    expect(macroF1(labels("aa ac"))).toBeCloseTo(2 / 3);
  });
});

describe("confidence", () => {
  const answers = (right: number, of: number, confidence: number) =>
    Array.from({ length: of }, (_, n) => ({ confidence, right: n < right }));

  it("is calibrated where .8 is right four times in five", () => {
    expect(calibrationError(answers(8, 10, 0.8))).toBeCloseTo(0);
    expect(calibrationError(answers(5, 10, 0.9))).toBeCloseTo(0.4);
    expect(calibrationError([...answers(8, 10, 0.8), ...answers(5, 10, 0.9)])).toBeCloseTo(0.2);
    expect(calibrationError(answers(10, 10, 1))).toBeCloseTo(0);
  });

  it("chooses what is answered first: the surest half", () => {
    const mixed = [...answers(5, 5, 0.9), ...answers(1, 5, 0.4)];
    expect(accuracyAtCoverage(mixed, 0.5)).toBe(1);
    expect(accuracyAtCoverage(mixed, 1)).toBeCloseTo(0.6);
  });
});
