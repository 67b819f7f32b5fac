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
    "no wait, 45687",
    "no, it's 45 687",
    "wait, order number 45687 please",
    "نه، ۴۵۶۸۷",
    "نه ببخشید شماره ۴۵۶۸۷ درسته",
    "صبر کنید، 45687",
    "لا، ٤٥٦٨٧",
    "لا، رقم الطلب 45687",
    "عفوا لا 45687",
    "na, 45687",
  ])("is heard: %s", (text) => expect(saysCorrection(text)).toBe(true));

  it.each([
    "سفارش اشتباهی برای من فرستادید",
    "رنگش اشتباه بود",
    "وصلني منتج غلط",
    "you sent me the wrong item",
    "the size is wrong",
    "kalaye eshtebah ferestadid",
    "45687",
    "no, 250 toman",
    "no, I paid 45687",
    "wait 3 days",
    "نه، ۲۵۰ تومان",
    "نه، سه روزه",
    "نه هنوز 45687 نرسیده",
    "لا، 250 ريال",
    "لا لم يصل 45687",
    "لا، دفعت 45687",
  ])("is not heard where something else is wrong: %s", (text) => expect(saysCorrection(text)).toBe(false));
});
