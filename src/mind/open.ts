import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Clock } from "../ports/clock.ts";
import type { Mind } from "../ports/mind.ts";
import { type Breaker, createBreaker, withBreaker } from "./breaker.ts";
import { findPii, redact } from "./offline/pii.ts";
import { readOffline } from "./offline/read.ts";
import { createCanary, openaiMind } from "./openai.ts";
import { loadRespondPrompt } from "./prompt-files.ts";
import type { Writer } from "./reply.ts";
import { describeFaults, loadPhrasebook, type Phrasebook } from "./writing/phrasebook.ts";

export interface OpenMind {
  /** Null: the offline engine alone. */
  readonly model: Mind | null;
  readonly breaker: Breaker;
  readonly phrasebook: Phrasebook;
  readonly secrets: Writer["secrets"];
}

interface MindDeps {
  readonly clock: Clock;
  readonly log: { warn(fields: object, message: string): void };
}

/**
 * Loads the desk's words and prompts, and prepares the model if one is configured. Nothing is sent yet.
 * @throws Error naming the file and line of content that cannot be used
 */
export function openMind({ model, proxy }: Pick<Config, "model" | "proxy">, prompts: string, deps: MindDeps): OpenMind {
  const phrasebook = loadPhrasebook(join(prompts, "phrases"));
  if (!phrasebook.ok) throw new Error(describeFaults(phrasebook.error));
  warmUp();
  const prompt = loadRespondPrompt(prompts);
  const canary = createCanary();
  const breaker = createBreaker(deps.clock);
  const engine = model && openaiMind({ ...model, model: model.name, proxy }, { ...deps, prompt, redact: hide, canary });
  return {
    model: engine && withBreaker(engine, breaker),
    breaker,
    phrasebook: phrasebook.value,
    secrets: { canary, instructions: prompt.instructions },
  };
}

/** Word lists compile at first use: the first customer of each language should not wait for that. */
function warmUp(): void {
  for (const text of ["سلام، سفارشم نرسیده", "طلبي لم يصل بعد", "my order is late", "salam sefaresham naresid"]) {
    readOffline({
      organisation: "",
      defaultLanguage: "fa",
      knownLanguage: null,
      contactName: null,
      said: [{ text, attachments: [], quoted: null }],
      history: [],
      facts: [],
      ticket: null,
    });
  }
}

function hide(text: string) {
  const pii = findPii(text);
  return { redacted: redact(text, pii), pii };
}
