import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../src/core/decide.ts";
import { paragraphsOf } from "../../src/core/knowledge/paragraphs.ts";
import { REPLY_LANGUAGES, type ReplyLanguage } from "../../src/core/reading.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { readPlace } from "../../src/knowledge/import.ts";
import { findPassages } from "../../src/knowledge/search.ts";
import { MODEL_FILE, readModel } from "../../src/mind/offline/model/file.ts";
import { readOffline } from "../../src/mind/offline/read.ts";
import { writeReply } from "../../src/mind/reply.ts";
import { understand } from "../../src/mind/understand.ts";
import { loadPhrasebook } from "../../src/mind/writing/phrasebook.ts";
import { projectRoot } from "../../src/project-root.ts";
import { aSituation, NOON } from "../core/situation.ts";
import { anInput, CANARY, NEVER, PROMPT } from "../mind/openai/support.ts";
import { HANDLING } from "../support/handling.ts";
import { openRows, type Rows } from "../support/rows.ts";
import { importExamples } from "./judged.ts";

/** An article whose own questions all tell of a case: what came broken or wrong, or was paid for nothing. */
const OF_CASES = 3;

const phrases = loadPhrasebook(join(projectRoot, "prompts/phrases"));
if (!phrases.ok) throw new Error("the phrasebook does not load");
const phrasebook = phrases.value;
const learned = readModel(join(projectRoot, MODEL_FILE));
const writer = { phrasebook, secrets: { canary: CANARY, instructions: PROMPT.instructions }, onRefused: () => {} };
const settings = { ...DEFAULT_SETTINGS, organisation: "Sepid" };

let rows: Rows;
beforeAll(async () => {
  rows = await openRows();
  for (const language of REPLY_LANGUAGES) await importExamples(rows.sql, language);
});
afterAll(() => rows.close());

/** The whole way from a first message to its answer, with the articles in a real database. */
async function answerTo(text: string, language: ReplyLanguage) {
  const input = anInput(text, { contactName: null, knownLanguage: null, history: [] });
  const gather = async () => ({ passages: await findPassages(rows.sql, text, language), lookups: [] });
  const read = (given: typeof input) => readOffline(given, learned);
  const understanding = await understand(input, { read, gather, model: null, handling: HANDLING }, NEVER);
  const { reading, grounds, intentions: answers } = understanding;
  const decision = decide(aSituation({ settings, reading, grounds, language, answers, introduced: false }));
  const plan = decision.effects.find((effect) => effect.kind === "reply")?.plan;
  if (!plan) return { plan, text: "" };
  const occasion = { input: { ...input, grounds }, understanding, settings, now: NOON, seed: text };
  return { plan, text: writeReply(writer, plan, { ...occasion, room: { textChars: 4_000 } }).text };
}

describe.each(REPLY_LANGUAGES)("the sample articles in %s, asked as they list it", (language) => {
  const { items } = readPlace(join(projectRoot, "examples/knowledge", language), null);
  const asked = items.flatMap(({ draft }) => draft.questions.map((question) => ({ draft, question })));

  it("answer with a whole paragraph of theirs wherever they answer, and all but those of cases do", async () => {
    const faults: string[] = [];
    const answered = new Set<string>();
    for (const { draft, question } of asked) {
      const { plan, text } = await answerTo(question, language);
      if (!plan?.answer) continue;
      const whole = paragraphsOf(draft.body).some((paragraph) => text.includes(paragraph.text));
      if (!whole || plan.answer.title !== draft.title) faults.push(`${draft.title}: ${question}: ${text}`);
      else answered.add(draft.title);
    }
    expect(faults).toEqual([]);
    expect(answered.size).toBeGreaterThanOrEqual(items.length - OF_CASES);
  }, 120_000);
});

it.each([
  ["en", "Reset password"],
  ["en", "Hello, how do I track my parcel please?"],
  ["en", "When is the money for a cancelled order returned?"],
  ["en", "Cancel my membership"],
  ["fa", "پولم کی به دستم می‌رسد؟"],
  ["ar", "كيف أدفع؟"],
] as const)("a question that an article lists is answered by it, and opens no case: %s %s", async (language, text) => {
  const { plan } = await answerTo(text, language);
  expect(plan).toMatchObject({ purpose: "question", code: null, nextStepBy: null });
});

it.each([
  ["en", "My product arrived broken"],
  ["en", "I was charged twice"],
  ["en", "I received something else than I ordered"],
  ["fa", "پولم را پس بدهید"],
  ["ar", "وصل المنتج مكسورا"],
] as const)("who tells of a grievance in words that an article lists has a case: %s %s", async (language, text) => {
  expect((await answerTo(text, language)).plan).toMatchObject({ purpose: "complaint", ticketIsNew: true });
});
