import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATEGORIES, FACT_KINDS, type FactKind, type Heat, REPLY_LANGUAGES } from "../../../src/core/reading.ts";
import type { ReplyPlan } from "../../../src/core/reply.ts";
import { compose, REPLY_CHARS } from "../../../src/mind/writing/compose.ts";
import { formatTime } from "../../../src/mind/writing/format-time.ts";
import { lacking } from "../../../src/mind/writing/must-contain.ts";
import { APOLOGIES, aContext, aPlan, FORBIDDEN, NOW, sentences } from "./words.ts";

const PURPOSES = ["complaint", "question", "praise", "smalltalk", "boundary", "unclear"] as const;
const HEATS: readonly Heat[] = [0, 1, 2, 3];
const ASKS: readonly (FactKind | null)[] = [null, ...FACT_KINDS];

const WORLDS = {
  fa: { organisation: "فروشگاه اینترنتی مهر", contactName: "سارا محمدی", product: "هدفون بی‌سیم", duration: "سه هفته" },
  ar: {
    organisation: "متجر النور الإلكتروني",
    contactName: "سارة محمود",
    product: "سماعة لاسلكية",
    duration: "ثلاثة أسابيع",
  },
  en: {
    organisation: "Mehr Online Store",
    contactName: "Sarah Miller",
    product: "wireless headphones",
    duration: "three weeks",
  },
};

/** Every promise a reply makes whatever its plan; the empty list means that all are kept. */
function broken(text: string, plan: ReplyPlan): string[] {
  const faults: string[] = [];
  if (text.length > REPLY_CHARS) faults.push(`${text.length} characters`);
  if (/[{}]|undefined|null|Invalid/u.test(text)) faults.push("an unfilled slot");
  if (/ {2}|\s$|^\s|\n\n|\.\.|\s[.،؛]/u.test(text)) faults.push("a seam between sentences");
  const questions = text.match(/[?؟]/gu)?.length ?? 0;
  if (questions > 1) faults.push("two questions");
  if (plan.ask !== null && questions !== 1) faults.push("the question is missing");
  if ((text.match(APOLOGIES)?.length ?? 0) > 1) faults.push("stacked apologies");
  for (const word of FORBIDDEN[plan.language]) if (word.test(text)) faults.push(`says ${word}`);
  for (const wanted of lacking(text, plan)) faults.push(`lacks ${wanted}`);
  if (plan.nextStepBy !== null) {
    const time = formatTime(new Date(plan.nextStepBy), NOW, "Asia/Tehran", plan.language);
    if (!text.includes(time)) faults.push("no time for the next step");
  }
  return faults.map((fault) => `${fault}: ${text}`);
}

describe("a composed reply", () => {
  describe.each(REPLY_LANGUAGES)("in %s", (language) => {
    const world = WORLDS[language];
    const inWorld = (seed: number) =>
      aContext({
        seed: `turn-${seed}`,
        organisation: seed % 4 ? world.organisation : "",
        contactName: seed % 3 ? world.contactName : null,
        opensAt: seed % 2 ? null : new Date("2026-07-04T04:30:00Z"),
        facts: [
          { kind: "product", value: world.product, quote: world.product, confidence: 1 },
          { kind: "duration", value: world.duration, quote: world.duration, confidence: 1 },
        ],
      });

    it.each(PURPOSES)("keeps every promise for %s, in each category, heat and question", (purpose) => {
      const faults: string[] = [];
      let seed = 0;
      for (const category of CATEGORIES) {
        for (const heat of HEATS) {
          for (const ask of ASKS) {
            const bits = seed % 8;
            const [introduce, offerPerson, ticketIsNew] = [(bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0];
            const orderIds = [[], ["#48217"], ["۴۸۲۱۷", "DK-9931"]][seed % 3] ?? [];
            const code = seed % 5 > 1 ? "572943816" : null;
            const nextStepBy = seed % 7 ? "2026-07-01T13:30:00Z" : null;
            const base = { language, purpose, category, heat, ask, introduce, offerPerson, ticketIsNew };
            const plan = aPlan({ ...base, orderIds, code, nextStepBy });
            faults.push(...broken(compose(plan, inWorld(seed)), plan));
            seed += 1;
          }
        }
      }
      expect(faults).toEqual([]);
    });

    it("fits when everything has to be said at once", () => {
      const faults: string[] = [];
      for (const purpose of PURPOSES) {
        for (let seed = 0; seed < 60; seed += 1) {
          const full = {
            introduce: true,
            offerPerson: true,
            heat: 3,
            ask: "person",
            category: "staff_behaviour",
          } as const;
          const plan = aPlan({ language, purpose, ...full, orderIds: ["۴۸۲۱۷", "DK-9931", "ORD-2026-1001"] });
          faults.push(...broken(compose(plan, inWorld(seed)), plan));
        }
      }
      expect(faults).toEqual([]);
    });

    it("never repeats a sentence of the previous reply in twenty replies, whatever is said", () => {
      for (const purpose of PURPOSES) {
        const texts: string[] = [];
        const repeated: string[] = [];
        for (let turn = 0; turn < 20; turn += 1) {
          const nextStepBy = `2026-07-01T13:${10 + turn}:00Z`;
          const plan = aPlan({ language, purpose, nextStepBy, code: null, ask: "order_id", offerPerson: true });
          const text = compose(plan, aContext({ seed: `turn-${turn}`, recentTexts: texts }));
          const timeless = (sentence: string) => sentence.replace(/[\d۰-۹٠-٩]+/gu, "0");
          const before = sentences(texts.at(-1) ?? "").map(timeless);
          repeated.push(...sentences(text).filter((sentence) => before.includes(timeless(sentence))));
          texts.push(text);
        }
        expect(repeated).toEqual([]);
      }
    });

    it("says who speaks in the first message, with and without an organisation's name", () => {
      const assistant = { fa: "دستیار خودکار", ar: "المساعد الآلي", en: "automatic" }[language];
      const word = { fa: "«همکار»", ar: "«موظف»", en: '"agent"' }[language];
      for (const offerPerson of [false, true]) {
        const plan = aPlan({ language, introduce: true, offerPerson });
        const named = compose(plan, aContext({ organisation: "Mehr" }));
        expect(named).toContain(assistant);
        expect(named).toContain("Mehr");
        expect(named.split(word)).toHaveLength(2);
        expect(compose(plan, aContext())).toContain(assistant);
        expect(compose({ ...plan, introduce: false }, aContext())).not.toContain(assistant);
      }
    });

    it("offers a person with the hour the desk opens, while it is closed", () => {
      const plan = aPlan({ language, heat: 3, offerPerson: true });
      const opensAt = new Date("2026-07-04T04:30:00Z");
      expect(compose(plan, aContext({ opensAt }))).toContain(formatTime(opensAt, NOW, "Asia/Tehran", language));
    });
  });

  it("names the problem and carries order numbers and code exactly as given", () => {
    const text = compose(aPlan({ orderIds: ["#۴۸۲۱۷", "DK-9931/ب"] }), aContext());
    expect(text).toContain("سفارش‌های \u2066#۴۸۲۱۷\u2069 و \u2066DK-9931/ب\u2069");
    expect(text).toContain("572943816");
    expect(text).toContain("امروز ساعت ۱۷:۰۰");
  });

  it("answers what it has no knowledge for with who answers and by when", () => {
    const plan = aPlan({
      language: "en",
      purpose: "question",
      category: "info_request",
      orderIds: [],
      code: null,
      heat: 0,
    });
    expect(compose(plan, aContext())).toMatch(/colleague/u);
    expect(compose(plan, aContext())).toContain("today at 17:00");
  });

  it("meets heat without substance with one concrete question", () => {
    const plan = aPlan({ purpose: "boundary", category: "abuse", heat: 3, orderIds: [], code: null, nextStepBy: null });
    expect(compose(plan, aContext())).toMatch(/؟$/u);
  });

  it("calls a message that is no complaint a message, not a question", () => {
    const question = { fa: /پرسش|سؤال|سوال/u, ar: /سؤال|سؤالكم/u, en: /question/iu };
    for (const language of REPLY_LANGUAGES) {
      for (let seed = 0; seed < 12; seed += 1) {
        const plan = aPlan({ language, purpose: "question", category: "info_request" });
        expect(compose(plan, aContext({ seed: `${seed}` }))).not.toMatch(question[language]);
      }
    }
  });

  it("names no topic where the category has none", () => {
    const nameless = /this matter|این موضوع|هذا الأمر/u;
    for (const language of REPLY_LANGUAGES) {
      for (const category of ["other", "info_request"] as const) {
        for (let seed = 0; seed < 12; seed += 1) {
          const plan = aPlan({ language, purpose: "question", category, heat: 0, code: null, orderIds: [] });
          for (const brief of [false, true]) {
            expect(compose(plan, aContext({ seed: `${seed}`, brief }))).not.toMatch(nameless);
          }
        }
      }
    }
  });

  it.each(REPLY_LANGUAGES)("says in %s that a machine answers, once, and leaves an open case open", (language) => {
    const machine = { fa: /دستیار خودکار/gu, ar: /المساعد الآلي/gu, en: /automatic (?:support )?assistant/gu }[
      language
    ];
    const word = { fa: "«همکار»", ar: "«موظف»", en: '"agent"' }[language];
    const stays = { fa: /پرونده/u, ar: /ملفكم/u, en: /case/u }[language];
    for (const organisation of ["", "Sepid"]) {
      for (let seed = 0; seed < 12; seed += 1) {
        for (const caseOpen of [false, true]) {
          const given = {
            language,
            purpose: "smalltalk",
            heat: 0,
            orderIds: [],
            code: null,
            nextStepBy: null,
          } as const;
          const plan = aPlan({ ...given, introduce: true, talk: { kind: "bot", caseOpen } });
          const text = compose(plan, aContext({ organisation, seed: `${seed}` }));
          expect(text.match(machine)).toHaveLength(1);
          expect(text).toContain(word);
          expect(text).toContain(organisation);
          expect(stays.test(text)).toBe(caseOpen);
        }
      }
    }
  });

  it("says back how much and how long, and leaves out what is an echo, personal or no fact", () => {
    const fact = (kind: FactKind, value: string) => ({ kind, value, quote: value, confidence: 1 });
    const facts = [fact("duration", "سه هفته"), fact("product", "کتری برقی"), fact("phone", "09121234567")];
    const text = compose(aPlan(), aContext({ facts }));
    expect(text).toContain("سه هفته");
    expect(text).not.toMatch(/0912|کتری/u);
    const echoes = [fact("product", "کتری برقی"), fact("date", "پریروز")];
    expect(compose(aPlan(), aContext({ facts: echoes }))).toBe(compose(aPlan(), aContext()));
  });

  it("leaves out the least needed sentences first when the reply grows too long", () => {
    const orderIds = Array.from({ length: 18 }, (_, i) => `ORD-2026-${1000 + i}`);
    const facts = [{ kind: "duration" as const, value: "سه هفته", quote: "سه هفته", confidence: 1 }];
    const plan = aPlan({ orderIds: orderIds.slice(0, 6), introduce: true, offerPerson: true, ask: "date" });
    const text = compose(plan, aContext({ facts }));
    expect(text.length).toBeLessThanOrEqual(REPLY_CHARS);
    expect(text).not.toContain("سه هفته");
    expect(lacking(text, plan)).toEqual([]);
    const crowded = aPlan({ orderIds: orderIds.map((id) => `${id}-${id}-${id}`) });
    expect(lacking(compose(crowded, aContext()), crowded)).toEqual([]);
  });

  it("uses the first name in the first message, and not in every message after", () => {
    const context = aContext({ contactName: "سارا محمدی" });
    const first = compose(aPlan({ introduce: true }), context);
    expect(first).toContain("سارای");
    expect(compose(aPlan(), { ...context, recentTexts: [first] })).not.toContain("سارا");
    expect(compose(aPlan(), { ...context, recentTexts: [first, "الف", "ب"] })).toContain("سارا");
  });

  it("is the same for the same plan and context, and holds for any order number and seed", () => {
    const id = fc.stringMatching(/^[#A-Z]{0,3}[0-9۰-۹٠-٩$&{}-]{1,12}[0-9۰-۹]$/u);
    fc.assert(
      fc.property(
        fc.constantFrom(...REPLY_LANGUAGES),
        fc.array(id, { maxLength: 3 }),
        fc.string(),
        fc.array(fc.string(), { maxLength: 3 }),
        fc.string({ unit: "grapheme" }),
        (language, orderIds, seed, recentTexts, contactName) => {
          const plan = aPlan({ language, orderIds, introduce: true });
          const context = aContext({ seed, recentTexts, contactName });
          const text = compose(plan, context);
          expect(lacking(text, plan)).toEqual([]);
          expect(text.length).toBeLessThanOrEqual(REPLY_CHARS);
          expect(compose(plan, context)).toBe(text);
        },
      ),
      { numRuns: 300 },
    );
  });
});
