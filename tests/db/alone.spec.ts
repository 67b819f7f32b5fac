import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { actAlone } from "../../src/db/alone.ts";
import { connect, type Database } from "../../src/db/connect.ts";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";

let test: TestDatabase;
let admin: Database;
beforeAll(async () => {
  test = await testDatabase();
  admin = connect(test.connection, 1);
});
afterAll(async () => {
  await admin.close();
  await test.drop();
});

/** Who acts now, and who began, in order. */
let acting: string[] = [];
let began: string[] = [];
const leave: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(leave.splice(0).map((each) => each()));
  expect(acting).toEqual([]);
  began = [];
});

/** A process that wants to act. @returns how it goes, or dies with what it was doing */
function aProcess(name: string, number = 7) {
  const going = new AbortController();
  let give: () => void = () => {};
  const gone = actAlone(test.connection, number, going.signal, async (signal) => {
    acting.push(name);
    began.push(name);
    await new Promise<void>((resolve) => {
      give = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    acting = acting.filter((other) => other !== name);
  });
  const goes = async () => {
    going.abort();
    await gone;
  };
  leave.push(goes);
  return { goes, gone, endsByItself: () => give() };
}

/** The server's process ids of those who hold a lock. */
const holders = async (): Promise<readonly number[]> => {
  const rows = await admin.sql<{ pid: number }[]>`
    select l.pid from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and l.granted and d.datname = current_database()`;
  return rows.map(({ pid }) => pid);
};

describe("what only one process may do", () => {
  it("is done by one of those who want to, and by another when that one goes", async () => {
    const first = aProcess("first");
    await expect.poll(() => acting).toEqual(["first"]);
    aProcess("second");
    aProcess("third");
    await first.goes();
    await expect.poll(() => acting.length).toBe(1);
    expect(acting[0]).not.toBe("first");
    expect(began).toHaveLength(2);
  });

  it("is another thing under another number", async () => {
    aProcess("one", 1);
    aProcess("two", 2);
    await expect.poll(() => acting.toSorted()).toEqual(["one", "two"]);
  });

  it("is taken over when it ends by itself", async () => {
    const first = aProcess("first");
    await expect.poll(() => acting).toEqual(["first"]);
    aProcess("second");
    first.endsByItself();
    await first.gone;
    await expect.poll(() => acting).toEqual(["second"]);
  });

  it("that fails keeps neither the lock nor its connection, and says why", async () => {
    const failing = actAlone(test.connection, 7, new AbortController().signal, () =>
      Promise.reject(new Error("broken")),
    );
    await expect(failing).rejects.toThrow("broken");
    await expect.poll(holders).toEqual([]);
  });

  it("goes on in one process after the connection, and the lock with it, was lost", async () => {
    aProcess("first");
    await expect.poll(() => acting).toEqual(["first"]);
    aProcess("second");
    for (let round = 0; round < 2; round += 1) {
      const [before] = await holders();
      await admin.sql`select pg_terminate_backend(${before ?? 0})`;
      const another = async () => (await holders()).filter((pid) => pid !== before).length;
      await expect.poll(another).toBe(1);
      await expect.poll(() => acting.length).toBe(1);
    }
  });
});
