import { median } from "../../bench/table.ts";
import { duration, told, within } from "../figures.ts";
import { judge } from "../judge.ts";
import { customersWrite } from "../load.ts";
import type { Row, Stage } from "../row.ts";
import { openScene, strike } from "../scene.ts";

const LOAD = {
  quick: { kills: 3, messages: 240, chats: 120, perSecond: 80 },
  full: { kills: 20, messages: 2_000, chats: 1_000, perSecond: 40 },
};
/** What a person takes for "it was hardly away". */
const READY_MS = { embedded: 3_000, postgres: 1_500 };

async function killAgainAndAgain(stage: Stage, store: "embedded" | "postgres"): Promise<void> {
  const { kills, ...load } = stage.size(LOAD.quick, LOAD.full);
  const scene = await openScene(stage, { store, redelivered: 0.05 });
  const writing = customersWrite(scene.poster, load, stage.random);
  const restarts: number[] = [];
  await strike(scene, stage, { blows: kills, messages: load.messages }, async () => {
    await scene.desk.kill();
    restarts.push(await scene.desk.start());
  });
  await writing;
  stage.note(
    told("kills", kills),
    told("load", `${load.messages} messages from ${load.chats} chats at ${load.perSecond}/s`),
    told("first start", duration(scene.firstStartMs)),
    within("restart to ready, half of them", median(restarts), READY_MS[store]),
    within("restart to ready, the longest", Math.max(...restarts), 2 * READY_MS[store]),
  );
  await judge(stage, scene, { duplicates: "broken off" });
}

const limit = { quick: 180, full: 900 };

export const kills: Row = {
  name: "kills",
  title: "A server that is killed again and again, on PostgreSQL",
  done: "The process gets SIGKILL somewhere in each part of the load and is started again at once; 5 % of the updates are delivered twice.",
  needs: ["postgres"],
  limit,
  play: (stage) => killAgainAndAgain(stage, "postgres"),
};

export const killsEmbedded: Row = {
  name: "kills-embedded",
  title: "The same on the embedded database",
  done: "As above; the database dies with the process each time.",
  needs: [],
  limit,
  play: (stage) => killAgainAndAgain(stage, "embedded"),
};
