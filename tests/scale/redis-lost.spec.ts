import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { connect } from "../../src/db/connect.ts";
import { readChats, takeAccount, unfinished } from "../chaos/account.ts";
import { webhookPoster } from "../chaos/telegram-line.ts";
import { startDebianPostgres } from "../support/debian-postgres.ts";
import { restClient } from "../support/desk-wire.ts";
import { type DeskProcess, deskProcess } from "../support/process.ts";
import { redisServer } from "../support/redis.ts";
import { describeWith } from "../support/require.ts";
import { startTelegramApi } from "../support/telegram-api.ts";

const API_TOKEN = "scale-0123456789abcdef";
const SECRET = "scale-secret";
const MESSAGES = 600;
const LOSSES = 10;
const MESSAGES_PER_SECOND = 100;

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describeWith("postgres", "a desk whose Redis is lost again and again", (bin) =>
  describeWith("redis", "in the middle of load", (program) => {
    it("answers every message once, in order, soon after, and is never restarted", async () => {
      const postgres = await startDebianPostgres(bin);
      cleanups.push(postgres.stop);
      const redis = await redisServer(program);
      cleanups.push(redis.stop);
      await redis.start();
      const platform = await startTelegramApi();
      cleanups.push(platform.close);
      const environment = {
        API_TOKEN,
        DATABASE_URL: postgres.url,
        REDIS_URL: redis.url,
        SECRETS_KEY: "k".repeat(32),
        TELEGRAM_BOT_TOKEN: platform.token,
        TELEGRAM_API_ROOT: platform.root,
        TELEGRAM_WEBHOOK_SECRET: SECRET,
        TURN_QUIET_MS: "50",
      };
      const processes: DeskProcess[] = [];
      for (const role of ["web", "worker", "worker"]) {
        const started = await deskProcess(environment, ["--role", role]);
        cleanups.push(started.close);
        processes.push(started);
      }
      await Promise.all(processes.map((each) => each.start()));
      const web = processes[0]?.url ?? "";

      const poster = webhookPoster(web, SECRET, () => false);
      const posting = (async () => {
        const accepted: Promise<void>[] = [];
        for (let index = 0; index < MESSAGES; index += 1) {
          accepted.push(poster.says(700_000 + index, `My order #${10_000 + index} never arrived`));
          await pause(1000 / MESSAGES_PER_SECOND);
        }
        await Promise.all(accepted);
      })();
      for (let loss = 1; loss <= LOSSES; loss += 1) {
        await poster.reached(Math.floor((loss * MESSAGES) / (LOSSES + 1)));
        if (loss % 2 === 0) {
          await redis.ask((asked) => asked.flushall());
        } else {
          await redis.kill();
          await pause(200);
          await redis.start();
        }
      }
      await posting;
      const database = connect({ url: postgres.url }, 2);
      cleanups.push(database.close);
      const began = performance.now();
      await expect.poll(() => unfinished(database), { timeout: 30_000, interval: 20 }).toBe(0);
      const drainedMs = Math.round(performance.now() - began);

      const account = takeAccount(
        poster.accepted,
        await readChats(
          restClient(
            () => web,
            () => API_TOKEN,
          ),
        ),
        platform,
      );
      console.table({ losses: LOSSES, accepted: poster.count, lost: account.lost.length, drainedMs });
      expect(poster.count).toBe(MESSAGES);
      expect(account).toMatchObject({ lost: [], outOfOrder: [], crossed: [], duplicates: 0 });
      expect(processes.flatMap(({ errors }) => errors)).toEqual([]);
    }, 60_000);
  }),
);
