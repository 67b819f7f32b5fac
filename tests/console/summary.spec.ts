import { describe, expect, it } from "vitest";
import en from "../../src/console/locales/en.json" with { type: "json" };
import { saysLittle, summaryPieces } from "../../src/console/tickets/summary.ts";
import { PII_KINDS } from "../../src/core/reading.ts";

describe("a ticket's summary", () => {
  it("names what was taken out of it", () => {
    expect(summaryPieces("My card [CARD_1] cvv [SECRET_12].")).toEqual([
      { text: "My card " },
      { hidden: "card" },
      { text: " cvv " },
      { hidden: "secret" },
      { text: "." },
    ]);
  });

  it.each(PII_KINDS)("knows %s, and has a word for it", (kind) => {
    expect(summaryPieces(`[${kind.toUpperCase()}_1]`)[1]).toEqual({ hidden: kind });
    expect(en).toHaveProperty([`pii.${kind}`]);
  });

  it("leaves what the customer wrote in brackets", () => {
    expect(summaryPieces("size [XL_1] please")).toEqual([{ text: "size [XL_1] please" }]);
  });

  it("of one word says less than its topic", () => {
    expect(["agent", " agent ", ""].map(saysLittle)).toEqual([true, true, true]);
    expect(saysLittle("no parcel")).toBe(false);
  });
});
