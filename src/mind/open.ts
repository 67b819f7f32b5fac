import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Config } from "../config.ts";
import type { Reading } from "../core/reading.ts";
import type { Clock } from "../ports/clock.ts";
import type { Mind, MindInput } from "../ports/mind.ts";
import { type Breaker, createBreaker, withBreaker } from "./breaker.ts";
import { readModel } from "./offline/model/file.ts";
import { findPii, redact } from "./offline/pii.ts";
import { readOffline } from "./offline/read.ts";
import { loadRespondPrompt } from "./prompt-files.ts";
import type { Writer } from "./reply.ts";
import { describeFaults, loadPhrasebook, type Phrasebook } from "./writing/phrasebook.ts";

export interface OpenMind {
  /** Null: the offline engine alone. */
  readonly model: Mind | null;
  readonly breaker: Breaker;
  readonly phrasebook: Phrasebook;
  readonly secrets: Writer["secrets"];
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
  { model, proxy }: Pick<Config, "model" | "proxy">,
  { prompts, modelFile }: { readonly prompts: string; readonly modelFile: string },
  deps: MindDeps,
): Promise<OpenMind> {
  const phrasebook = loadPhrasebook(join(prompts, "phrases"));
  if (!phrasebook.ok) throw new Error(describeFaults(phrasebook.error));
  const prompt = loadRespondPrompt(prompts);
  const offline = readModel(modelFile);
  const read = (input: MindInput) => readOffline(input, offline);
  const canary = randomBytes(6).toString("hex");
  const breaker = createBreaker(deps.clock);
  const open = async (given: NonNullable<Config["model"]>) => {
    // Loaded where it is used: a desk without a model starts without it.
    const { openaiMind } = await import("./openai.ts");
    return openaiMind({ ...given, model: given.name, proxy }, { ...deps, prompt, redact: hide, canary });
  };
  const engine = model && (await open(model));
  return {
    model: engine && withBreaker(engine, breaker),
    breaker,
    phrasebook: phrasebook.value,
    secrets: { canary, instructions: prompt.instructions },
    read,
    warmUp: () => warmUp(read),
  };
}

/** One language at a time: who comes meanwhile waits for one at most. */
async function warmUp(read: OpenMind["read"]): Promise<void> {
  for (const text of ["سلام، سفارشم نرسیده", "طلبي لم يصل بعد", "my order is late", "salam sefaresham naresid"]) {
    read({
      organisation: "",
      defaultLanguage: "fa",
      knownLanguage: null,
      contactName: null,
      said: [{ text, attachments: [], quoted: null }],
      history: [],
      facts: [],
      ticket: null,
    });
    await nextTurn();
  }
}

function hide(text: string) {
  const pii = findPii(text);
  return { redacted: redact(text, pii), pii };
}
