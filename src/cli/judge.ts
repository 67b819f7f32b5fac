import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { processEnvironment, readConfig } from "../config.ts";
import { FAULTS, MARKS } from "../core/rubric.ts";
import { describeFaults } from "../declared/fault.ts";
import { loadJudgePrompt } from "../mind/judge-prompt.ts";
import { agreement } from "../mind/rubric/agreement.ts";
import { byRules } from "../mind/rubric/by-rules.ts";
import { type Labelled, readLabelled, type Verdict } from "../mind/rubric/labelled.ts";

import { projectRoot } from "../project-root.ts";

interface Marked {
  readonly person: Verdict;
  readonly judge: Verdict;
}

/** How far a judge agrees with a person: a line a mark, a line a fault, in columns. */
export function tableOf(name: string, marked: readonly Marked[]): readonly string[] {
  const rows = [
    ...MARKS.map((mark) => {
      const of = (who: keyof Marked) => marked.map((one) => one[who].marks[mark]);
      return row(mark, agreement(of("person"), of("judge"), 2));
    }),
    ...FAULTS.map((fault) => {
      const of = (who: keyof Marked) => marked.map((one) => Number(one[who].faults.includes(fault)));
      return row(fault, agreement(of("person"), of("judge"), 1));
    }),
  ];
  return [`${name}: ${marked.length} replies that a person has marked`, columns("", "same", "kappa"), ...rows];
}

function row(what: string, { same, kappa }: ReturnType<typeof agreement>): string {
  return columns(what, `${Math.round(same * 100)} %`, kappa === null ? "–" : kappa.toFixed(2));
}

const columns = (what: string, same: string, kappa: string) =>
  `  ${what.padEnd(14)}${same.padStart(6)}${kappa.padStart(8)}`;

/** `npm run -s judge [folder]`: the rules against the person, and with a model its judgement too. */
async function main([folder = join(projectRoot, "tests/evals/judge")]: readonly string[]): Promise<number> {
  const config = readConfig(processEnvironment());
  if (!config.ok) return refuse(config.error.join("\n"));
  const read = readLabelled(resolve(folder));
  if (!read.ok) return refuse(read.error);
  const ruled = read.value.map((reply) => ({ person: reply, judge: byRules(reply) }));
  for (const line of tableOf("The rules", ruled)) console.log(line);
  const { model, proxy } = config.value;
  if (!model) {
    console.log("\nNo model is set: OPENAI_API_KEY or OPENAI_BASE_URL adds its judgement.");
    return 0;
  }
  const prompt = loadJudgePrompt(join(projectRoot, "prompts"));
  if (!prompt.ok) return refuse(describeFaults(prompt.error));
  const { modelJudge } = await import("../mind/openai/judge.ts");
  const ask = modelJudge({ ...model, model: model.name, proxy }, prompt.value);
  return judgeAll(read.value, ask);
}

async function judgeAll(
  replies: readonly Labelled[],
  ask: (
    reply: Labelled,
  ) => Promise<{ readonly ok: true; readonly value: Verdict } | { readonly ok: false; readonly error: string }>,
): Promise<number> {
  const marked: Marked[] = [];
  for (const reply of replies) {
    const judged = await ask(reply);
    if (judged.ok) marked.push({ person: reply, judge: judged.value });
    else console.error(`${reply.id}: ${judged.error}`);
  }
  console.log("");
  for (const line of tableOf("The model", marked)) console.log(line);
  return marked.length === replies.length ? 0 : 1;
}

function refuse(why: string): number {
  console.error(why);
  return 2;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2));
