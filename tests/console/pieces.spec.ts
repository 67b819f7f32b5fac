import { describe, expect, it } from "vitest";
import { piecesOf } from "../../src/console/conversation/pieces.ts";

const marked = (text: string, ...doubtful: string[]) =>
  piecesOf(text, doubtful)
    .map((piece) => (piece.doubtful ? `[${piece.text}]` : piece.text))
    .join("");

describe("a transcript", () => {
  it("has its doubtful words marked wherever they stand as whole words", () => {
    expect(marked("order 48217, not 482170", "48217")).toBe("order [48217], not 482170");
    expect(marked("سفارش ۴۸۲۱۷ و کتری", "۴۸۲۱۷", "کتری")).toBe("سفارش [۴۸۲۱۷] و [کتری]");
  });

  it("is whole and the same text, whatever signs a word has", () => {
    expect(marked("paid 5.00 (five)", "5.00")).toBe("paid [5.00] (five)");
    expect(marked("paid 5x00", "5.00")).toBe("paid 5x00");
    expect(marked("nothing doubtful")).toBe("nothing doubtful");
  });
});
