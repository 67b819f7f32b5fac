import { join } from "node:path";
import { readConfig } from "../../../src/config.ts";
import { connect, type Database } from "../../../src/db/connect.ts";
import { DATABASE } from "../../../src/db/embedded/ask.ts";
import { ROLE } from "../../../src/db/embedded/initdb.ts";
import { PORT } from "../../../src/db/embedded/socket-directory.ts";
import { createLog } from "../../../src/log.ts";
import { movableClock } from "../../support/desk-clock.ts";
import { freePort } from "../../support/free-port.ts";
import { startTelegramApi } from "../../support/telegram-api.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { stuck, unfinished } from "../account.ts";
import { exactly, none, told } from "../figures.ts";
import { complaint } from "../load.ts";
import { startModel } from "../model.ts";
import type { Row } from "../row.ts";
import { webhookPoster } from "../telegram-line.ts";
import { inParallel, untilTrue } from "../wait.ts";

const SECRET = "chaos-secret";
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
  done: `Each update is posted ${COPIES} times at the same moment, all of them twice more after their answers, and once more ${HOURS} hours later by the desk's clock.`,
  needs: [],
  limit: { quick: 180, full: 600 },
  async play(stage) {
    const platform = await startTelegramApi({ seed: stage.seed });
    stage.defer(platform.close);
    const model = await startModel(() => 20);
    stage.defer(model.close);
    // In this process, because the clock of another cannot be moved.
    const folder = tempFolder();
    stage.defer(async () => folder.remove());
    const clock = movableClock();
    const config = readConfig({
      PORT: String(await freePort()),
      DATA_DIR: folder.path,
      TELEGRAM_BOT_TOKEN: platform.token,
      TELEGRAM_API_ROOT: platform.root,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      OPENAI_BASE_URL: model.url,
      TURN_QUIET_MS: "50",
    });
    if (!config.ok) throw new Error(config.error.join("\n"));
    // Loaded where it is used: the other rows start without the whole desk in their process.
    const { startDesk } = await import("../../../src/start.ts");
    const started = await startDesk(config.value, { log: createLog("silent"), say: () => {}, clock });
    if (!started.ok) throw new Error(`${started.error.message} ${started.error.hint}`);
    stage.defer(started.value.stop);
    const socket = { host: join(folder.path, "postgres"), port: PORT, user: ROLE, database: DATABASE };
    const database = connect(socket, 2);
    stage.defer(database.close);
    const poster = webhookPoster(() => started.value.url, SECRET, { again: () => false, copies: COPIES });
    const quiet = () => untilTrue(async () => (await unfinished(database)) === 0, "a desk with nothing left to do");

    const messages = stage.size(60, 1_000);
    await inParallel(
      Array.from({ length: messages }, (_, index) => index),
      20,
      (index) => poster.says(FIRST_CHAT + index, complaint(index)),
    );
    await quiet();
    const first = await tally(database);
    const calls = model.asked.length;
    await poster.repeatAll();
    await poster.repeatAll();
    await quiet();
    const again = await tally(database);
    clock.advance(HOURS * 60);
    await poster.repeatAll();
    await quiet();
    const late = await tally(database);

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
      none("waiting for the bot with nothing under way", await stuck(database)),
    );
  },
};
