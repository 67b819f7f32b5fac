import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { answerTimes, p99 } from "../account.ts";
import { atLeast, atMost, exactly, told, unchanged } from "../figures.ts";
import { judge } from "../judge.ts";
import { newcomers } from "../load.ts";
import { startModel } from "../model.ts";
import type { Row } from "../row.ts";
import { openScene, type Scene } from "../scene.ts";
import { aMessage } from "../telegram-line.ts";

const SPENDER = 666;
const PER_SECOND = 100;
const MINUTE_MS = 60_000;

/** The minute of the spender's budget is over, without waiting for it. */
const endMinute = async ({ ask }: Scene): Promise<void> => {
  await ask(
    ({ sql }) => sql`
      update conversations set window_started_at = window_started_at - interval '1 minute', due_at = now()
      where thread_id = ${String(SPENDER)}`,
  );
};

export const flood: Row = {
  name: "flood",
  title: "One customer who floods the desk",
  done: `One contact sends ${PER_SECOND} messages a second while others write as ever.`,
  needs: [],
  limit: { quick: 180, full: 600 },
  async play(stage) {
    const model = await startModel(() => stage.random() * 300);
    stage.defer(model.close);
    const scene = await openScene(stage, { environment: { OPENAI_BASE_URL: model.url } });
    const { poster, platform } = scene;
    const perSecond = stage.size(5, 10);
    const lastsMs = stage.size(3_000, MINUTE_MS);
    const before = newcomers(poster, perSecond);
    await pause(lastsMs);
    await before.stop();

    const others = newcomers(poster, perSecond, before.texts.length);
    const beganAt = performance.now();
    const posted: Promise<void>[] = [];
    for (let index = 0; performance.now() - beganAt < lastsMs; index += 1) {
      posted.push(poster.posts(SPENDER, { message: aMessage(900_000 + index, SPENDER, `order #${10_000 + index}?`) }));
      await pause(Math.max(0, beganAt + ((index + 1) * 1000) / PER_SECOND - performance.now()));
    }
    await Promise.all(posted);
    const floodedMs = performance.now() - beganAt;
    await others.stop();
    await stage.size(
      () => endMinute(scene),
      async () => {},
    )();
    await judge(stage, scene, { duplicates: 0, within: 120 });

    const times = answerTimes(poster, platform);
    const notices = await scene.ask(
      ({ sql }) => sql<{ at: Date }[]>`
        select m.created_at as at from messages m join conversations c on c.id = m.conversation_id
        where c.thread_id = ${String(SPENDER)} and m.author = 'system'`,
    );
    const noticedAt = notices[0]?.at ?? new Date();
    const [turns] = await scene.ask(
      ({ sql }) => sql<{ count: number }[]>`
        select count(*)::int as count from turns t join conversations c on c.id = t.conversation_id
        where c.thread_id = ${String(SPENDER)} and t.started_at > ${noticedAt} and t.outcome = 'released'`,
    );
    const [stored] = await scene.ask(
      ({ sql }) => sql<{ count: number }[]>`
        select count(*)::int as count from messages m join conversations c on c.id = m.conversation_id
        where c.thread_id = ${String(SPENDER)} and m.author = 'customer'`,
    );
    const minutes = Math.ceil(floodedMs / MINUTE_MS) + 1;
    stage.note(
      told("the spender's messages a second", (posted.length * 1000) / floodedMs),
      exactly("the spender's messages kept", stored?.count ?? 0, posted.length),
      exactly("notices to the spender", notices.length, 1),
      atMost("answers to the spender after the notice", turns?.count ?? 0, minutes),
      atLeast("answers to the spender after the notice", turns?.count ?? 0, 1),
      unchanged("the others, 99 of 100", p99(times, others.texts), p99(times, before.texts)),
    );
  },
};
