import { performance } from "node:perf_hooks";
import { Pool } from "undici";
import type { Database } from "../../src/db/connect.ts";
import { percentile } from "../bench/table.ts";
import { exactly, none, told } from "../chaos/figures.ts";
import { startModel } from "../chaos/model.ts";
import type { Row, Stage } from "../chaos/row.ts";
import { inParallel } from "../chaos/wait.ts";
import { deskProcess } from "../support/process.ts";
import { bodySource } from "./bodies.ts";
import { ASSAILED, type Assailed, PUBLIC_URL, type Shot } from "./platforms.ts";

const AT_ONCE = 16;
const BATCH = 2_000;
/** What whoever proved nothing is told: that, or that there is no such thing. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 405, 413]);
/** What a proved body may come to: taken, not readable, of another account, too large. */
const ANSWERS: ReadonlySet<number> = new Set([200, 400, 401, 413]);
/** A prime, so that each claim has its turn with it. */
const OVERSIZED_EVERY = 499;
const TOO_LARGE = "x".repeat(5 * 1024 * 1024);

/** Everything that is written because somebody wrote. */
async function written({ sql }: Database): Promise<number> {
  const [row] = await sql<{ rows: number }[]>`
    select (select count(*) from inbound_events) + (select count(*) from contacts) + (select count(*) from conversations)
      + (select count(*) from messages) + (select count(*) from outbox) + (select count(*) from early_statuses) as rows`;
  return Number(row?.rows);
}

/** What came of many requests. */
interface Toll {
  readonly ms: number[];
  readonly answers: Map<number, number>;
  /** Those that were answered otherwise than they may be. */
  readonly wrong: string[];
}

async function fire(pool: Pool, count: number, next: () => Shot, allowed: ReadonlySet<number>): Promise<Toll> {
  const toll: Toll = { ms: [], answers: new Map(), wrong: [] };
  for (let done = 0; done < count; done += BATCH) {
    const shots = Array.from({ length: Math.min(BATCH, count - done) }, next);
    await inParallel(shots, AT_ONCE, async (shot) => {
      const status = await answerTo(pool, shot, toll);
      toll.answers.set(status, (toll.answers.get(status) ?? 0) + 1);
      if (!allowed.has(status)) toll.wrong.push(`${status} to ${shot.method} ${shot.path} ${excerpt(shot)}`);
    });
  }
  return toll;
}

const excerpt = ({ body }: Shot): string => JSON.stringify(Buffer.from(body).toString("utf8").slice(0, 300));

/** @returns 413 where the desk hung up in the middle of a body beyond every limit, 0 where nobody answered */
async function answerTo(pool: Pool, shot: Shot, toll: Toll, isLast = false): Promise<number> {
  const { method, path, headers, body } = shot;
  const began = performance.now();
  try {
    const answer = await pool.request({ method, path, headers, ...(body.length > 0 && { body }) });
    await answer.body.dump();
    toll.ms.push(performance.now() - began);
    return answer.statusCode;
  } catch {
    if (body === TOO_LARGE) return 413;
    // The desk hangs up after a body beyond every limit; the next request may still have taken that connection.
    return isLast ? 0 : answerTo(pool, shot, toll, true);
  }
}

const spread = ({ answers }: Toll): string =>
  [...answers]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`)
    .join(", ");

/** The desk with all of these platforms configured, which think nothing and send nothing within the time of a row. */
const ENVIRONMENT = {
  API_TOKEN: "a-service-token-for-the-tests",
  SECRETS_KEY: "k".repeat(32),
  PUBLIC_URL,
  TURN_QUIET_MS: "60000",
  TURN_MAX_WAIT_MS: "600000",
};

/** Posts to the desk in the name of every platform what no platform posts. */
export const webhooks: Row = {
  name: "webhooks",
  title: "Hostile webhooks",
  done: "In the name of each platform: mutated and arbitrary bodies, half of them proved, and requests with every proof that is none, by every method.",
  needs: [],
  limit: { quick: 120, full: 3_600 },
  async play(stage) {
    const model = await startModel(() => 20);
    stage.defer(model.close);
    const platforms = ASSAILED.flatMap((platform) => Object.entries(platform.environment));
    const environment = { ...ENVIRONMENT, ...Object.fromEntries(platforms), OPENAI_BASE_URL: model.url };
    const desk = await deskProcess(environment);
    stage.defer(desk.close);
    await desk.start();
    const pool = new Pool(desk.url, { connections: AT_ONCE });
    stage.defer(() => pool.close());
    const database = desk.database();
    stage.defer(() => database.close());

    for (const platform of ASSAILED) await forge(stage, platform, pool);
    stage.note(exactly("rows after all that was not proved", await written(database), 0));
    stage.note(exactly("calls of the model after all that was not proved", model.asked.length, 0));
    for (const platform of ASSAILED) await prove(stage, platform, pool);
    stage.note(
      exactly("processes that ended", desk.isRunning ? 0 : 1, 0),
      none("errors in the log", desk.errors),
      told("rows after what was proved", await written(database)),
    );
  },
};

async function forge({ size, random, note }: Stage, { name, unproved, ...platform }: Assailed, pool: Pool) {
  const bodies = bodySource(platform.fixtures, platform.encode, random);
  let turn = 0;
  const next = (): Shot => {
    const claim = unproved[turn++ % unproved.length];
    if (!claim) throw new Error("unreachable: there is always a claim");
    const body = turn % OVERSIZED_EVERY === 0 ? TOO_LARGE : random() < 0.5 ? bodies.next() : real(platform, random);
    return claim(body);
  };
  const toll = await fire(pool, size(1_500, 60_000), next, REFUSALS);
  note(told(`${name}: not proved`, spread(toll)), none(`${name}: not proved and not refused`, toll.wrong));
}

/** A body as the platform writes it: only its proof is missing. */
const real = ({ fixtures }: Pick<Assailed, "fixtures">, random: () => number): string =>
  fixtures[Math.floor(random() * fixtures.length)] ?? "";

async function prove({ size, random, note }: Stage, { name, proved, fixtures, encode }: Assailed, pool: Pool) {
  const bodies = bodySource(fixtures, encode, random);
  let turn = 0;
  const next = (): Shot => proved(++turn % OVERSIZED_EVERY === 0 ? TOO_LARGE : bodies.next());
  const toll = await fire(pool, size(1_500, 50_000), next, ANSWERS);
  const p99 = `${percentile(toll.ms, 99).toFixed(1)} ms`;
  note(
    told(`${name}: proved and malformed`, spread(toll)),
    none(`${name}: malformed and answered wrongly`, toll.wrong),
    told(`${name}: 99 of 100 answered within`, p99),
  );
}
