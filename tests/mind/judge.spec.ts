import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { tableOf } from "../../src/cli/judge.ts";
import { FAULTS, MARKS } from "../../src/core/rubric.ts";
import { loadJudgePrompt } from "../../src/mind/judge-prompt.ts";
import { modelJudge } from "../../src/mind/openai/judge.ts";
import { agreement } from "../../src/mind/rubric/agreement.ts";
import { byRules } from "../../src/mind/rubric/by-rules.ts";
import { type Labelled, readLabelled } from "../../src/mind/rubric/labelled.ts";
import { anEndpoint, completion, sendJson } from "./openai/support.ts";

const FOLDER = path.join(import.meta.dirname, "../evals/judge");
const PROMPTS = path.join(import.meta.dirname, "../../prompts");

const PROMPT = loadJudgePrompt(PROMPTS);
if (!PROMPT.ok) throw new Error("judge.md does not load");

function marked(): readonly Labelled[] {
  const read = readLabelled(FOLDER);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

describe("agreement", () => {
  it("is one for the same, none for chance, and counts how far apart two judges are", () => {
    expect(agreement([0, 1, 2, 2], [0, 1, 2, 2], 2)).toEqual({ same: 1, kappa: 1 });
    expect(agreement([0, 0, 1, 1], [0, 1, 0, 1], 1)).toEqual({ same: 0.5, kappa: 0 });
    expect(agreement([0, 1], [1, 0], 1).kappa).toBe(-1);
    const near = agreement([0, 0, 2, 2], [1, 0, 2, 1], 2).kappa ?? 0;
    const far = agreement([0, 0, 2, 2], [2, 0, 2, 0], 2).kappa ?? 0;
    expect(near).toBeGreaterThan(far);
  });

  it("is not known where both always say one thing", () => {
    expect(agreement([2, 2], [2, 2], 2)).toEqual({ same: 1, kappa: null });
  });
});

describe("the replies a person has marked", () => {
  it("are at least fifty, in three languages, good and bad", () => {
    const replies = marked();
    expect(replies.length).toBeGreaterThanOrEqual(50);
    expect(new Set(replies.map(({ language }) => language))).toEqual(new Set(["fa", "ar", "en"]));
    for (const mark of MARKS) {
      expect(new Set(replies.map(({ marks }) => marks[mark])).size, mark).toBeGreaterThanOrEqual(2);
    }
    for (const fault of FAULTS)
      expect(
        replies.some(({ faults }) => faults.includes(fault)),
        fault,
      ).toBe(true);
  });

  it("are marked by the rules much as by the person", () => {
    const replies = marked();
    const ruled = replies.map((reply) => byRules(reply));
    for (const mark of MARKS) {
      const { kappa } = agreement(
        replies.map(({ marks }) => marks[mark]),
        ruled.map(({ marks }) => marks[mark]),
        2,
      );
      expect(kappa, mark).toBeGreaterThanOrEqual(0.6);
    }
  });

  it("are refused with file, line and what is wrong", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "marked-"));
    try {
      expect(readLabelled(folder)).toMatchObject({ ok: false, error: expect.stringContaining("add lines") });
      const [first] = marked();
      const { length: _, ...marks } = first?.marks ?? {};
      writeFileSync(
        path.join(folder, "x.jsonl"),
        `${JSON.stringify(first)}\nnot json\n${JSON.stringify({ ...first, marks })}\n`,
      );
      expect(readLabelled(folder)).toMatchObject({
        ok: false,
        error: expect.stringMatching(/^x\.jsonl:2: .*\nx\.jsonl:3: marks\.length/),
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("come out as a table of marks and faults", () => {
    const table = tableOf(
      "The rules",
      marked().map((reply) => ({ person: reply, judge: reply })),
    );
    expect(table).toHaveLength(2 + MARKS.length + FAULTS.length);
    expect(table.at(2)).toMatch(/names +100 % +1\.00/);
  });
});

describe("a judging model", () => {
  const judge = (url: string) =>
    modelJudge({ apiKey: undefined, baseUrl: url, model: "judge", deadlineMs: 2_000, proxy: undefined }, PROMPT.value);
  const [reply] = marked();
  if (!reply) throw new Error("no marked reply");

  it("marks with a prompt that is not the one that writes", async () => {
    const { marks, faults } = reply;
    await using endpoint = await anEndpoint((_body, response) => {
      sendJson(response, completion(`Here: ${JSON.stringify({ marks, faults })}`));
    });
    expect(await judge(endpoint.url)(reply)).toEqual({ ok: true, value: { marks, faults } });
    const [system, user] = endpoint.asked[0]?.messages ?? [];
    expect(system?.content).toContain("You mark one reply");
    expect(system?.content).not.toContain("draft the reply");
    expect(JSON.parse(user?.content ?? "")).toEqual({
      customer: reply.said,
      heat: reply.heat,
      language: reply.language,
      reply: reply.reply,
    });
  });

  it.each([
    ["no JSON", "a fine reply"],
    ["half of the marks", '{"marks":{"names":2},"faults":[]}'],
    ["a mark that does not exist", JSON.stringify({ marks: { ...reply.marks, names: 3 }, faults: [] })],
  ])("says nothing with %s", async (_what, content) => {
    await using endpoint = await anEndpoint((_body, response) => sendJson(response, completion(content)));
    expect(await judge(endpoint.url)(reply)).toMatchObject({ ok: false });
  });

  it("says nothing where the endpoint is not there", async () => {
    const gone = await anEndpoint(() => {});
    await gone[Symbol.asyncDispose]();
    expect(await judge(gone.url)(reply)).toMatchObject({ ok: false });
  });
});
