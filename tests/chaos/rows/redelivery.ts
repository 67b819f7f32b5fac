import type { Database } from "../../../src/db/connect.ts";
import { stuck } from "../account.ts";
import { exactly, none, told } from "../figures.ts";
import { quiet } from "../judge.ts";
import { complaint } from "../load.ts";
import { startModel } from "../model.ts";
import type { Row } from "../row.ts";
import { openScene } from "../scene.ts";
import { inParallel } from "../wait.ts";

const COPIES = 3;
const HOURS = 23;
const FIRST_CHAT = 500_000;

/** What the desk has done so far; a redelivery adds nothing to it. */
async function tally({ sql }: Database): Promise<readonly number[]> {
  const [row] = await sql<{ said: number; answers: number; turns: number }[]>`
    select (select count(*)::int from messages where author = 'customer') as said,
      (select count(*)::int from messages where author = 'bot') as answers,
      (select count(*)::int from turns) as turns`;
  return row ? [row.said, row.answers, row.turns] : [];
}

export const redelivery: Row = {
  name: "redelivery",
  title: "Updates that are delivered again",
  done: `Each update is posted ${COPIES} times at the same moment, all of them twice more after their answers, and once more when what the desk remembers of them is ${HOURS} hours older.`,
  needs: [],
  limit: { quick: 180, full: 600 },
  async play(stage) {
    const model = await startModel(() => 20);
    stage.defer(model.close);
    const scene = await openScene(stage, { copies: COPIES, environment: { OPENAI_BASE_URL: model.url } });
    const { platform, poster } = scene;
    const messages = stage.size(60, 1_000);
    await inParallel(
      Array.from({ length: messages }, (_, index) => index),
      20,
      (index) => poster.says(FIRST_CHAT + index, complaint(index)),
    );
    await quiet(scene);
    const first = await scene.ask(tally);
    const calls = model.asked.length;
    await poster.repeatAll();
    await poster.repeatAll();
    await quiet(scene);
    const again = await scene.ask(tally);
    await scene.ask(
      ({ sql }) => sql`update inbound_events set received_at = received_at - make_interval(hours => ${HOURS})`,
    );
    await poster.repeatAll();
    await quiet(scene);
    const late = await scene.ask(tally);

    const refused = poster.answers.filter(({ status }) => status !== 200).map(({ status }) => String(status));
    const chats = Array.from({ length: messages }, (_, index) => platform.sentTo(FIRST_CHAT + index).length);
    const differs = (before: readonly number[], after: readonly number[]) =>
      before.join() === after.join() ? [] : [`messages, answers, turns: ${before.join(", ")} → ${after.join(", ")}`];
    stage.note(
      told("updates", messages),
      told("posts", poster.answers.length),
      none("posts not answered with 200", refused),
      exactly("customers' messages stored", late[0] ?? 0, messages),
      exactly("turns", first[2] ?? 0, messages),
      exactly("calls of the model", calls, messages),
      exactly("calls of the model for the repeats", model.asked.length - calls, 0),
      none("changed by repeats", differs(first, again)),
      none(`changed by repeats ${HOURS} hours later`, differs(again, late)),
      none("customers without an answer", chats.filter((count) => count === 0).map(String)),
      none("waiting for the bot with nothing under way", await scene.ask(stuck)),
    );
  },
};
