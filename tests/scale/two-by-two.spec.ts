import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DebianPostgres, startDebianPostgres } from "../support/debian-postgres.ts";
import { agentAt } from "../support/desk-agent.ts";
import { openVisitor } from "../support/desk-visitor.ts";
import { restClient } from "../support/desk-wire.ts";
import { type DeskProcess, deskProcess, MAIN } from "../support/process.ts";
import { type RedisServer, redisServer } from "../support/redis.ts";
import { describeWith } from "../support/require.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";

const VISITORS = 12;
const API_TOKEN = "scale-0123456789abcdef";

/** Both programs, or the suite is skipped with the name of the one that is missing. */
function describeScale(title: string, define: (bin: string, redis: string) => void): void {
  describeWith("postgres", title, (bin) => describeWith("redis", "with Redis", (redis) => define(bin, redis)));
}

describeScale("two web processes and two workers on one database", (bin, redisProgram) => {
  let postgres: DebianPostgres;
  let redis: RedisServer;
  let platform: TelegramApi;
  const processes: DeskProcess[] = [];
  let webs: readonly DeskProcess[];
  let workers: readonly DeskProcess[];

  beforeAll(async () => {
    [postgres, redis, platform] = await Promise.all([
      startDebianPostgres(bin),
      redisServer(redisProgram),
      startTelegramApi(),
    ]);
    await redis.start();
    const environment = {
      API_TOKEN,
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      SECRETS_KEY: "k".repeat(32),
      TELEGRAM_BOT_TOKEN: platform.token,
      TELEGRAM_API_ROOT: platform.root,
      TURN_QUIET_MS: "50",
    };
    for (const role of ["web", "web", "worker", "worker"]) {
      processes.push(await deskProcess(environment, ["--role", role]));
    }
    webs = processes.slice(0, 2);
    workers = processes.slice(2);
    // Three at once, on an empty database: one of them makes the tables.
    const [spare] = workers.slice(1);
    await Promise.all(processes.filter((each) => each !== spare).map((each) => each.start()));
    await platform.calls("getUpdates", 1);
    await spare?.start();
  });
  afterAll(async () => {
    await Promise.all(processes.map((each) => each.close()));
    await platform?.close();
    await redis?.stop();
    await postgres?.stop();
  });

  /** Calls go to one web after the other, as a load balancer spreads them. */
  let calls = 0;
  const url = () => webs[calls++ % webs.length]?.url ?? "";

  async function aVisitor() {
    const wait = async <T>(look: () => T | undefined, what: () => string): Promise<T> => {
      await expect.poll(look, { message: what() }).toBeDefined();
      return look() as T;
    };
    const page = await openVisitor({ url, wait, changed: () => {} });
    await page.open();
    return page;
  }
  type Page = Awaited<ReturnType<typeof aVisitor>>;

  const answersNaming = ({ visitor }: Page, order: string) =>
    visitor.page.filter(({ author, text }) => author !== "customer" && text.includes(order)).length;

  let pages: readonly Page[];
  const order = (index: number, round: number) => `#${10_000 + round * 100 + index}`;
  const sayAll = (round: number) =>
    Promise.all(pages.map(({ visitor }, index) => visitor.says(`My order ${order(index, round)} never arrived`)));
  const answered = (round: number) => pages.map((page, index) => answersNaming(page, order(index, round)));
  const onceEach = Array.from({ length: VISITORS }, () => 1);
  let killedAt: number;

  it("answer what comes in through both webs", async () => {
    pages = await Promise.all(Array.from({ length: VISITORS }, aVisitor));
    await sayAll(0);
    await expect.poll(() => answered(0)).toEqual(onceEach);
  });

  it("show at one web what was done at the other", async () => {
    const [here, there] = webs.map((web) =>
      restClient(
        () => web.url,
        () => API_TOKEN,
      ),
    );
    if (!here || !there) throw new Error("Two were started.");
    const page = await aVisitor();
    await page.visitor.says("I want to talk to a person");
    await page.visitor.reply();
    await agentAt(there, "sara").takes(page.visitor.id);
    await agentAt(here, "sara").says(page.visitor.id, "Hello, I am with you.");
    const fromAgent = () => page.visitor.page.filter(({ author }) => author === "agent").map(({ text }) => text);
    await expect.poll(fromAgent).toEqual(["Hello, I am with you."]);
    await page.close();
  });

  it("go on when a worker is killed in the middle of work", async () => {
    const posting = sayAll(1);
    await expect.poll(() => answered(1).some((count) => count > 0), { interval: 2 }).toBe(true);
    await workers[0]?.kill();
    killedAt = performance.now();
    await posting;
    const late = await aVisitor();
    await late.visitor.says("My order #19999 never arrived");
    await expect.poll(() => answersNaming(late, "#19999")).toBe(1);
    await late.close();
  });

  it("ask Telegram for news in one worker alone; the other took over from the one that was killed", async () => {
    const sara = platform.customer({ id: 41 });
    sara.says("My order #40001 never arrived");
    const answers = () => platform.sentTo(41).filter(({ text }) => text.includes("#40001")).length;
    await expect.poll(answers).toBe(1);
    // Each connects when it begins to listen, and not before.
    expect(platform.journal.filter(({ method }) => method === "getMe")).toHaveLength(2);
  });

  it("go on without Redis", async () => {
    await redis.kill();
    const page = await aVisitor();
    await page.visitor.says("My order #29999 never arrived");
    await expect.poll(() => answersNaming(page, "#29999")).toBe(1);
    await page.close();
  });

  it("answer exactly once also what the killed worker had in hand", async () => {
    await expect.poll(() => answered(1)).toEqual(onceEach);
    console.log(`answered ${Math.round((performance.now() - killedAt) / 1000)} s after the kill`);
    for (const { visitor, close } of pages) {
      const sequences = visitor.page.map(({ sequence }) => sequence);
      expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
      await close();
    }
    expect([0, 1].map(answered)).toEqual([onceEach, onceEach]);
  });

  it("serve no pages from a worker, and give its health and figures", async () => {
    const status = async (path: string) => (await fetch(workers[1]?.url + path)).status;
    expect(await Promise.all(["/healthz", "/readyz", "/metrics"].map(status))).toEqual([200, 200, 200]);
    expect(await Promise.all(["/", "/chat", "/api/v1/conversations", "/webhooks/telegram"].map(status))).toEqual([
      404, 404, 404, 404,
    ]);
  });
});

describe("a process that cannot do what it was asked to", () => {
  const run = (words: readonly string[]) =>
    spawnSync(process.execPath, [MAIN, ...words], { env: { PATH: process.env.PATH }, encoding: "utf8" });

  it("leaves at once with 2, and says what it needs", () => {
    expect(run(["--role", "worker"])).toMatchObject({ status: 2, stderr: expect.stringContaining("DATABASE_URL") });
    expect(run(["--fast"])).toMatchObject({ status: 2, stderr: expect.stringContaining("Usage: npm start") });
  });
});
