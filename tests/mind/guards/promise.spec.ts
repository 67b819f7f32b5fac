import { describe, expect, it } from "vitest";
import { unsupportedIn } from "../../../src/mind/guards/claims.ts";
import { promisesIn } from "../../../src/mind/guards/promise.ts";
import { PROMISE_PAIRS } from "./promise-pairs.ts";
import { HARMLESS, PROMISES } from "./promise-variants.ts";

const TIME = { fa: "فردا ساعت ۱۷:۰۰", ar: "غدا الساعة ١٧:٠٠", en: "tomorrow at 17:00" };

describe.each(["fa", "ar", "en"] as const)("a promise in %s", (language) => {
  const pairs = PROMISE_PAIRS[language];

  it("has at least twelve pairs of a promise and its harmless neighbour", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(12);
  });

  it.each(pairs)("is heard in: %s", (promise) => {
    expect(promisesIn(promise, null)).toHaveLength(1);
  });

  it.each(pairs.map(([promise, harmless]) => [harmless, promise]))("is not heard in: %s", (harmless) => {
    expect(promisesIn(harmless.replace("{time}", TIME[language]), TIME[language])).toEqual([]);
  });

  it("is heard between harmless sentences, and a harmless sentence does not hide it", () => {
    for (const [promise, harmless] of pairs) {
      const text = `${harmless.replace("{time}", TIME[language])} ${promise}`;
      expect(promisesIn(text, TIME[language]).length, text).toBeGreaterThan(0);
    }
  });
});

it("the one time that code promised is no promise of the model; any other is", () => {
  expect(promisesIn("You hear from us by tomorrow at 17:00.", "tomorrow at 17:00")).toEqual([]);
  expect(promisesIn("You hear from us by tomorrow at 17:00.", "Monday at 09:00")).toHaveLength(1);
});

it("hears a promise in another language than the reply's", () => {
  expect(promisesIn("درخواست شما ثبت شد. We will refund your money.", null)).toHaveLength(1);
});

describe.each(["fa", "ar", "en"] as const)("other words in %s", (language) => {
  it.each(PROMISES[language])("do not get a promise through: %s", (promise) => {
    expect([...promisesIn(promise, null), ...unsupportedIn(promise, [])]).not.toEqual([]);
  });

  it.each(HARMLESS[language])("are free to speak of the problem: %s", (sentence) => {
    expect(promisesIn(sentence, null)).toEqual([]);
  });
});

it.each([
  "You wanted your money back and we will refund you.",
  "We cannot say when, but we will refund you.",
  "نوشتید پولتان برنگشته و ما آن را واریز می‌کنیم.",
  "كتبت أن المبلغ لم يصل وسنعيد لك المبلغ.",
])("a harmless clause does not hide the promise after it: %s", (sentence) => {
  expect(promisesIn(sentence, null)).toHaveLength(1);
});
