import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CATEGORIES, REPLY_LANGUAGES } from "../../../src/core/reading.ts";
import { loadTaxonomy } from "../../../src/mind/handling/taxonomy.ts";
import { normalise } from "../../../src/mind/offline/normalise.ts";
import { HANDLING } from "../../support/handling.ts";
import { reading } from "../offline/reading.ts";
import { copyOf } from "./broken.ts";

const OURS = join(import.meta.dirname, "../../../prompts/taxonomy");

describe.each(["retail", "home_appliances"])("the taxonomy %s", (key) => {
  const loaded = loadTaxonomy(OURS, key);
  const subcategories = loaded.ok ? loaded.value.subcategories : [];

  it("is whole: every category has kinds, each with a name in every language", () => {
    expect(loaded).toMatchObject({ ok: true });
    expect(new Set(subcategories.map(({ category }) => category))).toEqual(new Set(CATEGORIES));
    expect(subcategories.every(({ name }) => REPLY_LANGUAGES.every((language) => name[language] !== ""))).toBe(true);
  });

  it("tells six kinds and more of most problems apart", () => {
    for (const category of ["delivery", "refund_return", "product_defect", "payment_billing", "staff_behaviour"])
      expect(subcategories.filter((each) => each.category === category).length, category).toBeGreaterThanOrEqual(6);
  });
});

describe("a sub-category is recognised by its words", () => {
  it.each([
    ["سفارش ۴۸۲۱۷ گم شده و پیدا نیست", "delivery", "lost"],
    ["مبلغ دو بار از حسابم کم شده", "payment_billing", "charged_twice"],
    ["لباس رو پس فرستادم، پولم هنوز نیومده", "refund_return", "refund_pending"],
    ["طلبي رقم ٤٨٢١٧ مفقود ولا أحد يعرف مكانه", "delivery", "lost"],
    ["انخصم المبلغ مرتين من بطاقتي", "payment_billing", "charged_twice"],
    ["I was charged twice for one order", "payment_billing", "charged_twice"],
    ["the phone arrived with a cracked screen", "product_defect", "broken_on_arrival"],
    ["sefareshamo dadan hamsaye, eshtebah bordan", "delivery", "wrong_address"],
    // Other letters, digits and half-spaces are the same words.
    ["سفارش ٤٨٢١٧ گم شده و پيدا نيست", "delivery", "lost"],
  ] as const)("%s", (text, category, subcategory) => {
    expect(HANDLING.taxonomy.recognise(category, reading(text).language, normalise(text).text)).toBe(subcategory);
  });

  it("and by none where nothing is heard, or in another category", () => {
    expect(HANDLING.taxonomy.recognise("delivery", "en", "hello")).toBeNull();
    expect(HANDLING.taxonomy.recognise("praise", "en", "charged twice")).toBeNull();
  });

  it("the longer words decide between two", () => {
    expect(HANDLING.taxonomy.recognise("cancellation", "en", "please cancel my order")).toBe("cancel_order");
    expect(HANDLING.taxonomy.recognise("cancellation", "en", "i cannot cancel my order")).toBe("cancel_refused");
  });
});

describe("a mistake in a taxonomy is told with file, line and fix", () => {
  it.each<[string, (text: string) => string, RegExp]>([
    ["broken YAML", (t) => t.replace("name: {", "name: {{"), /^retail\.yaml:\d+ not readable as YAML/],
    [
      "no name in a language",
      (t) => t.replace(", en: late delivery", ""),
      /^retail\.yaml:6 `subcategories\.delivery\.late\.name\.en` is missing/,
    ],
    [
      "an unknown category",
      (t) => t.replace("  delivery:", "  shipping:"),
      /^retail\.yaml:4 `subcategories\.shipping` has no meaning here: remove it/,
    ],
    [
      "an unknown requirement",
      (t) => t.replace("[order_id]", "[order]"),
      /^retail\.yaml:7 .*is no fact or evidence: write one of order_id/,
    ],
    [
      "an unknown urgency",
      (t) => t.replace("urgency: normal", "urgency: soon"),
      /^retail\.yaml:8 .*is no urgency: write one of low/,
    ],
    [
      "a cue that is a number",
      (t) => t.replace("en: [late,", "en: [404,"),
      /^retail\.yaml:\d+ .*is no text: put it in quotes/,
    ],
    [
      "a cue that cannot be read",
      (t) => t.replace("en: [late,", "en: [late (,"),
      /^retail\.yaml:\d+ `late \(` cannot be read/,
    ],
    ["a comma in a cue", (t) => t.replace("en: [late,", 'en: ["late, overdue",'), /holds a comma: write two cues/],
    [
      "a cue that stands twice",
      (t) => t.replace("en: [late,", "en: [late, late,"),
      /`late` stands here twice: remove one/,
    ],
    [
      "a cue of two kinds",
      (t) => t.replace("en: [lost,", "en: [late, lost,"),
      /`late` stands in `late` too and decides nothing/,
    ],
    [
      "a kind that stands in two categories",
      (t) => t.replace("    rude:", "    late:"),
      /`late` stands in `delivery` too: call one/,
    ],
    ["a key with a capital", (t) => t.replace("    rude:", "    Rude:"), /`Rude` is no key: use small letters/],
    ["no cues", (t) => t.replace(/ {8}en: \[late.*\n/, ""), /`subcategories\.delivery\.late\.cues\.en` is missing/],
    [
      "a setting without meaning",
      (t) => t.replace("urgency: normal", "urgency: normal\n      prio: 3"),
      /^retail\.yaml:9 `.*prio` has no meaning here/,
    ],
    [
      "Arabic letters in a Persian name",
      (t) => t.replace("دیر رسیدن سفارش", "دير رسيدن سفارش"),
      /write Persian ی and ک/,
    ],
  ])("%s", (_name, change, expected) => {
    using copy = copyOf("taxonomy");
    copy.change("retail.yaml", change);
    const broken = loadTaxonomy(copy.folder, "retail");
    expect(broken.ok ? "" : copy.lines(broken.error).join("\n")).toMatch(new RegExp(expected.source, "m"));
  });

  it("a taxonomy that is not there", () => {
    const absent = loadTaxonomy(OURS, "aviation");
    expect(absent.ok ? "" : absent.error[0]?.fix).toMatch(/there is no taxonomy `aviation`: add this file/);
  });
});
