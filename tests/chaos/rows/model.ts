import { setTimeout as pause } from "node:timers/promises";
import { percentile } from "../../bench/table.ts";
import { answerTimes, p99 } from "../account.ts";
import { duration, none, told, unchanged, within } from "../figures.ts";
import { judge } from "../judge.ts";
import { FIRST_NEWCOMER, newcomers } from "../load.ts";
import { MODEL_FAULTS, type Model, type ModelFault, startModel } from "../model.ts";
import type { Row, Stage } from "../row.ts";
import { openScene, type Scene } from "../scene.ts";
import { until } from "../wait.ts";

const THINKING_MS = 300;
/** It probes every 15 seconds, and a probe may take as long as the deadline. */
const BACK_WITHIN_MS = 30_000;
const OPENS_WITHIN_MS = 10_000;
/** Beyond the deadline: the quiet time of a burst and the way to the platform. */
const GRACE_MS = 2_000;

interface Outage {
  readonly name: string;
  readonly fault: () => ModelFault;
}

interface Outcome {
  readonly name: string;
  readonly p99Ms: number;
  readonly opensMs: number;
  readonly backMs: number;
}

/** The first turn that was begun since, of which this is true: how long after it ended, in ms. */
async function firstTurn(
  scene: Scene,
  since: Date,
  like: "not asked" | "by the model",
  limitMs: number,
): Promise<number> {
  const row = await scene.ask(({ sql }) => {
    const look = async () => {
      const [row] = await sql<{ finishedAt: Date }[]>`
        select finished_at from turns
        where started_at >= ${since} and case when ${like} = 'not asked'
          then engine_note like 'breaker_open%' else engine = 'openai' end
        order by finished_at limit 1`;
      return row;
    };
    return until(look, `a turn ${like}`, limitMs).catch(() => undefined);
  });
  return row ? row.finishedAt.getTime() - since.getTime() : Number.POSITIVE_INFINITY;
}

async function suffer(
  scene: Scene,
  model: Model,
  { name, fault }: Outage,
  plan: { readonly perSecond: number; readonly lastsMs: number; readonly firstIndex: number },
): Promise<{
  readonly outcome: Omit<Outcome, "p99Ms">;
  readonly texts: readonly string[];
  readonly during: readonly string[];
}> {
  const since = new Date();
  const beganAt = performance.now();
  model.fault = fault;
  const writing = newcomers(scene.poster, plan.perSecond, plan.firstIndex);
  const opensMs = await firstTurn(scene, since, "not asked", plan.lastsMs);
  await pause(Math.max(0, plan.lastsMs - (performance.now() - beganAt)));
  const during = [...writing.texts];
  model.fault = () => null;
  const backMs = await firstTurn(scene, new Date(), "by the model", BACK_WITHIN_MS + 10_000);
  await writing.stop();
  return { outcome: { name, opensMs, backMs }, texts: writing.texts, during };
}

function outagesOf(stage: Stage): readonly Outage[] {
  const drawn = (): ModelFault => MODEL_FAULTS[Math.floor(stage.random() * MODEL_FAULTS.length)] ?? "hang";
  const each = MODEL_FAULTS.map((fault) => ({ name: fault, fault: () => fault }));
  return stage.size([{ name: "each call in another way", fault: drawn }], each);
}

export const modelOutage: Row = {
  name: "model",
  title: "A model that fails, in each way in which one can",
  done: "While new customers write, the model hangs, answers 429, 503, half an answer, a page of HTML, nothing, or asks for a tool that does not exist; then it is well again.",
  needs: [],
  limit: { quick: 180, full: 2_400 },
  async play(stage) {
    const model = await startModel(() => stage.random() * THINKING_MS);
    stage.defer(model.close);
    const deadlineMs = stage.size(1_000, 8_000);
    const environment = {
      OPENAI_BASE_URL: model.url,
      MODEL_DEADLINE_MS: String(deadlineMs),
      TURN_QUIET_MS: stage.size("50", "1500"),
    };
    const scene = await openScene(stage, { environment });
    const { poster, platform } = scene;
    const perSecond = stage.size(10, 20);
    const well = newcomers(poster, perSecond);
    await pause(stage.size(2_000, 30_000));
    await well.stop();
    const wellUntil = poster.answers.length;

    const texts: string[] = [...well.texts];
    const suffered = [];
    for (const outage of outagesOf(stage)) {
      const plan = { perSecond, lastsMs: stage.size(5_000, 60_000), firstIndex: texts.length };
      const one = await suffer(scene, model, outage, plan);
      texts.push(...one.texts);
      suffered.push(one);
    }
    await judge(stage, scene, { duplicates: 0 });

    const times = answerTimes(poster, platform);
    const often = texts.filter((_, index) => platform.sentTo(FIRST_NEWCOMER + index).length !== 1);
    const broken = poster.answers.filter(({ status }) => status !== 200);
    stage.note(
      none("customers answered other than once", often),
      none(
        "webhooks not answered with 200",
        broken.map(({ status }) => String(status)),
      ),
      told("answered while it is well, 99 of 100", duration(p99(times, well.texts))),
    );
    for (const { outcome, during } of suffered) {
      stage.note(
        within(`${outcome.name}: answered, 99 of 100`, p99(times, during), deadlineMs + GRACE_MS),
        within(`${outcome.name}: no longer asked after`, outcome.opensMs, OPENS_WITHIN_MS),
        within(`${outcome.name}: asked again after it is well`, outcome.backMs, BACK_WITHIN_MS),
      );
    }
    const posts = poster.answers.map(({ ms }) => ms);
    const before = percentile(posts.slice(0, wellUntil), 99);
    stage.note(unchanged("webhook, 99 of 100", percentile(posts.slice(wellUntil), 99), before));
  },
};
