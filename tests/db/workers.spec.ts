import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { joinWorkers, type WorkerPresence } from "../../src/db/workers.ts";
import { claimDueParts } from "../../src/delivery/claim.ts";
import { say } from "../../src/desk/say.ts";
import { claimDueTurns } from "../../src/turn/claim.ts";
import { openRows, type Rows } from "../support/rows.ts";

let rows: Rows;
let present: WorkerPresence[];
let told: number;
beforeEach(async () => {
  rows = await openRows();
  present = [];
  told = 0;
});
afterEach(async () => {
  await Promise.all(present.map((worker) => worker.leave()));
  await rows.close();
});

/** Another process that works on the queues. Its `leave` is all the database sees of a death. */
async function aWorker(): Promise<WorkerPresence> {
  const worker = await joinWorkers(rows.connection, () => {
    told += 1;
  });
  present.push(worker);
  return worker;
}

/** A turn and a send that somebody holds for an hour more. */
async function held(by: number | null = null): Promise<number> {
  const { id } = await rows.conversation();
  const utterance = { author: "bot", kind: "text", speaker: "bot", text: "hello" } as const;
  await rows.sql.begin((tx) => say(tx, { id }, utterance, { now: rows.clock.now(), textChars: 60 }));
  const later = new Date(rows.clock.now().getTime() + 3_600_000);
  await rows.sql`update conversations set lease_until = ${later}, lease_owner = ${by} where id = ${id}`;
  await rows.sql`
    update outbox set state = 'sending', lease_until = ${later}, lease_owner = ${by} where conversation_id = ${id}`;
  return id;
}
const leases = async (id: number) => {
  const [row] = await rows.sql<{ turn: boolean; send: boolean }[]>`
    select c.lease_until is not null as turn, o.lease_until > ${rows.clock.now()} as send
    from conversations c join outbox o on o.conversation_id = c.id where c.id = ${id}`;
  return row;
};
const HELD = { turn: true, send: true };
const FREE = { turn: false, send: false };

const becomesFree = (id: number) => expect.poll(() => leases(id)).toEqual(FREE);

/** The server's process that holds the lock of this worker. */
const backendOf = async ({ number }: WorkerPresence): Promise<number | undefined> => {
  const [row] = await rows.sql<{ pid: number }[]>`
    select pid from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
    where l.locktype = 'advisory' and l.granted and l.objid = ${number} and l.objsubid = 2`;
  return row?.pid;
};
/** Cuts a worker's line, as a network does. @returns when it is back on another one */
async function cutLine(worker: WorkerPresence): Promise<void> {
  const before = await backendOf(worker);
  await rows.sql`select pg_terminate_backend(${before ?? 0}, 5000)`;
  await expect.poll(async () => ![undefined, before].includes(await backendOf(worker))).toBe(true);
}

describe("the first worker", () => {
  it("ends what the dead have left, whoever they were", async () => {
    const ids = [await held(), await held(7)];
    expect((await aWorker()).alone).toBe(true);
    expect(await Promise.all(ids.map(leases))).toEqual([FREE, FREE]);
  });

  it("is one of several that come at the same moment, or none of them", async () => {
    const joined = await Promise.all([1, 2, 3].map(aWorker));
    expect(joined.filter(({ alone }) => alone).length).toBeLessThanOrEqual(1);
    expect(new Set(joined.map(({ number }) => number)).size).toBe(3);
  });
});

describe("a worker among others", () => {
  it("touches nothing of theirs when it comes", async () => {
    const first = await aWorker();
    const ids = [await held(first.number), await held()];
    expect((await aWorker()).alone).toBe(false);
    expect(await Promise.all(ids.map(leases))).toEqual([HELD, HELD]);
  });

  it("has its number on every turn and every send it takes", async () => {
    const { number } = await aWorker();
    const { id } = await rows.conversation();
    const utterance = { author: "bot", kind: "text", speaker: "bot", text: "hello" } as const;
    await rows.sql.begin((tx) => say(tx, { id }, utterance, { now: rows.clock.now(), textChars: 60 }));
    const later = rows.clock.advance(60_000);
    expect(await claimDueTurns(rows.sql, later, 5, number)).toMatchObject([{ id, leaseOwner: number }]);
    expect(await claimDueParts(rows.sql, [rows.accountId], later, 5, { worker: number, holds: [] })).toMatchObject([
      { conversationId: id },
    ]);
    expect(await rows.sql`select lease_owner from outbox`).toEqual([{ leaseOwner: number }]);
  });

  it("takes over what a dead one held, and says that there is work", async () => {
    await aWorker();
    const dying = await aWorker();
    const id = await held(dying.number);
    await dying.leave();
    await becomesFree(id);
    expect(told).toBeGreaterThan(0);
  });

  it("leaves a living one its work, however often that one loses its line", async () => {
    const [, living, dying] = [await aWorker(), await aWorker(), await aWorker()];
    const [theirs, nobodys] = [await held(living.number), await held()];
    for (let time = 0; time < 3; time += 1) await cutLine(living);
    // That a dead one's work is free shows that the others have looked long enough.
    const free = await held(dying.number);
    await dying.leave();
    await becomesFree(free);
    expect(await Promise.all([theirs, nobodys].map(leases))).toEqual([HELD, HELD]);
  });

  it("looks anew when it has lost its own line: all others may have lost theirs", async () => {
    const watching = await aWorker();
    const living = await aWorker();
    const theirs = await held(living.number);
    for (let time = 0; time < 3; time += 1) await Promise.all([watching, living].map(cutLine));
    expect(await leases(theirs)).toEqual(HELD);
    await living.leave();
    await becomesFree(theirs);
  });
});
