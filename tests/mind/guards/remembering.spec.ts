import { describe, expect, it } from "vitest";
import { remembering } from "../../../src/mind/guards/remembering.ts";

describe("remembering", () => {
  it("finds what it was asked lately only once, and says the same, also where that is nothing", () => {
    const asked: string[] = [];
    const find = remembering((text) => {
      asked.push(text);
      return text === "a";
    });
    expect(["a", "b", "a", "b"].map(find)).toEqual([true, false, true, false]);
    expect(asked).toEqual(["a", "b"]);
  });

  it("keeps as many letters as it may, not as many texts: a page takes the place of many sentences", () => {
    const asked: string[] = [];
    const find = remembering((text) => asked.push(text.slice(0, 5)));
    find("early");
    for (const page of ["a", "b", "c", "d"]) find(page.repeat(100_000));
    find("early");
    expect(asked.filter((text) => text === "early")).toHaveLength(2);
  });

  it("forgets what it was not asked for long, and finds it again", () => {
    const asked = new Map<string, number>();
    const find = remembering((text) => {
      asked.set(text, (asked.get(text) ?? 0) + 1);
      return text.length;
    });
    find("often");
    find("once");
    for (let nth = 0; nth < 5_000; nth += 1) {
      find(`another ${nth}`);
      expect(find("often")).toBe(5);
    }
    expect(find("once")).toBe(4);
    expect(asked.get("often")).toBe(1);
    expect(asked.get("once")).toBe(2);
  });
});
