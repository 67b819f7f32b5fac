import { randomBytes } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Config } from "../config.ts";
import { CATEGORIES, LANGUAGES, type Reading } from "../core/reading.ts";
import type { ReviewPolicy } from "../core/review.ts";
import { describeFaults } from "../declared/fault.ts";
import type { Clock } from "../ports/clock.ts";
import type { Hearing } from "../ports/hearing.ts";
import type { Mind, MindInput } from "../ports/mind.ts";
import { alone } from "./alone.ts";
import { type Breaker, createBreaker, withBreaker } from "./breaker.ts";
import { loadContent } from "./content.ts";
import type { Handling } from "./handling/place.ts";
import { NO_HEARING, rested } from "./hearing.ts";
import type { Writer } from "./occasion.ts";
import { findPii, redact } from "./offline/pii.ts";
import { offlineReader } from "./offline-reader.ts";
import type { DescribePrompt } from "./prompt-files.ts";
import type { Phrasebook } from "./writing/phrasebook.ts";

export interface OpenMind extends Handling {
  /** Null: the offline engine alone. */
  readonly model: Mind | null;
  readonly breaker: Breaker;
  readonly phrasebook: Phrasebook;
  /** Which replies wait for a person. */
  readonly review: ReviewPolicy;
  readonly secrets: Writer["secrets"];
  /** Of voice notes, pictures and documents. */
  readonly hearing: Hearing;
  /** The offline engine: always there, and never wrong about a flag it has raised. */
  readonly read: (input: MindInput) => Reading;
  /** Word lists compile at first use: done when the desk has started, the first customer does not wait for it. */
  warmUp(): Promise<void>;
}

interface MindDeps {
  readonly clock: Clock;
  readonly log: { warn(fields: object, message: string): void };
}

/**
 * Loads the desk's words and prompts, and prepares the model if one is configured. Nothing is sent yet.
 * @throws Error naming the file and line of content that cannot be used
 */
export async function openMind(
  { model, proxy, taxonomy }: Pick<Config, "model" | "proxy" | "taxonomy">,
  files: { readonly prompts: string; readonly modelFile: string },
  deps: MindDeps,
): Promise<OpenMind> {
  const content = loadContent(files.prompts, taxonomy);
  if (!content.ok) throw new Error(describeFaults(content.error));
  const { phrasebook, handling, prompt, describe, review } = content.value;
  const read = offlineReader(files.modelFile, handling);
  const canary = randomBytes(6).toString("hex");
  const breaker = createBreaker(deps.clock);
  const open = async (given: NonNullable<Config["model"]>) => {
    // Loaded where it is used: a desk without a model starts without it.
    const { openaiMind } = await import("./openai.ts");
    return openaiMind({ ...given, model: given.name, proxy }, { ...deps, prompt, redact: hide, canary });
  };
  const engine = model && (await open(model));
  const hearing = model ? await openHearing({ ...model, proxy }, describe, deps) : NO_HEARING;
  return {
    model: engine && withBreaker(engine, breaker),
    breaker,
    ...handling,
    hearing,
    phrasebook,
    review,
    secrets: { canary, instructions: prompt.instructions },
    read,
    warmUp: () => warmUp(read, handling.taxonomy),
  };
}

/** Longest time in which a file is made into words. A customer waits less; what comes later is for the agents. */
const HEARING_MS = 30_000;

async function openHearing(
  given: NonNullable<Config["model"]> & Pick<Config, "proxy">,
  prompt: DescribePrompt,
  { clock, log }: MindDeps,
): Promise<Hearing> {
  const { openaiHearing } = await import("./openai/hearing.ts");
  const hearing = openaiHearing({ ...given, model: given.name, deadlineMs: HEARING_MS }, { clock, prompt });
  return rested(hearing, {
    clock,
    onLearnt: (medium, { detail }) =>
      log.warn({ medium, detail }, "the model endpoint does not do this; colleagues look"),
  });
}

/** One language at a time: who comes meanwhile waits for one at most. */
async function warmUp(read: OpenMind["read"], taxonomy: OpenMind["taxonomy"]): Promise<void> {
  for (const text of ["سلام، سفارشم نرسیده", "طلبي لم يصل بعد", "my order is late", "salam sefaresham naresid"]) {
    read(alone(text));
    await nextTurn();
  }
  for (const category of CATEGORIES) {
    for (const language of LANGUAGES) taxonomy.recognise(category, language, "a");
    await nextTurn();
  }
}

function hide(text: string) {
  const pii = findPii(text);
  return { redacted: redact(text, pii), pii };
}
