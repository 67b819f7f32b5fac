import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { evalCommand } from "../../src/cli/eval.ts";
import { readConfig } from "../../src/config.ts";
import { fingerprint } from "../../src/mind/evaluate/fingerprint.ts";
import { projectRoot } from "../../src/project-root.ts";
import { anAnswer, anEndpoint, completion, NEVER, sendJson } from "../mind/openai/support.ts";
import { MODEL_PATIENCE_MS } from "../support/patience.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eval-"));
  mkdirSync(join(folder, "cases"));
  const cases = [
    { lang: "en", text: "my order #48217 never came", category: "delivery", sentiment: "negative", urgency: "normal" },
    { lang: "en", text: "I love my new lamp, thank you", category: "praise", sentiment: "positive", urgency: "low" },
  ];
  const lines = cases.map((row, n) => JSON.stringify({ id: `c-${n}`, second: null, ...row }));
  writeFileSync(join(folder, "cases/category.jsonl"), `${lines.join("\n")}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(name: string, environment: Record<string, string> = {}) {
  const config = readConfig(environment);
  if (!config.ok) throw new Error(config.error.join());
  const out = join(folder, name);
  const said: string[] = [];
  const deps = { config: config.value, say: (line: string) => void said.push(line), signal: NEVER };
  const result = await evalCommand(["--cases", join(folder, "cases"), "--out", out], deps);
  if (!result.ok) throw new Error(result.error.message);
  return {
    said,
    lines: result.value,
    file: JSON.parse(readFileSync(join(out, "evaluation.json"), "utf8")),
    bytes: readFileSync(join(out, "evaluation.json"), "utf8"),
    text: readFileSync(join(out, "evaluation.md"), "utf8"),
  };
}

it("judges the offline engine without a key, writes the same file twice, and marks it with the content's fingerprint", async () => {
  const one = await run("one");
  const two = await run("two");
  expect(one.bytes).toBe(two.bytes);
  expect(one.file.fingerprint).toBe(fingerprint(projectRoot));
  expect(one.file.engines.map(({ engine }: { engine: string }) => engine)).toEqual(["offline"]);
  expect(one.text).toContain("### Categories, our own cases");
  expect(one.lines[0]).toMatch(/^offline: cases 2, category 1/);
});

it("judges a model beside it where one is configured, with what the desk makes of both", async () => {
  // A model that takes everything for a parcel that is late, and is sure of it.
  const answer = anAnswer({ confidence: 1 });
  await using endpoint = await anEndpoint((_, response) => sendJson(response, completion(JSON.stringify(answer))));
  const { file, text } = await run("model", { OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: "small-model" });
  expect(endpoint.asked.length).toBe(2);
  expect(endpoint.asked.map(({ messages }) => messages[1]?.content).join()).toContain("my order #48217 never came");
  const [offline, model] = file.engines;
  expect([offline.engine, model.engine]).toEqual(["offline", "small-model"]);
  const accuracyOf = (engine: typeof offline) => engine.tables[0].rows.at(-1).figures[1];
  expect([accuracyOf(offline), accuracyOf(model)]).toEqual([1, 0.5]);
  expect(text).toContain("## Engine: small-model");
});

it("says how many messages the model left unanswered", async () => {
  await using endpoint = await anEndpoint((_, response) => sendJson(response, { error: { message: "down" } }, 503));
  const { said } = await run("down", { OPENAI_BASE_URL: endpoint.url, MODEL_DEADLINE_MS: MODEL_PATIENCE_MS });
  expect(said.join("\n")).toContain("2 messages the model did not answer");
});
