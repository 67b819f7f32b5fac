import { describe, expect, it } from "vitest";
import { lacking, mustContain } from "../../../src/mind/writing/must-contain.ts";

describe("what a reply must carry", () => {
  const plan = { orderIds: ["#48217", "۱۲۳۴"], code: "572943816" };

  it("is every order number as written, and the code as stored", () => {
    expect(mustContain(plan)).toEqual(["#48217", "۱۲۳۴", "572943816"]);
    expect(mustContain({ orderIds: ["1"], code: null })).toEqual(["1"]);
    expect(lacking("سفارش‌های #48217 و ۱۲۳۴، کد 572943816.", plan)).toEqual([]);
  });

  it("is found between the marks that keep it readable in right-to-left text", () => {
    expect(lacking("سفارش‌های \u2066#48217\u2069 و ۱۲۳۴، کد 572943816.", plan)).toEqual([]);
  });

  it("is missed when rewritten, regrouped or only part of a longer number", () => {
    expect(lacking("سفارش #۴۸۲۱۷ و 1234، کد 572-943-816", plan)).toEqual(["#48217", "۱۲۳۴", "572943816"]);
    expect(lacking("code 572943816", { orderIds: ["2943"], code: null })).toEqual(["2943"]);
    expect(lacking("orders 29435 and 2943", { orderIds: ["2943"], code: null })).toEqual([]);
  });
});
