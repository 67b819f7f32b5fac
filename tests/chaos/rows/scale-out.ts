import { answerTimes } from "../account.ts";
import { none, told, within } from "../figures.ts";
import { judge } from "../judge.ts";
import { customersWrite } from "../load.ts";
import type { Row, Stage } from "../row.ts";
import { openScene, type Role, type Scene, strike } from "../scene.ts";
import { loseRedis } from "./redis.ts";

/** A turn that died with its worker is held for this long, and found by the next sweep. */
const LEASE_AND_SWEEP_MS = 33_000;

const LOAD = {
  quick: { blows: 2, messages: 240, chats: 120, perSecond: 80 },
  full: { blows: 10, messages: 2_000, chats: 1_000, perSecond: 40 },
};

interface Plan {
  readonly roles: readonly Role[];
  readonly load: {
    readonly blows: number;
    readonly messages: number;
    readonly chats: number;
    readonly perSecond: number;
  };
  readonly blow: (scene: Scene, index: number) => Promise<void>;
}

async function strikeAt(stage: Stage, { roles, load, blow }: Plan): Promise<void> {
  const { blows, ...written } = load;
  const scene = await openScene(stage, { store: "postgres", redis: true, roles, redelivered: 0.05 });
  const writing = customersWrite(scene.poster, written, stage.random);
  await strike(scene, stage, { blows, messages: written.messages }, (index) => blow(scene, index));
  await writing;
  const strange = scene.poster.answers.filter(({ status }) => status !== 200);
  stage.note(
    told("blows", blows),
    told("load", `${written.messages} messages from ${written.chats} chats at ${written.perSecond}/s`),
    none(
      "webhooks not answered with 200",
      strange.map(({ status }) => `${status}`),
    ),
  );
  await judge(stage, scene, { duplicates: "broken off", within: 120 });
  const times = [...answerTimes(scene.poster, scene.platform).values()];
  stage.note(within("the longest anybody waited", Math.max(...times), LEASE_AND_SWEEP_MS));
}

/** Kills one worker after the other; each comes back at once. */
async function killWorker(scene: Scene, roles: readonly Role[], index: number): Promise<void> {
  const workers = scene.processes.filter((_, place) => roles[place] === "worker");
  const worker = workers[index % workers.length];
  await worker?.kill();
  await worker?.start();
}

const FOUR_WORKERS: readonly Role[] = ["web", "worker", "worker", "worker", "worker"];
const TWO_BY_TWO: readonly Role[] = ["web", "web", "worker", "worker"];

export const workers: Row = {
  name: "workers",
  title: "Four workers, one killed after the other",
  done: "One of four workers gets SIGKILL somewhere in each part of the load and is started again; the others go on.",
  needs: ["postgres", "redis"],
  limit: { quick: 180, full: 1_200 },
  play: (stage) =>
    strikeAt(stage, {
      roles: FOUR_WORKERS,
      load: stage.size({ ...LOAD.quick, blows: 2 }, { blows: 50, messages: 6_000, chats: 3_000, perSecond: 40 }),
      blow: (scene, index) => killWorker(scene, FOUR_WORKERS, index),
    }),
};

export const scaleOut: Row = {
  name: "scale-out",
  title: "Two webs and two workers: workers and Redis killed in turn",
  done: "A worker gets SIGKILL and is started again, then Redis is killed and comes back empty, and so on through the load.",
  needs: ["postgres", "redis"],
  limit: { quick: 180, full: 1_200 },
  play: (stage) =>
    strikeAt(stage, {
      roles: TWO_BY_TWO,
      load: stage.size(LOAD.quick, LOAD.full),
      blow: (scene, index) => (index % 2 === 0 ? killWorker(scene, TWO_BY_TWO, index / 2) : loseRedis(scene, "killed")),
    }),
};
