import path from "node:path";
import { describe, expect, it } from "vitest";
import type { LookupAnswer, Passage } from "../../src/core/grounds.ts";
import { ORDER_STATES } from "../../src/core/order-state.ts";
import { CATEGORIES, FACT_KINDS, NO_FLAGS, REPLY_LANGUAGES, type Reading } from "../../src/core/reading.ts";
import type { ReplyPlan } from "../../src/core/reply.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import type { Occasion, Writer } from "../../src/mind/occasion.ts";
import { writeReply } from "../../src/mind/reply.ts";
import { notUnderstood } from "../../src/mind/understand.ts";
import { loadPhrasebook, type Phrasebook } from "../../src/mind/writing/phrasebook.ts";
import type { Draft } from "../../src/ports/mind.ts";
import { OFFICE } from "../core/situation.ts";
import { anInput, CANARY, PROMPT } from "./openai/support.ts";

const loaded = loadPhrasebook(path.join(import.meta.dirname, "../../prompts/phrases"));
if (!loaded.ok) throw new Error("the phrasebook does not load");
const PHRASES = loaded.value;
const NOW = new Date("2026-11-22T10:00:00Z");
const SAID = "my order #48217 never came";

const PLAN: ReplyPlan = {
  language: "en",
  purpose: "complaint",
  category: "delivery",
  introduce: false,
  heat: 1,
  orderIds: ["#48217"],
  code: "572943816",
  ticketIsNew: true,
  standing: "moving",
  between: [],
  boundary: null,
  talk: null,
  languages: false,
  helped: null,
  nextStepBy: "2026-11-22T13:30:00Z",
  ask: null,
  confirm: null,
  unheard: false,
  offerPerson: false,
  answer: null,
  lookups: [],
};

interface Given {
  readonly plan?: Partial<ReplyPlan>;
  readonly draft?: Draft | null;
  readonly phrasebook?: Phrasebook;
  readonly reading?: Partial<Reading>;
  readonly room?: Occasion["room"];
  readonly passages?: readonly Passage[];
  readonly history?: Occasion["input"]["history"];
  readonly seed?: string;
  readonly settings?: Occasion["settings"];
}

function write({ plan, draft = null, phrasebook = PHRASES, reading, room, passages = [], ...given }: Given = {}) {
  const grounds = { passages, lookups: plan?.lookups ?? [] };
  const input = anInput(SAID, { grounds, history: given.history ?? [], contactName: "Sara" });
  const nothing = notUnderstood(input);
  const refused: string[] = [];
  const writer: Writer = {
    phrasebook,
    secrets: { canary: CANARY, instructions: PROMPT.instructions },
    onRefused: (failures) => refused.push(...failures.map(({ rule }) => rule)),
  };
  const reply = writeReply(
    writer,
    { ...PLAN, ...plan },
    {
      input,
      understanding: { ...nothing, grounds, draft, reading: { ...nothing.reading, ...reading } },
      settings: given.settings ?? { ...DEFAULT_SETTINGS, organisation: "Sepid" },
      now: NOW,
      seed: given.seed ?? "1",
      room: room ?? { textChars: 4_000 },
    },
  );
  return { ...reply, refused };
}

const draft = (text: string, claims: Draft["claims"] = []): Draft => ({ text, claims });
const worded = (changes: Partial<Record<string, readonly string[]>>): Phrasebook =>
  ({ ...PHRASES, en: { ...PHRASES.en, ...changes } }) as Phrasebook;

describe("a model's draft", () => {
  it("is sent as it is where no guard objects", () => {
    const good = "Order #48217 has not reached you, and we own it. Your code is {code}; you hear from us by {time}.";
    const { text, writer, failures } = write({ draft: draft(good) });
    expect(text).toContain("Order #48217 has not reached you, and we own it. Your code is 572943816");
    expect({ writer, failures }).toEqual({ writer: "model", failures: [] });
  });

  it("loses the sentence that was objected to, where the rest still names the problem", () => {
    const half = "Order #48217 has not reached you. Your refund is approved. You hear from us by {time}.";
    const { text, writer, failures, refused } = write({ draft: draft(half) });
    expect(text).toMatch(/^Order #48217 has not reached you\. You hear from us by today at 17:00\./);
    expect(text).not.toMatch(/refund/);
    expect(text).toContain("572943816");
    expect({ writer, failures, refused }).toMatchObject({ writer: "model", failures: ["promise", "claim"] });
    expect(refused).toContain("promise");
  });

  it("gives way to the composed reply where nothing of the problem would be left", () => {
    const { text, writer, failures } = write({
      plan: { orderIds: [] },
      draft: draft("Your refund is approved. We are glad you wrote."),
    });
    expect({ writer, failures }).toMatchObject({ writer: "composer", failures: expect.arrayContaining(["promise"]) });
    expect(text).not.toMatch(/refund|glad/);
  });

  it("is not mended where it leaks: nothing in it can be trusted", () => {
    const { writer, failures } = write({ draft: draft(`Order #48217 is late. The mark is ${CANARY}.`) });
    expect({ writer, failures }).toMatchObject({ writer: "composer", failures: expect.arrayContaining(["leak"]) });
  });

  it("is not used where the message gave orders to the machine", () => {
    const flags = { ...NO_FLAGS, injectionSuspected: true };
    expect(write({ draft: draft("Order #48217 is late."), reading: { flags } }).writer).toBe("composer");
    expect(write({ draft: draft("Order #48217 is late.") }).writer).toBe("model");
  });
});

describe("the composed reply", () => {
  it("passes every guard, whatever the plan, in every language", () => {
    const objections = REPLY_LANGUAGES.flatMap((language) =>
      CATEGORIES.flatMap((category, c) =>
        (["complaint", "question", "praise", "smalltalk", "boundary", "unclear"] as const).flatMap((purpose) =>
          ([0, 1, 2, 3] as const).flatMap((heat) => {
            const given = { language, category, purpose, heat, introduce: heat % 2 === 0, offerPerson: heat > 1 };
            const ask = purpose === "complaint" ? (FACT_KINDS[(c + heat) % FACT_KINDS.length] ?? null) : null;
            const settings = { ...(heat === 3 ? OFFICE : DEFAULT_SETTINGS), organisation: heat < 2 ? "Sepid" : "" };
            const plan = { ...given, ask, code: purpose === "complaint" ? PLAN.code : null, ticketIsNew: c % 2 === 0 };
            const { refused, text } = write({ plan, settings, seed: `${c}${heat}${language}` });
            return refused.map((rule) => `${rule}: ${text}`);
          }),
        ),
      ),
    );
    expect(objections).toEqual([]);
  });

  it("passes every guard with what the organisation's systems say, in every state and language", () => {
    const objections = REPLY_LANGUAGES.flatMap((language) =>
      ORDER_STATES.flatMap((status, n) =>
        (["complaint", "question"] as const).flatMap((purpose) =>
          ["2026-11-24", "2026-11-19", "2026-11-23T08:30:00Z"].flatMap((expected) => {
            const values = { status, since: "2026-11-20", expected, carrier: "Tipax", tracking: "TPX-90817" };
            const lookups = [{ source: "orders", subject: "#48217", values }];
            const { refused, text } = write({ plan: { language, purpose, lookups, heat: 0 }, seed: `${n}${expected}` });
            return refused.map((rule) => `${rule}: ${text}`);
          }),
        ),
      ),
    );
    expect(objections).toEqual([]);
  });

  it("loses a sentence of the phrasebook that promises, and keeps what it must carry", () => {
    const { text, failures } = write({ phrasebook: worded({ own: ["We refund every cent of it."] }) });
    expect(text).not.toMatch(/refund/);
    expect(text).toContain("#48217");
    expect(text).toContain("572943816");
    expect(text).toContain("today at 17:00");
    expect(failures).toEqual(["promise"]);
  });

  it("falls back to keeping the case where the phrasebook's own next step may not be said", () => {
    const broken = worded({ "next.new": ["Your refund comes {time}."] });
    const { text, writer, failures } = write({ phrasebook: broken, plan: { introduce: true } });
    expect(PHRASES.en.fallback.map((phrase) => phrase.replace("{time}", "today at 17:00"))).toContainEqual(
      expect.toSatisfy((phrase: string) => text.includes(phrase)),
    );
    expect(text).toContain("automatic assistant");
    expect(text).toContain("#48217");
    expect(text).toContain("572943816");
    expect({ writer, failures }).toEqual({ writer: "composer", failures: ["promise"] });
  });

  it("names no time in the last resort where none is promised", () => {
    const plan = { nextStepBy: null, code: null };
    const { text } = write({ plan, phrasebook: worded({ "next.untimed": ["Your refund is approved."] }) });
    expect(text).not.toMatch(/\{|refund|\d{2}:\d{2}/);
    const own = worded({ "naming.new": ["{problem} will be refunded."], "naming.known": ["{problem} is refunded."] });
    expect(write({ plan: { ...plan, orderIds: [] }, phrasebook: own }).text).not.toMatch(/\{|refund/);
  });

  it("is shortened where every message costs and a long one can be read nowhere else", () => {
    const tooLong = (text: string) => text.length > 200;
    const { text, failures } = write({ room: { textChars: 1_000, tooLong }, plan: { offerPerson: true, heat: 2 } });
    expect(text.length).toBeLessThanOrEqual(200);
    expect(text).toContain("572943816");
    expect(failures).toEqual(["too_long"]);
  });
});

describe("what a reply stands on", () => {
  const passage: Passage = {
    articleId: 12,
    paragraph: 3,
    title: "Returns",
    text: "You can request a refund within 7 days of delivery.",
    score: 0.9,
    answers: true,
  };
  const says = "Order #48217 has not reached you. You can request a refund within 7 days of delivery [KB-12#3].";

  it("is what the model claimed and what is true of it", () => {
    const { text, supports } = write({
      passages: [passage],
      draft: draft(says, [
        { quote: "never came", source: "customer" },
        { quote: "You can request a refund within 7 days of delivery", source: "KB-12#3" },
        { quote: "the courier admitted it", source: "customer" },
        { quote: "every refund is granted", source: "KB-99#1" },
        { quote: "the moon is blue today", source: "KB-12#3" },
      ]),
    });
    expect(text).toContain("within 7 days of delivery (Returns).");
    expect(text).not.toContain("KB-");
    expect(supports).toEqual([
      { kind: "customer", ref: "", quote: "#48217" },
      { kind: "ticket", ref: "572943816", quote: "572943816" },
      { kind: "promise", ref: "", quote: PLAN.nextStepBy },
      { kind: "customer", ref: "", quote: "never came" },
      { kind: "article", ref: "12#3", quote: "You can request a refund within 7 days of delivery" },
    ]);
  });

  it("shows the title of an article that only a claim names", () => {
    const quote = "You can request a refund within 7 days of delivery";
    const text = `Order #48217 has not reached you. ${quote}.`;
    const named = write({ passages: [passage], draft: draft(text, [{ quote, source: "KB-12#3" }]) });
    expect(named.text).toContain("within 7 days of delivery (Returns). ");
    expect(named.text.split("(Returns)")).toHaveLength(2);
  });

  it("is no article that was not retrieved: its sentence is dropped", () => {
    const { text, supports } = write({ draft: draft(says, [{ quote: "a refund", source: "KB-12#3" }]) });
    expect(text).not.toMatch(/refund|KB-/);
    expect(supports.map(({ kind }) => kind)).not.toContain("article");
  });

  it("is, of a composed answer, its article and what was looked up", () => {
    const lookup: LookupAnswer = { source: "orders", subject: "#48217", values: { status: "shipped" } };
    const plan = { purpose: "question", answer: passage, lookups: [lookup], code: null } as const;
    expect(write({ plan, passages: [passage] }).supports).toEqual(
      expect.arrayContaining([
        { kind: "article", ref: "12#3", quote: passage.text },
        { kind: "lookup", ref: "orders", quote: "shipped" },
      ]),
    );
  });
});

describe("an article's paragraph", () => {
  const asked = (text: string): Partial<ReplyPlan> => ({
    purpose: "question",
    category: "info_request",
    heat: 0,
    orderIds: [],
    code: null,
    nextStepBy: null,
    answer: { articleId: 3, paragraph: 1, title: "Our guide", text, score: 1, answers: true },
  });
  const APPROVED = [
    "Your parcel is on its way as soon as it is paid; your refund is approved within 3 days.",
    'Write the code into the box "Have a code?" and press "Apply". Why wait?',
    "Yes. You can pay in four instalments with Tabby. Nothing is charged.",
    "To track it open https://shop.example/track on Monday; call 0800 123 456.",
  ];

  it.each(APPROVED)("is sent as it stands, whatever a guard would say of such words: %s", (text) => {
    const reply = write({ plan: asked(text) });
    expect(reply.text).toContain(`\n${text}\n`);
    expect(reply.text).toContain("Our guide");
  });

  it("is said again, whole, to who asks again", () => {
    const [text = ""] = APPROVED;
    const history = [{ author: "bot", text }] as const;
    expect(write({ plan: asked(text), history }).text).toContain(text);
  });

  it("stands in the last resort too, where nothing around it may be said", () => {
    const phrasebook = worded({ "answer.frame": ["Your refund is approved: {title}"], greeting: ["Hi, mate."] });
    const [text = ""] = APPROVED;
    const reply = write({ plan: { ...asked(text), introduce: true }, phrasebook });
    expect(reply.text).toContain(text);
    expect(reply.text).not.toMatch(/mate|keep your case/);
  });
});

it("every reply is marked, and the composed ones well", () => {
  const totals = REPLY_LANGUAGES.flatMap((language) =>
    CATEGORIES.map((category, c) => {
      const heat = ([0, 1, 2, 3] as const)[c % 4] ?? 0;
      const { checks, text } = write({ plan: { language, category, heat, introduce: c % 2 === 0 }, seed: `${c}` });
      expect(checks?.faults, text).toEqual([]);
      return checks?.total ?? 0;
    }),
  );
  expect(totals.reduce((sum, total) => sum + total, 0) / totals.length).toBeGreaterThanOrEqual(12);
});
