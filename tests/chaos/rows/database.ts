import { setTimeout as pause } from "node:timers/promises";
import type { DeskProcess } from "../../support/process.ts";
import { atLeast, none, told, within } from "../figures.ts";
import { judge } from "../judge.ts";
import { newcomers } from "../load.ts";
import type { Row } from "../row.ts";
import { openScene, type Scene } from "../scene.ts";
import { until } from "../wait.ts";

const BETWEEN_MS = 1_000;

/** Milliseconds after its return until the first webhook was accepted, and until the first answer went out. */
interface Recovery {
  readonly acceptedMs: number;
  readonly answeredMs: number;
}

async function outage({ postgres, poster, platform, desk }: Scene, downMs: number): Promise<Recovery> {
  if (!postgres) throw new Error("The scene has no PostgreSQL of its own.");
  await postgres.halt();
  await pause(downMs);
  const answersBefore = platform.journal.length;
  await postgres.resume();
  const backAt = performance.now();
  const accepted = await until(
    () => (desk.isRunning ? poster.answers.find(({ at, status }) => at > backAt && status === 200) : "ended"),
    "a webhook that is accepted after the database came back",
  );
  if (accepted === "ended") throw new Error(`The desk ended with its database:\n${lastWords(desk)}`);
  const answered = await until(
    () => platform.journal.slice(answersBefore).find(({ method, at }) => method === "sendMessage" && at > backAt),
    "an answer after the database came back",
  );
  return { acceptedMs: accepted.at + accepted.ms - backAt, answeredMs: answered.at - backAt };
}

/** What it wrote for the person at the terminal, and not for the log. */
const lastWords = ({ said }: DeskProcess): string =>
  said
    .filter((line) => !line.startsWith("{"))
    .slice(-6)
    .join("\n");

export const database: Row = {
  name: "database",
  title: "A database that restarts, and one that is away",
  done: "PostgreSQL is restarted again and again under load, and then stopped for a while; the desk is not touched. At last the desk is asked to stop.",
  needs: ["postgres"],
  limit: { quick: 180, full: 600 },
  async play(stage) {
    const scene = await openScene(stage, { store: "postgres" });
    const { poster, desk } = scene;
    const writing = newcomers(poster, stage.size(20, 40));
    await poster.reached(20);
    const restarts: Recovery[] = [];
    for (let restart = 0; restart < stage.size(3, 10); restart += 1) {
      restarts.push(await outage(scene, 0));
      await pause(BETWEEN_MS * (0.5 + stage.random()));
    }
    const downMs = stage.size(5_000, 30_000);
    const long = await outage(scene, downMs);
    await pause(BETWEEN_MS);
    await writing.stop();

    const refusals = poster.answers.filter(({ status }) => status !== 200);
    const strange = refusals.filter(({ status }) => status !== 503);
    stage.note(
      told("restarts", restarts.length),
      atLeast("webhooks answered with 503 meanwhile", refusals.length - strange.length, 1),
      none(
        "webhooks answered otherwise",
        strange.map(({ status }) => String(status)),
      ),
      within("accepted again after a restart, the longest", Math.max(...restarts.map((r) => r.acceptedMs)), 5_000),
      within("answers go out after a restart, the longest", Math.max(...restarts.map((r) => r.answeredMs)), 5_000),
      within(`accepted again after ${downMs / 1000} s down`, long.acceptedMs, 5_000),
      within(`answers go out after ${downMs / 1000} s down`, long.answeredMs, 5_000),
    );
    await judge(stage, scene, { duplicates: "broken off", quietLog: false });
    const ending = await desk.terminate();
    stage.note(
      none("ended other than in good order", ending.code === 0 ? [] : [ending]),
      within("the stop afterwards", ending.ms, 10_000),
    );
  },
};
