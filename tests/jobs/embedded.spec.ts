import { afterAll, beforeAll } from "vitest";
import { connect, type Database } from "../../src/db/connect.ts";
import { embeddedJobs } from "../../src/jobs/embedded.ts";
import { postgresSignals } from "../../src/live/signals.ts";
import type { Queue } from "../../src/ports/jobs.ts";
import { jobsContract } from "../contract/jobs.ts";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";

let test: TestDatabase;
let databases: readonly [Database, Database];
beforeAll(async () => {
  test = await testDatabase();
  databases = [connect(test.connection, 2), connect(test.connection, 2)];
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await test.drop();
});

jobsContract(async (options) => {
  const errors: { queue: Queue; error: unknown }[] = [];
  const onError = (queue: Queue, error: unknown) => void errors.push({ queue, error });
  const signals = databases.map(({ sql }) => postgresSignals(sql, (error) => onError("sweep", error)));
  const [here, there] = await Promise.all(signals.map((each) => embeddedJobs({ ...options, signals: each, onError })));
  if (!here || !there) throw new Error("Two were asked for.");
  return {
    here,
    there,
    errors,
    async close() {
      await Promise.all([here.stop(), there.stop()]);
      await Promise.all(signals.map((each) => each.close()));
    },
  };
});
