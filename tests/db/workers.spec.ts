import { afterEach, beforeEach, expect, it } from "vitest";
import { connect, type Database } from "../../src/db/connect.ts";
import { joinWorkers } from "../../src/db/workers.ts";
import { say } from "../../src/desk/say.ts";
import { openRows, type Rows } from "../support/rows.ts";

let rows: Rows;
let others: Database[];
beforeEach(async () => {
  rows = await openRows();
  others = [];
});
afterEach(async () => {
  await Promise.all(others.map((other) => other.close()));
  await rows.close();
});

/** Another process with a connection of its own. */
function process(): Database {
  const other = connect(rows.connection, 2);
  others.push(other);
  return other;
}

/** A turn and a send that somebody holds for an hour more. */
async function held(): Promise<number> {
  const { id } = await rows.conversation();
  const utterance = { author: "bot", kind: "text", speaker: "bot", text: "hello" } as const;
  await rows.sql.begin((tx) => say(tx, { id }, utterance, { now: rows.clock.now(), textChars: 60 }));
  const later = new Date(rows.clock.now().getTime() + 3_600_000);
  await rows.sql`update conversations set lease_until = ${later} where id = ${id}`;
  await rows.sql`update outbox set state = 'sending', lease_until = ${later} where conversation_id = ${id}`;
  return id;
}
const leases = async (id: number) => {
  const [row] = await rows.sql<{ turn: boolean; send: boolean }[]>`
    select c.lease_until is not null as turn, o.lease_until > ${rows.clock.now()} as send
    from conversations c join outbox o on o.conversation_id = c.id where c.id = ${id}`;
  return row;
};

it("the first worker ends what the dead have left", async () => {
  const id = await held();
  const first = await joinWorkers(process().sql);
  expect(first.alone).toBe(true);
  expect(await leases(id)).toEqual({ turn: false, send: false });
  await first.leave();
});

it("a worker that joins another one touches none of its leases", async () => {
  const first = await joinWorkers(process().sql);
  const id = await held();
  const second = await joinWorkers(process().sql);
  expect(second.alone).toBe(false);
  expect(await leases(id)).toEqual({ turn: true, send: true });
  await Promise.all([first.leave(), second.leave()]);
});

it("a worker is seen to be dead as soon as its connection is", async () => {
  const dying = process();
  await joinWorkers(dying.sql);
  const [alive] = await rows.sql<{ pid: number }[]>`
    select pid from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted`;
  await rows.sql`select pg_terminate_backend(${alive?.pid ?? 0}, 5000)`;
  const next = await joinWorkers(process().sql);
  expect(next.alone).toBe(true);
  await next.leave();
});

it("several that join at the same moment all get in, and one of them at most is alone", async () => {
  const joined = await Promise.all([1, 2, 3].map(() => joinWorkers(process().sql)));
  expect(joined.filter((worker) => worker.alone).length).toBeLessThanOrEqual(1);
  await Promise.all(joined.map((worker) => worker.leave()));
});
