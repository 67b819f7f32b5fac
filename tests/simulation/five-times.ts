import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeFaults } from "../../src/declared/fault.ts";

import { type Dialogue, readPlaybill } from "../../src/simulation/dialogue.ts";
import type { Performance } from "../../src/simulation/performance.ts";
import { openStage, type Stage } from "../../src/simulation/stage.ts";
import { type Trial, trials } from "../../src/simulation/trials.ts";
import { testDatabase } from "../support/postgres.ts";
import { type FailingModel, failingModel } from "./failing-model.ts";

const prompts = join(import.meta.dirname, "../../prompts");
const read = readPlaybill(join(import.meta.dirname, "dialogues"));
if (!read.ok) throw new Error(describeFaults(read.error));
const { settings, dialogues } = read.value;

const TIMES = 5;
const DEADLINE_MS = 250;
/** Long enough for all performances of one dialogue on a slow machine. */
const PATIENCE_MS = 240_000;

/** `SEED=… npm test -- tests/simulation/dialogues` plays a run again. */
const seed = process.env.SEED ?? randomBytes(4).toString("hex");

/** Every dialogue of a language: once with the offline engine alone, then with a model that fails at random. */
export function holdFiveTimes(language: string, mine: (dialogue: Dialogue) => boolean): void {
  const scripts = dialogues.filter(mine);
  const tried: Trial[] = [];
  let model: FailingModel;

  /** A stage for a block of tests, and nothing of it left when they have run. */
  function onStage(environment: () => Record<string, string>): () => Stage {
    const undo: (() => Promise<unknown>)[] = [];
    let stage: Stage;
    beforeAll(async () => {
      const { connection, drop } = await testDatabase();
      undo.push(drop);
      stage = await openStage({ prompts, environment: environment(), settings, connection, outage: model.die });
      undo.push(stage.close);
    }, PATIENCE_MS);
    afterAll(async () => {
      for (const step of undo.toReversed()) await step();
    }, PATIENCE_MS);
    return () => stage;
  }

  function allHold(stage: () => Stage, from: number, to: number): void {
    it.each(scripts.map((dialogue) => [dialogue.id, dialogue] as const))(
      "%s",
      async (_id, dialogue) => {
        const broken: string[] = [];
        for await (const trial of trials(stage(), [dialogue], { from, to, seed })) {
          const faults = [...trial.faults, ...leaks(trial.played, model)];
          tried.push({ ...trial, faults });
          if (faults.length > 0) broken.push(`${trial.nth}: ${faults.join("\n   ")}\n${transcript(trial.played)}`);
        }
        expect(broken, broken.join("\n\n")).toEqual([]);
      },
      PATIENCE_MS,
    );
  }

  describe(`dialogues in ${language}, seed ${seed}`, () => {
    beforeAll(async () => {
      model = await failingModel(`${seed}/${language}`);
    });
    afterAll(async () => {
      await model.close();
      console.log(figures(language, tried, model));
    });

    describe("hold with the offline engine alone", () => {
      allHold(
        onStage(() => ({})),
        1,
        1,
      );
    });

    describe("hold four times more, with other timing and a model that fails at random", () => {
      allHold(
        onStage(() => ({ OPENAI_BASE_URL: model.url, MODEL_DEADLINE_MS: String(DEADLINE_MS) })),
        2,
        TIMES,
      );
    });
  });
}

/** What a model was told for itself and a customer read. */
function leaks({ lines }: Performance, { secrets }: FailingModel): readonly string[] {
  const ours = lines.filter(({ author }) => author !== "customer");
  return [...secrets].flatMap((secret) =>
    ours.filter(({ text }) => text.includes(secret)).map(({ text }) => `leaks the prompt: ${text}`),
  );
}

function transcript({ lines, turns }: Performance): string {
  const told = lines.map(({ author, text, turnId }) => {
    const turn = author === "bot" || author === "system" ? turns.find(({ id }) => id === turnId) : undefined;
    return `    ${author}${turn ? ` (${turn.rule}, ${turn.engine})` : ""}: ${text.replaceAll("\n", " / ")}`;
  });
  return told.join("\n");
}

function figures(language: string, tried: readonly Trial[], { ways }: FailingModel): string {
  const ids = [...new Set(tried.map(({ dialogue }) => dialogue.id))];
  const broken = new Set(tried.filter(({ faults }) => faults.length > 0).map(({ dialogue }) => dialogue.id));
  const replies = tried.flatMap(({ played }) => played.lines.filter(({ author }) => author === "bot"));
  const totals = replies.flatMap(({ total }) => (total === null ? [] : [total]));
  const engines = tried.flatMap(({ played }) => played.turns.map(({ engine }) => engine));
  const mean =
    totals.length === 0 ? "not marked" : (totals.reduce((sum, each) => sum + each, 0) / totals.length).toFixed(2);
  return [
    `${language}: ${ids.length - broken.size} of ${ids.length} dialogues hold ${TIMES} of ${TIMES} (seed ${seed}).`,
    `  ${tried.length} performances, ${engines.length} turns (${engines.filter((each) => each === "openai").length} by the model), ${replies.length} replies, mean marks ${mean} of 14`,
    `  the model: ${[...ways].map(([way, count]) => `${way} ${count}`).join(", ")}`,
  ].join("\n");
}
