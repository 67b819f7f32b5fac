import { describe, expect, it } from "vitest";
import { piecesOf, unseen } from "../../src/console/draft/stands.ts";
import type { Support } from "../../src/core/grounds.ts";

const ZONE = "Asia/Tehran";
const support = (kind: Support["kind"], quote: string, ref = ""): Support => ({ kind, ref, quote });
/** The pieces that stand on something, and on what kind of thing. */
const standing = (text: string, ...supports: Support[]) =>
  piecesOf(text, supports, ZONE).flatMap((piece) => (piece.support ? [[piece.text, piece.support.kind]] : []));

describe("the words of a reply that stand on something", () => {
  it("are cut out of it, and nothing of the text is lost", () => {
    const text = "Order #48217, code 481930275, by today at 17:00.";
    const supports = [
      support("customer", "#48217"),
      support("ticket", "481930275", "481930275"),
      support("promise", "2026-11-22T13:27:00.000Z"),
    ];
    expect(standing(text, ...supports)).toEqual([
      ["#48217", "customer"],
      ["481930275", "ticket"],
      ["today at 17:00", "promise"],
    ]);
    expect(
      piecesOf(text, supports, ZONE)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
    expect(unseen(piecesOf(text, supports, ZONE), supports)).toEqual([]);
  });

  it.each([
    ["تا فردا ساعت ۱۰:۰۰ خبر می‌دهیم", "فردا ساعت ۱۰:۰۰"],
    ["في موعد أقصاه غداً الساعة ١٠:٠٠", "غداً الساعة ١٠:٠٠"],
    ["تا پنج‌شنبه ساعت ۱۰:۰۰", "پنج‌شنبه ساعت ۱۰:۰۰"],
    ["by tomorrow at 10:00", "tomorrow at 10:00"],
    ["at 10:00", "10:00"],
  ])("a promised time is known in any digits, with its day: %s", (text, piece) => {
    expect(standing(text, support("promise", "2026-11-23T06:30:00.000Z"))).toEqual([[piece, "promise"]]);
  });

  it("a number inside another is not that number", () => {
    expect(standing("code 712341234 and 1234", support("customer", "1234"))).toEqual([["1234", "customer"]]);
  });

  it("an article counts by its sentences, a lookup by its values", () => {
    const article = support("article", "Returns take seven days. Bring the receipt with you. Thanks.", "12#3");
    expect(standing("As we say: Bring the receipt with you.", article)).toEqual([
      ["Bring the receipt with you.", "article"],
    ]);
    expect(standing("It is in Shiraz since Monday", support("lookup", "Shiraz · Monday", "shop"))).toEqual([
      ["Shiraz", "lookup"],
      ["Monday", "lookup"],
    ]);
  });

  it("what no word shows is named beside it; words on two grounds are underlined once", () => {
    const silent = support("article", "Something that is said in other words altogether.", "4#1");
    const supports = [support("customer", "#48217"), support("fact", "#48217"), silent];
    const pieces = piecesOf("Order #48217", supports, ZONE);
    expect(pieces.filter((piece) => piece.support)).toHaveLength(1);
    expect(unseen(pieces, supports)).toEqual([supports[1], silent]);
  });
});
