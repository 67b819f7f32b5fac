import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type Database } from "../../src/db/connect.ts";
import { type LiveEvent, openHub } from "../../src/live/hub.ts";
import { localSignals, postgresSignals, type Signals } from "../../src/live/signals.ts";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";
import { until, watch } from "../support/watch.ts";

let test: TestDatabase;
let databases: readonly Database[];
let here: Signals;
let there: Signals;
const errors: unknown[] = [];
beforeAll(async () => {
  test = await testDatabase();
  databases = [connect(test.connection, 2), connect(test.connection, 2)];
  const [one, two] = databases.map(({ sql }) => postgresSignals(sql, (error) => errors.push(error)));
  if (!one || !two) throw new Error("Two were asked for.");
  [here, there] = [one, two];
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await Promise.all(databases.map((database) => database.close()));
  await test.drop();
});

/** What is heard on a topic, one value after another. */
async function listenTo(signals: Signals, topic: string) {
  const changes = watch();
  const heard: string[] = [];
  await signals.listen(topic, (values) => {
    heard.push(...values);
    changes.changed();
  });
  return { heard, hears: (count: number) => until(changes, () => (heard.length >= count ? heard : undefined)) };
}

describe("signals", () => {
  it("reach the process that sent them and every other", async () => {
    const [own, other] = [await listenTo(here, "both"), await listenTo(there, "both")];
    here.send("both", "one");
    expect(await own.hears(1)).toEqual(["one"]);
    expect(await other.hears(1)).toEqual(["one"]);
  });

  it("stay within their topic", async () => {
    const [wanted, unwanted] = [await listenTo(there, "wanted"), await listenTo(there, "unwanted")];
    here.send("wanted", "one");
    await wanted.hears(1);
    expect(unwanted.heard).toEqual([]);
  });

  it("of one moment travel together, each value once", async () => {
    const other = await listenTo(there, "burst");
    for (const value of ["a", "b", "a", "b", "a"]) here.send("burst", value);
    await other.hears(2);
    here.send("burst", "end");
    await other.hears(3);
    expect(other.heard).toEqual(["a", "b", "end"]);
  });

  it("are cut into as many as PostgreSQL takes", async () => {
    const other = await listenTo(there, "many");
    const values = Array.from({ length: 3_000 }, (_, nth) => `c${nth}`);
    for (const value of values) here.send("many", value);
    expect(new Set(await other.hears(values.length))).toEqual(new Set(values));
    expect(errors).toEqual([]);
  });

  it("that are waiting go out when the sender closes", async () => {
    const other = await listenTo(there, "last");
    const [database] = databases;
    if (!database) throw new Error("There is a database.");
    const leaving = postgresSignals(database.sql, () => {});
    leaving.send("last", "goodbye");
    await leaving.close();
    expect(await other.hears(1)).toEqual(["goodbye"]);
  });
});

describe("the hub", () => {
  it("tells every process what changed and where the bot writes, until one stops listening", async () => {
    const [sender, hearer] = [await openHub(here), await openHub(there)];
    const changes = watch();
    const events: LiveEvent[] = [];
    const stop = hearer.subscribe((event) => {
      events.push(event);
      changes.changed();
    });
    sender.changed(7);
    sender.typing(8);
    await until(changes, () => (events.length >= 2 ? events : undefined));
    expect(events).toEqual([
      { kind: "changed", conversationId: 7 },
      { kind: "typing", conversationId: 8 },
    ]);
    stop();
    const other: LiveEvent[] = [];
    hearer.subscribe((event) => {
      other.push(event);
      changes.changed();
    });
    sender.changed(9);
    await until(changes, () => other[0]);
    expect(events).toHaveLength(2);
  });
});

describe("signals within one process", () => {
  it("reach every hearer of their topic, those of one moment together, and none after the end", async () => {
    const signals = localSignals();
    const [one, two, other] = [
      await listenTo(signals, "topic"),
      await listenTo(signals, "topic"),
      await listenTo(signals, "other"),
    ];
    for (const value of ["a", "b", "a"]) signals.send("topic", value);
    await Promise.all([one.hears(2), two.hears(2)]);
    expect([one.heard, two.heard, other.heard]).toEqual([["a", "b"], ["a", "b"], []]);
    signals.send("topic", "last");
    await signals.close();
    signals.send("topic", "too late");
    expect(one.heard).toEqual(["a", "b", "last"]);
  });
});
