import type { DeskProcess } from "../../support/process.ts";
import { none, told, within } from "../figures.ts";
import { judge } from "../judge.ts";
import { complaint, customersWrite } from "../load.ts";
import type { Row } from "../row.ts";
import { openScene, strike } from "../scene.ts";

const STOPS_WITHIN_MS = 10_000;
const LOAD = {
  quick: { stops: 2, messages: 160, chats: 80, perSecond: 80 },
  full: { stops: 10, messages: 2_000, chats: 1_000, perSecond: 40 },
};

/** Asks a desk to stop. @returns how long it took, and what was not in good order */
async function stopOnce(desk: DeskProcess): Promise<{ readonly ms: number; readonly untidy: readonly string[] }> {
  const { code, signal, ms } = await desk.terminate();
  const ended = code === 0 ? [] : [`ended with ${code ?? signal}`];
  const left = desk.postgres().length === 0 ? [] : ["the database was left behind"];
  return { ms, untidy: [...ended, ...left] };
}

export const stop: Row = {
  name: "stop",
  title: "A desk that is asked to stop, under load",
  done: "The process gets SIGTERM somewhere in each part of the load, and is started again.",
  needs: [],
  limit: { quick: 180, full: 600 },
  async play(stage) {
    const { stops, ...load } = stage.size(LOAD.quick, LOAD.full);
    const scene = await openScene(stage, { redelivered: 0.05 });
    const writing = customersWrite(scene.poster, load, stage.random);
    const ends: Awaited<ReturnType<typeof stopOnce>>[] = [];
    await strike(scene, stage, { blows: stops, messages: load.messages }, async () => {
      ends.push(await stopOnce(scene.desk));
      await scene.desk.start();
    });
    await writing;
    stage.note(
      told("stops", stops),
      none(
        "ended other than in good order",
        ends.flatMap(({ untidy }) => untidy),
      ),
      within("the longest stop", Math.max(...ends.map(({ ms }) => ms)), STOPS_WITHIN_MS),
    );
    await judge(stage, scene, { duplicates: 0 });
  },
};

export const stopHanging: Row = {
  name: "stop-hanging",
  title: "A desk that is asked to stop while a send hangs and a page is open",
  done: "The messenger does not answer a send, and a visitor's page listens for news; then the process gets SIGTERM.",
  needs: [],
  limit: { quick: 180, full: 600 },
  async play(stage) {
    const scene = await openScene(stage);
    const { platform, desk, poster } = scene;
    platform.failNext("sendMessage", { kind: "hang" });
    await poster.says(1, complaint(0));
    await platform.calls("sendMessage", 1);
    const page = await openPage(desk.url);
    const { ms, untidy } = await stopOnce(desk);
    page.abort();
    await desk.start();
    await platform.calls("sendMessage", 2);
    stage.note(none("ended other than in good order", untidy), within("the stop", ms, STOPS_WITHIN_MS));
    await judge(stage, scene, { duplicates: 0 });
  },
};

/** A web chat that listens: its stream never ends by itself. */
async function openPage(url: string): Promise<AbortController> {
  const headers = { "content-type": "application/json" };
  const session = await fetch(`${url}/api/chat/sessions`, { method: "POST", headers, body: "{}" });
  const { token } = (await session.json()) as { token: string };
  const page = new AbortController();
  const authorization = `Bearer ${token}`;
  const events = await fetch(`${url}/api/chat/events`, { headers: { authorization }, signal: page.signal });
  if (events.status !== 200) throw new Error(`The stream of news answered ${events.status}.`);
  return page;
}
