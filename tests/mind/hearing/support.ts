import path from "node:path";
import { rested } from "../../../src/mind/hearing.ts";
import { type OpenaiHearingConfig, openaiHearing } from "../../../src/mind/openai/hearing.ts";
import { loadDescribePrompt } from "../../../src/mind/prompt-files.ts";

const loaded = loadDescribePrompt(path.join(import.meta.dirname, "../../../prompts"));
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const prompt = loaded.value;

/** A clock that stands still until it is moved, in ms. */
function aClock() {
  let now = 0;
  return { now: () => new Date(now), advance: (ms: number) => (now += ms) };
}

/** The real hearing on an endpoint. */
export function aHearing(baseUrl: string, more: Partial<OpenaiHearingConfig> = {}) {
  const clock = aClock();
  const learnt: string[] = [];
  const config = {
    apiKey: undefined,
    baseUrl,
    proxy: undefined,
    model: "test-model",
    transcribeModel: "whisper-1",
    vision: true,
    deadlineMs: 2_000,
    ...more,
  };
  const hearing = rested(openaiHearing(config, { clock, prompt }), {
    clock,
    onLearnt: (medium) => learnt.push(medium),
  });
  return { hearing, clock, learnt };
}
