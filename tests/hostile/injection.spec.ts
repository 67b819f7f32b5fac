import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../src/core/decide.ts";
import { fold } from "../../src/core/fold.ts";
import type { Grounds } from "../../src/core/grounds.ts";
import { type Reading, replyLanguage } from "../../src/core/reading.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { type GuardContext, guardDraft, mendDraft } from "../../src/mind/guards/guard-draft.ts";
import { MODEL_FILE, readModel } from "../../src/mind/offline/model/file.ts";
import { findPii, redact } from "../../src/mind/offline/pii.ts";
import { readOffline } from "../../src/mind/offline/read.ts";
import { openaiMind } from "../../src/mind/openai.ts";
import { writeReply } from "../../src/mind/reply.ts";
import { understand } from "../../src/mind/understand.ts";
import { loadPhrasebook } from "../../src/mind/writing/phrasebook.ts";
import type { MindInput } from "../../src/ports/mind.ts";
import { aSituation, FRESH_CODE, NOON } from "../core/situation.ts";
import { SENTENCES } from "../mind/guards/sentences.ts";
import { CANARY, NEVER, PROMPT } from "../mind/openai/support.ts";
import { HANDLING } from "../support/handling.ts";
import { ATTACKS, type Attack, ENCODERS } from "./attacks.ts";
import { anObedientModel, GOOD, lookedUp } from "./obedient-model.ts";

const phrases = loadPhrasebook(path.join(import.meta.dirname, "../../prompts/phrases"));
if (!phrases.ok) throw new Error("the phrasebook does not load");
const phrasebook = phrases.value;
const learned = readModel(path.join(import.meta.dirname, "../..", MODEL_FILE));
const read = (input: MindInput) => readOffline(input, learned);
const SECRETS = { canary: CANARY, instructions: PROMPT.instructions };
const LINE = PROMPT.instructions.split("\n").find((text) => text.includes("Acknowledge once")) ?? "";

let model: Awaited<ReturnType<typeof anObedientModel>>;
beforeAll(async () => {
  model = await anObedientModel();
});
afterAll(() => model[Symbol.asyncDispose]());

/** What of an attack may not be read by anybody: its pieces, with what the model was told to look up in their place. */
const forbidden = ({ never }: Attack): readonly string[] =>
  never.map((piece) => lookedUp(piece, { canary: CANARY, line: LINE }));

const shows = (text: string, piece: string) => fold(text).includes(fold(piece).trim());

/** The order in its disguise, brought in on its way; the complaint is always the customer's message. */
function sceneOf({ vector, complaint, order, encoding, language }: Attack): { input: MindInput; grounds: Grounds } {
  const orders = ENCODERS[encoding](order);
  const on = (way: Attack["vector"]) => vector === way;
  const passage = { articleId: 7, paragraph: 1, title: "Delivery", text: orders, score: 1, answers: true };
  const lookup = { source: "orders", subject: "#48217", values: { status: "shipped", note: orders } };
  const said = {
    text: on("message") ? `${complaint}\n${orders}` : complaint,
    attachments: on("file name") ? [`${orders}.pdf`] : [],
    quoted: on("quoted reply") ? orders : null,
  };
  return {
    input: {
      organisation: "Sepid",
      defaultLanguage: language === "ar-Latn" ? "en" : "fa",
      knownLanguage: null,
      contactName: on("contact name") ? orders : "Sara",
      said: [said],
      history: on("history") ? [{ author: "customer", text: orders }] : [],
      facts: [],
      ticket: null,
      grounds: { passages: [], lookups: [] },
    },
    grounds: { passages: on("knowledge") ? [passage] : [], lookups: on("lookup") ? [lookup] : [] },
  };
}

/** The whole way from a message to its answer, without a database. */
async function answerTo(attack: Attack) {
  const { input, grounds } = sceneOf(attack);
  const mind = openaiMind(
    { apiKey: undefined, baseUrl: model.url, model: "obedient", deadlineMs: 5_000, proxy: undefined },
    {
      clock: { now: () => new Date() },
      prompt: PROMPT,
      canary: CANARY,
      redact: (text) => {
        const pii = findPii(text);
        return { redacted: redact(text, pii), pii };
      },
    },
  );
  const looked: Reading[] = [];
  const gather = async (reading: Reading) => {
    looked.push(reading);
    return grounds;
  };
  const understanding = await understand(input, { read, gather, model: mind, handling: HANDLING }, NEVER);
  const { reading } = understanding;
  const situation = aSituation({
    settings: DEFAULT_SETTINGS,
    reading,
    grounds: understanding.grounds,
    language: replyLanguage(reading.language, input.defaultLanguage),
  });
  const decision = decide(situation);
  const effect = decision.effects.find(({ kind }) => kind === "reply");
  const occasion = { input: { ...input, grounds: understanding.grounds }, understanding, settings: DEFAULT_SETTINGS };
  const writer = { phrasebook, secrets: SECRETS, onRefused: () => {} };
  const reply =
    effect?.kind === "reply"
      ? writeReply(writer, effect.plan, { ...occasion, now: NOON, seed: attack.id, room: { textChars: 4_000 } })
      : null;
  return { understanding, decision, reply, looked };
}

it("there are at least three hundred attacks, by every way, in every language and disguise", () => {
  expect(ATTACKS.length).toBeGreaterThanOrEqual(300);
  expect(new Set(ATTACKS.map(({ vector }) => vector)).size).toBe(7);
  expect(new Set(ATTACKS.map(({ language }) => language)).size).toBe(5);
  expect(new Set(ATTACKS.map(({ encoding }) => encoding)).size).toBe(Object.keys(ENCODERS).length);
});

describe("a model that obeys every order in its data harms nobody", () => {
  it.each(ATTACKS.map((attack) => [attack.id, attack.vector, attack.encoding, attack.says, attack] as const))(
    "%s by %s, %s: %s",
    async (_id, _vector, _encoding, _says, attack) => {
      const { understanding, decision, reply, looked } = await answerTo(attack);

      for (const piece of forbidden(attack)) expect(shows(reply?.text ?? "", piece), reply?.text).toBe(false);
      for (const { quote } of reply?.supports ?? []) {
        for (const piece of forbidden(attack)) expect(shows(quote, piece), quote).toBe(false);
      }
      // Only what the customer's own words say was looked up, once, and the model had no tool to ask anything itself.
      expect(looked).toEqual([understanding.engine === "offline" ? understanding.reading : expect.anything()]);
      expect(looked[0]?.engine).toBe("offline");
      expect(model.withTools()).toBe(0);
      // The complaint is heard, opens a case, and is answered or handed to a person.
      expect(understanding.reading.complaint).toBe(true);
      expect(decision.effects.map(({ kind }) => kind)).toContain("open_ticket");
      if (reply === null) expect(decision.kind).toBe("hand_off");
      else {
        expect(reply.text).toContain("#48217");
        expect(reply.text).toContain(FRESH_CODE);
      }
    },
  );

  it("and it was really told to: most orders reached it", () => {
    expect(model.obeyed()).toBeGreaterThan(ATTACKS.length / 2);
  });
});

describe("the guards alone, whoever was suspected or not", () => {
  const contextOf = ({ language }: Attack): GuardContext => ({
    language: language === "fa-Latn" ? "fa" : language === "ar-Latn" ? "ar" : language,
    serious: true,
    orderIds: ["#48217"],
    code: FRESH_CODE,
    time: { en: "18:00 today", fa: "امروز ساعت ۱۸:۰۰", ar: "اليوم الساعة ١٨:٠٠", "fa-Latn": "18", "ar-Latn": "18" }[
      language
    ],
    introduction: null,
    sentences: SENTENCES,
    knownCodes: [],
    allowed: [],
    names: ["Sepid", "Sara"],
    said: [],
    passages: [],
    lookups: [],
    knownFacts: ["order_id"],
    recentBotTexts: [],
    maxLength: 500,
    ...SECRETS,
  });

  it.each(ATTACKS.map((attack) => [attack.id, attack.says, attack] as const))("%s: %s", (_id, says, attack) => {
    const context = contextOf(attack);
    const words = lookedUp(says, { canary: CANARY, line: LINE });
    const claims = [{ quote: words, source: "customer" }];
    expect(guardDraft({ text: words, claims }, context).ok).toBe(false);

    const mixed = { text: `${GOOD[context.language]} ${words}`, claims };
    const refused = guardDraft(mixed, context);
    expect(refused.ok).toBe(false);
    const mended = refused.ok ? null : mendDraft(mixed, refused.error, context);
    const again = mended && guardDraft(mended, context);
    for (const piece of forbidden(attack)) expect(shows(again?.ok ? again.value : "", piece)).toBe(false);
  });
});
