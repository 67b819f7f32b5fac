import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { segmentsOf } from "../../../adapters/sms/segments.ts";
import type { Category, FactKind, Heat, ReplyLanguage } from "../../../src/core/reading.ts";
import { REPLY_LANGUAGES } from "../../../src/core/reading.ts";
import { type ReplyPlan, RUNGS, STANDINGS } from "../../../src/core/reply.ts";
import { loadPlaybooks } from "../../../src/mind/handling/playbooks.ts";
import { BRIEF_CHARS } from "../../../src/mind/writing/brief.ts";
import { type ComposeContext, compose, REPLY_CHARS } from "../../../src/mind/writing/compose.ts";
import { formatTime } from "../../../src/mind/writing/format-time.ts";
import { lacking } from "../../../src/mind/writing/must-contain.ts";
import { APOLOGIES, aContext, aPlan, FORBIDDEN, NOW, sentences } from "./words.ts";

const playbooks = loadPlaybooks(fileURLToPath(new URL("../../../prompts/playbooks", import.meta.url)));
if (!playbooks.ok) throw new Error("the playbooks cannot be read");

const HEATS: readonly Heat[] = [0, 1, 2, 3];
const CATEGORIES: readonly Category[] = ["delivery", "payment_billing", "product_defect", "staff_behaviour"];
const STAGES = ["new", ...STANDINGS] as const;
const ORGANISATIONS = { fa: "فروشگاه مهر", ar: "متجر النور", en: "Mehr Store" };

const inDesk = (language: ReplyLanguage, over: Partial<ComposeContext> = {}) =>
  aContext({ playbooks: playbooks.value, organisation: ORGANISATIONS[language], ...over });

function at(stage: (typeof STAGES)[number]): Partial<ReplyPlan> {
  return stage === "new"
    ? { ticketIsNew: true, code: "572943816", introduce: true }
    : { ticketIsNew: false, code: null, standing: stage };
}

const count = (text: string, piece: string): number => text.split(piece).length - 1;

/** Every promise a reply makes; the empty list means that all are kept. */
function broken(text: string, plan: ReplyPlan): readonly string[] {
  const { language, nextStepBy } = plan;
  const time = formatTime(new Date(nextStepBy ?? 0), NOW, "Asia/Tehran", language);
  const faults = [
    text.length > REPLY_CHARS && `${text.length} characters`,
    /[{}]|undefined|null|Invalid/u.test(text) && "an unfilled slot",
    / {2}|\s$|^\s|\n\n|\.\.|\s[.،؛]/u.test(text) && "a seam between sentences",
    (text.match(/[?؟]/gu)?.length ?? 0) > 1 && "two questions",
    (text.match(APOLOGIES)?.length ?? 0) > 1 && "stacked apologies",
    /\p{Extended_Pictographic}/u.test(text) && "an emoji",
    nextStepBy !== null && count(text, time) !== 1 && "not exactly one next step with its time",
    FORBIDDEN[language].some((word) => word.test(text)) && "something forbidden",
    lacking(text, plan).length > 0 && "a number is missing",
  ];
  return faults.filter((fault) => fault !== false).map((fault) => `${fault}: ${text}`);
}

describe.each(REPLY_LANGUAGES)("a reply in %s", (language) => {
  const cases = STAGES.flatMap((stage) => HEATS.map((heat) => [stage, heat] as const));

  it.each(cases)("to a %s complaint of heat %i keeps its promises, whatever it is about", (stage, heat) => {
    const faults: string[] = [];
    for (const category of CATEGORIES) {
      for (let seed = 0; seed < 30; seed += 1) {
        const ask = seed % 3 ? null : "date";
        const plan = aPlan({ language, category, heat, ask, offerPerson: heat >= 2, ...at(stage) });
        faults.push(...broken(compose(plan, inDesk(language, { seed: `${seed}` })), plan));
      }
    }
    expect(faults).toEqual([]);
  });

  it.each(HEATS)("to a question of heat %i keeps them too, with and without the answer at hand", (heat) => {
    const passage = {
      articleId: 7,
      paragraph: 2,
      title: "۲۴",
      text: `${"الف. ".repeat(150)}ب.`,
      score: 1,
      answers: true,
    };
    const faults: string[] = [];
    for (let seed = 0; seed < 30; seed += 1) {
      const base = { language, purpose: "question", category: "info_request", heat, code: null } as const;
      const asked = aPlan({ ...base, introduce: seed % 2 === 0, offerPerson: heat >= 2 });
      const answered = aPlan({ ...base, orderIds: [], nextStepBy: null, answer: passage });
      faults.push(...broken(compose(asked, inDesk(language, { seed: `${seed}` })), asked));
      const text = compose(answered, inDesk(language, { seed: `${seed}` }));
      // The paragraph is the organisation's own, however long.
      faults.push(...broken(text.replace(passage.text, "ب."), answered));
      if (!text.includes("۲۴") || !text.includes(passage.text)) faults.push(`no answer: ${text}`);
    }
    expect(faults).toEqual([]);
  });

  it("is shorter the hotter the customer is, and offers a person before it says anything of the matter", () => {
    const word = { fa: "«همکار»", ar: "«موظف»", en: '"agent"' }[language];
    for (let seed = 0; seed < 30; seed += 1) {
      const facts = [{ kind: "duration", value: "3 days", quote: "3 days", confidence: 1 }] as const;
      const context = inDesk(language, { seed: `${seed}`, facts });
      const calm = compose(aPlan({ language, heat: 0, offerPerson: true }), context);
      const hot = compose(aPlan({ language, heat: 3, offerPerson: true }), context);
      expect(hot.length).toBeLessThan(calm.length);
      expect(hot.indexOf(word)).toBeLessThan(hot.indexOf("#48217"));
    }
  });

  it("never says a sentence twice in a conversation of twelve turns", () => {
    for (const category of CATEGORIES) {
      const said: string[] = [];
      const heard = new Set<string>();
      const again: string[] = [];
      for (let turn = 0; turn < 12; turn += 1) {
        const text = compose(
          aConversation(language, category, turn),
          inDesk(language, { seed: `c:${turn}`, recentTexts: said }),
        );
        for (const sentence of sentences(text).map(timeless)) {
          if (heard.has(sentence)) again.push(sentence);
          heard.add(sentence);
        }
        said.push(text);
      }
      expect(again).toEqual([]);
    }
  });

  it("says the same to the same turn", () => {
    for (let turn = 0; turn < 12; turn += 1) {
      const plan = aConversation(language, "delivery", turn);
      const context = inDesk(language, { seed: `c:${turn}` });
      expect(compose(plan, context)).toBe(compose(structuredClone(plan), { ...context }));
    }
  });

  describe("as a text message", () => {
    const word = { fa: "«همکار»", ar: "«موظف»", en: '"agent"' }[language];
    const brief = (seed: string) => inDesk(language, { seed, brief: true });

    it.each(STAGES)("says matter, time and code of a %s complaint in two segments", (stage) => {
      for (const category of CATEGORIES) {
        for (const heat of HEATS) {
          const plan = aPlan({ language, category, heat, ask: "date", offerPerson: heat >= 2, ...at(stage) });
          const text = compose(plan, brief(`${category}${heat}`));
          expect(segmentsOf(text), text).toBeLessThanOrEqual(2);
          expect(text.length).toBeLessThanOrEqual(BRIEF_CHARS[language]);
          expect(broken(text, plan)).toEqual([]);
          if (plan.introduce) expect(text).toContain(word);
        }
      }
    });

    it("fits whatever else there is to say", () => {
      const quiet = { language, code: null, nextStepBy: null, orderIds: [] };
      const plans = [
        ...(["praise", "smalltalk", "unclear"] as const).map((purpose) => aPlan({ ...quiet, purpose })),
        ...RUNGS.map((rung) => {
          const until = rung === "cool_down" ? "2026-07-01T08:15:00Z" : null;
          return aPlan({ ...quiet, purpose: "boundary", heat: 3, offerPerson: true, boundary: { rung, until } });
        }),
      ];
      for (const plan of plans) {
        const text = compose(plan, brief(plan.purpose));
        expect(segmentsOf(text), text).toBeLessThanOrEqual(2);
      }
    });
  });
});

const timeless = (sentence: string): string => sentence.replace(/[\d۰-۹٠-٩]+/gu, "0");

/** A complaint, and what may follow it: more of it, waiting, a question, heat, thanks. */
function aConversation(language: ReplyLanguage, category: Category, turn: number): ReplyPlan {
  const nextStepBy = `2026-07-01T13:${10 + turn}:00Z`;
  const base = { language, category, code: null, nextStepBy, ticketIsNew: false };
  const asks: readonly (FactKind | null)[] = ["order_id", "date", "product", null];
  switch (turn) {
    case 0:
      return aPlan({ ...base, ...at("new"), orderIds: [], ask: "order_id" });
    case 4:
      return aPlan({ ...base, purpose: "question", heat: 0, orderIds: [] });
    case 7:
      return aPlan({ ...base, purpose: "smalltalk", heat: 0, orderIds: [], nextStepBy: null });
    default:
      return aPlan({
        ...base,
        heat: (turn % 3) as Heat,
        offerPerson: turn % 3 === 2,
        standing: STANDINGS[turn % STANDINGS.length] ?? "moving",
        ask: asks[turn % asks.length] ?? null,
        orderIds: turn % 2 ? ["#48217"] : [],
      });
  }
}

describe.each(REPLY_LANGUAGES)("heat without substance in %s", (language) => {
  const plan = (rung: (typeof RUNGS)[number], until: string | null = null) =>
    aPlan({
      language,
      purpose: "boundary",
      category: "abuse",
      heat: 3,
      offerPerson: true,
      orderIds: [],
      code: null,
      nextStepBy: null,
      boundary: { rung, until },
    });
  const word = { fa: "«همکار»", ar: "«موظف»", en: '"agent"' }[language];
  const said = (rung: (typeof RUNGS)[number], until?: string) =>
    Array.from({ length: 12 }, (_, seed) => compose(plan(rung, until ?? null), aContext({ seed: `${seed}` })));

  it("is acknowledged first, and nothing is asked yet", () => {
    for (const text of said("acknowledge")) {
      expect(text).not.toMatch(/[?؟]/u);
      expect(text).toContain(word);
    }
  });

  it("is asked one concrete thing next", () => {
    for (const text of said("ask")) expect(text).toMatch(/[?؟]$/u);
  });

  it("then hears until when there is a pause, and what gets through it", () => {
    const until = "2026-07-01T08:15:00Z";
    const code = { fa: "کد پیگیری", ar: "رقم المتابعة", en: "tracking code" }[language].split(" ");
    for (const text of said("cool_down", until)) {
      expect(text).toContain(formatTime(new Date(until), NOW, "Asia/Tehran", language));
      expect(text).toContain(word);
      for (const piece of code) expect(text).toContain(piece);
      expect(text).not.toMatch(/[?؟]/u);
    }
  });
});
