import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { parseArgs } from "node:util";
import { processEnvironment, readConfig } from "../config.ts";
import { connect } from "../db/connect.ts";
import { openDatabase } from "../db/open.ts";
import { describeFaults } from "../declared/fault.ts";

import { projectRoot } from "../project-root.ts";
import { readPlaybill } from "../simulation/dialogue.ts";
import type { Performance } from "../simulation/performance.ts";
import { type Replayed, replay } from "../simulation/replay.ts";
import { openStage } from "../simulation/stage.ts";
import { trials } from "../simulation/trials.ts";
import { readWords } from "../words-given.ts";

const USAGE = `Usage:
  npm run simulate -- dialogues <folder> [--prompts <folder>] [--times 1] [--seed <word>] [--show]
      plays scripted customers against the desk's content and says which do not end as they should;
      from the second time on with other pauses, bursts and cuts, which the seed decides
  npm run simulate -- replay --prompts <folder> [--days 7] [--most 100]
      plays the desk's own past conversations against its content and against another, and shows every difference
Nothing is sent to anybody: both play on a database that is thrown away.`;

const OWN_PROMPTS = join(projectRoot, "prompts");

const SHAPE = {
  allowPositionals: true,
  options: {
    prompts: { type: "string" },
    show: { type: "boolean", default: false },
    times: { type: "string", default: "1" },
    seed: { type: "string" },
    days: { type: "string", default: "7" },
    most: { type: "string", default: "100" },
  },
} as const;

type Words = ReturnType<typeof parseArgs<typeof SHAPE>>;

async function main(words: readonly string[]): Promise<number> {
  const given = readWords(words, SHAPE);
  if (!given.ok) return refuse(`${given.error}.\n${USAGE}`);
  const read = given.value;
  const [task, folder] = read.positionals;
  if (task === "dialogues" && folder) return dialogues(resolve(folder), read);
  if (task === "replay" && read.values.prompts) return replayPast(resolve(read.values.prompts), read);
  return refuse(USAGE);
}

async function dialogues(folder: string, { values }: Words): Promise<number> {
  const read = existsSync(folder) ? readPlaybill(folder) : null;
  if (!read) return refuse(`There is no folder ${folder}.`);
  if (!read.ok) return refuse(describeFaults(read.error));
  const times = Number(values.times);
  if (!Number.isInteger(times) || times < 1) return refuse("--times is a whole number from 1.");
  const seed = values.seed ?? randomBytes(4).toString("hex");
  const { settings, dialogues: scripts } = read.value;
  const prompts = resolve(values.prompts ?? OWN_PROMPTS);
  const stage = await openStage({ prompts, environment: processEnvironment(), settings });
  const broken = new Set<string>();
  try {
    for await (const { dialogue, nth, played, faults } of trials(stage, scripts, { from: 1, to: times, seed })) {
      const holds = faults.length === 0;
      if (!holds) broken.add(dialogue.id);
      console.log(`${holds ? "holds " : "BREAKS"}  ${dialogue.id}${times > 1 ? ` ${nth}` : ""}`);
      for (const fault of faults) console.log(`          ${fault}`);
      if (values.show) console.log(transcript(played));
    }
  } finally {
    await stage.close();
  }
  const held = scripts.length - broken.size;
  if (times > 1) console.log(`\nSeed ${seed}: --seed ${seed} plays the same again.`);
  console.log(
    `\n${held} of ${scripts.length} dialogues end as they should${times > 1 ? `, ${times} times each` : ""}.`,
  );
  return broken.size === 0 ? 0 : 1;
}

async function replayPast(tried: string, { values }: Words): Promise<number> {
  if (!existsSync(tried)) return refuse(`There is no folder ${tried}.`);
  const config = readConfig(processEnvironment());
  if (!config.ok) return refuse(config.error.join("\n"));
  const opened = await openDatabase(config.value, () => {});
  if (!opened.ok) return refuse(`${opened.error.message} ${opened.error.hint}`);
  const { sql, close } = connect(opened.value.connection, 1);
  try {
    await sql`set session characteristics as transaction read only`;
    const wanted = { days: Number(values.days), most: Number(values.most) };
    const environment = processEnvironment();
    return tell(await replay({ sql, present: OWN_PROMPTS, tried, wanted, environment }));
  } finally {
    await close();
    await opened.value.close();
  }
}

function tell({ conversations, changed }: Replayed): number {
  const column = (text: string) => text.replaceAll("\n", "\n          ");
  for (const { id, differences } of changed) {
    console.log(`\nConversation ${id}`);
    for (const { what, now, tried } of differences)
      console.log(`  ${what}\n    now   ${column(now)}\n    then  ${column(tried)}`);
  }
  console.log(`\n${changed.length} of ${conversations} past conversations would go another way.`);
  return 0;
}

function transcript({ lines }: Performance): string {
  return lines
    .map(({ author, text }) => `    ${author.padEnd(9)}${text.replaceAll("\n", `\n${" ".repeat(13)}`)}`)
    .join("\n");
}

function refuse(why: string): number {
  console.error(why);
  return 2;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
