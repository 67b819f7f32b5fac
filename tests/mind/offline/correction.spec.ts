import { describe, expect, it } from "vitest";
import { saysCorrection } from "../../../src/mind/offline/correction.ts";

describe("a customer who takes back what they said", () => {
  it.each([
    "ببخشید شماره رو اشتباه نوشتم، ۴۸۲۷۱ درسته",
    "منظورم سفارش ۴۸۲۷۱ بود",
    "عفوا لا، رقم الطلب ٤٨٢٧١",
    "كتبت غلط، الصحيح 48271",
    "sorry, I meant 48271",
    "My mistake, it is order 48271",
    "eshtebah neveshtam, 48271 dorosteh",
  ])("is heard: %s", (text) => expect(saysCorrection(text)).toBe(true));

  it.each([
    "سفارش اشتباهی برای من فرستادید",
    "رنگش اشتباه بود",
    "وصلني منتج غلط",
    "you sent me the wrong item",
    "the size is wrong",
    "kalaye eshtebah ferestadid",
  ])("is not heard where something else is wrong: %s", (text) => expect(saysCorrection(text)).toBe(false));
});
