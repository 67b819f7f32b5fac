import { setTimeout as pause } from "node:timers/promises";
import { told, within } from "../figures.ts";
import { judge, quiet } from "../judge.ts";
import { customersWrite } from "../load.ts";
import type { Row } from "../row.ts";
import { openScene, type Scene, strike } from "../scene.ts";

const LOAD = {
  quick: { losses: 4, messages: 320, chats: 320, perSecond: 80 },
  full: { losses: 10, messages: 2_000, chats: 1_000, perSecond: 40 },
};

/** Takes Redis away for a moment, or everything in it. */
export async function loseRedis({ redis }: Scene, how: "killed" | "emptied"): Promise<void> {
  if (!redis) throw new Error("The scene has no Redis.");
  if (how === "emptied") return void (await redis.ask((asked) => asked.flushall()));
  await redis.kill();
  await pause(200);
  await redis.start();
}

export const redisLost: Row = {
  name: "redis",
  title: "A desk whose Redis is lost again and again",
  done: "Redis is killed and comes back empty, or is emptied by FLUSHALL, in turn, in the middle of the load; no process of the desk is restarted.",
  needs: ["postgres", "redis"],
  limit: { quick: 180, full: 600 },
  async play(stage) {
    const { losses, ...load } = stage.size(LOAD.quick, LOAD.full);
    const roles = ["web", "worker", "worker"] as const;
    const scene = await openScene(stage, { store: "postgres", redis: true, roles });
    const writing = customersWrite(scene.poster, load, stage.random);
    await strike(scene, stage, { blows: losses, messages: load.messages }, (index) =>
      loseRedis(scene, index % 2 === 0 ? "killed" : "emptied"),
    );
    const lostAt = performance.now();
    await writing;
    const writtenAt = performance.now();
    await quiet(scene);
    stage.note(
      told("losses", losses),
      told("from the last loss to the last message", `${Math.round((writtenAt - lostAt) / 1000)} s`),
      within("all answered after the last message", performance.now() - writtenAt, 30_000),
    );
    await judge(stage, scene, { duplicates: 0 });
  },
};
