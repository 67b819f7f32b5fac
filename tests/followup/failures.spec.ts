import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { json } from "../../src/db/connect.ts";
import { makePromise } from "../../src/desk/clocks.ts";
import { resolve, speak, take } from "../../src/desk/commands.ts";
import { changeOwner } from "../../src/desk/ownership.ts";
import { sweepHandler } from "../../src/followup/sweep.ts";
import { openRows, QUIET, type Rows } from "../support/rows.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CLOSED = { ...DEFAULT_SETTINGS, hours: {} };
let rows: Rows;
/** The conversations in which something failed; null: a whole step. */
let told: (number | null)[];
let sweep: () => Promise<Date | null>;
let codes = 100_000_000;

const sweeper = (change: Partial<Rows["desk"]> = {}) => {
  const onError = (_error: unknown, conversationId?: number) => void told.push(conversationId ?? null);
  const handler = sweepHandler({ ...rows.desk, onError, ...change });
  return () => handler(QUIET);
};
beforeAll(async () => {
  rows = await openRows();
  await rows.sql.unsafe(`
    create table broken (id bigint primary key);
    create function refuse() returns trigger language plpgsql as $$
      begin
        if exists (select from broken where id = new.id) then raise exception 'refused'; end if;
        return new;
      end $$;
    create trigger refuse before update on conversations for each row
      when (old.words_read = new.words_read) execute function refuse();`);
});
beforeEach(async () => {
  told = [];
  sweep = sweeper();
  await rows.settings(DEFAULT_SETTINGS);
  await rows.sql`delete from broken`;
  await rows.sql`update clocks set state = 'met' where state = 'running'`;
  await rows.sql`update conversations set owner_due_at = null`;
});
afterAll(() => rows.close());

/** From now on nothing can be done in it. */
const breaks = (id: number) => rows.sql`insert into broken values (${id})`;
const mended = (id: number) => rows.sql`delete from broken where id = ${id}`;
const by = (id: number) => ({ conversationId: id, agentId: "sara" });
const standing = async (id: number) => {
  const { state, epoch, episode, botHelps, lastSequence } = await rows.find(id);
  return { state, epoch, episode, botHelps, lastSequence };
};

async function promised(id: number, afterMs = MINUTE): Promise<void> {
  const now = rows.clock.now();
  const dueAt = new Date(now.getTime() + afterMs);
  const promise = { conversationId: id, ticketId: null, dueAt, now, messageId: null };
  await rows.sql.begin((tx) => makePromise(tx, "bot", promise));
}

async function solved(id: number, heat: number): Promise<void> {
  codes += 1;
  await rows.ticket(await rows.find(id), String(codes));
  await rows.sql`update conversations set reading = ${json({ heat })}::jsonb where id = ${id}`;
  await resolve(rows.desk, by(id));
}

async function waitsForTheMorning(id: number): Promise<void> {
  const at = { now: rows.clock.now(), settings: CLOSED, speech: rows.desk.speech };
  const change = { event: { kind: "hand_off", reason: "vip" }, actor: "bot", notice: null, promisedAt: null } as const;
  await rows.sql.begin(async (tx) => changeOwner(tx, await rows.find(id), change, at));
}

describe("a conversation in which something always fails", () => {
  it.each<[what: string, due: (id: number) => Promise<unknown>, afterMs: number]>([
    ["a deadline", promised, 2 * MINUTE],
    ["a lease", (id) => take(rows.desk, by(id)), 20 * MINUTE],
    ["the desk's opening", waitsForTheMorning, MINUTE],
    ["the question whether it is solved", (id) => solved(id, 3), HOUR + MINUTE],
    ["a ticket gone silent", (id) => solved(id, 0), 73 * HOUR],
  ])("holds up nobody behind it at %s, and has its turn when it can be done", async (_what, due, afterMs) => {
    const ids: number[] = [];
    for (let nth = 0; nth < 2; nth += 1) {
      const { id } = await rows.conversation();
      await due(id);
      ids.push(id);
      rows.clock.advance(1_000);
    }
    const [bad = 0, good = 0] = ids;
    const before = { bad: await standing(bad), good: await standing(good) };
    rows.clock.advance(afterMs);
    await breaks(bad);
    await sweep();
    expect(told).toEqual([bad]);
    expect(await standing(bad)).toEqual(before.bad);
    expect(await standing(good)).not.toEqual(before.good);
    expect(rows.published).toContain(good);
    await mended(bad);
    rows.clock.advance(MINUTE);
    await sweep();
    expect(await standing(bad)).not.toEqual(before.bad);
  });

  it("is passed over for a minute, in which its deadline wakes nobody", async () => {
    const { id } = await rows.conversation();
    await promised(id);
    await take(rows.desk, by(id));
    await breaks(id);
    rows.clock.advance(HOUR);
    expect(await sweep()).toBeNull();
    const first = told.length;
    expect(first).toBeGreaterThan(0);
    rows.clock.advance(MINUTE - 1);
    expect(await sweep()).toBeNull();
    expect(told).toHaveLength(first);
    rows.clock.advance(1);
    await sweep();
    expect(told.length).toBeGreaterThan(first);
  });

  it("keeps its other deadlines apart from those that fail", async () => {
    const wordless: Rows["desk"]["speech"]["notice"] = () => {
      throw new Error("There are no words.");
    };
    sweep = sweeper({ speech: { ...rows.desk.speech, notice: wordless } });
    const { id } = await rows.conversation();
    await promised(id);
    rows.clock.advance(MINUTE);
    await sweep();
    await take(rows.desk, by(id));
    rows.clock.advance(15 * MINUTE);
    await sweep();
    expect((await rows.find(id)).state).toBe("human_idle");
  });

  it("leaves room in the batch, be it a hundred rows", async () => {
    const bad = await rows.conversation();
    await rows.sql`
      insert into clocks (conversation_id, kind, due_at, started_at)
      select ${bad.id}, 'promise', ${rows.clock.now()}, ${rows.clock.now()} from generate_series(1, 100)`;
    await breaks(bad.id);
    const good = await rows.conversation();
    await promised(good.id);
    rows.clock.advance(MINUTE);
    await sweep();
    await sweep();
    expect((await rows.find(good.id)).state).toBe("queued");
  });

  it("keeps no other from being told that words did not arrive", async () => {
    const ids: number[] = [];
    for (let nth = 0; nth < 3; nth += 1) {
      const { id } = await rows.conversation();
      await take(rows.desk, by(id));
      await speak(rows.desk, { ...by(id), text: "It comes today." });
      await rows.sql`update messages set delivery = 'sent' where conversation_id = ${id} and author = 'agent'`;
      await rows.sql`update outbox set state = 'sent', external_id = ${`sent-${id}`} where conversation_id = ${id}`;
      await rows.sql`
        insert into early_statuses (account_id, external_id, status) values (${rows.accountId}, ${`sent-${id}`}, 'failed')`;
      ids.push(id);
    }
    const [, bad = 0] = ids;
    await breaks(bad);
    await sweep();
    const waiting = await rows.sql`
      select conversation_id as id from clocks
      where conversation_id = any(${ids}::bigint[]) and kind = 'next_response' and state = 'running' order by id`;
    expect(waiting.map(({ id }) => id)).toEqual(ids.filter((id) => id !== bad));
    expect(told).toEqual([bad]);
  });
});

describe("a step that fails as a whole", () => {
  it("keeps no other from being taken, and is tried again by the queue's own pace", async () => {
    const { id } = await rows.conversation();
    await take(rows.desk, by(id));
    rows.clock.advance(15 * MINUTE);
    await rows.sql`alter table promises rename to promises_away`;
    await rows.sql`alter table early_statuses rename to early_statuses_away`;
    try {
      expect(await sweep()).toBeNull();
    } finally {
      await rows.sql`alter table promises_away rename to promises`;
      await rows.sql`alter table early_statuses_away rename to early_statuses`;
    }
    // Warning of promises, taking receipts, pruning.
    expect(told).toEqual([null, null, null]);
    expect((await rows.find(id)).state).toBe("human_idle");
    expect(await rows.sql`select from conversation_words where conversation_id = ${id}`).toHaveLength(1);
  });
});

describe("a database that is away", () => {
  it("is no conversation's fault: the sweep fails, and all is due at once when it is back", async () => {
    let away = true;
    const notice: Rows["desk"]["speech"]["notice"] = (...given) => {
      // Asked for inside the transaction, as whatever the database is asked for.
      if (away) throw Object.assign(new Error("write CONNECTION_CLOSED"), { code: "CONNECTION_CLOSED" });
      return rows.desk.speech.notice(...given);
    };
    sweep = sweeper({ speech: { ...rows.desk.speech, notice } });
    const { id } = await rows.conversation();
    await promised(id);
    rows.clock.advance(MINUTE);
    await expect(sweep()).rejects.toThrow("CONNECTION_CLOSED");
    away = false;
    await sweep();
    expect((await rows.find(id)).state).toBe("queued");
    expect(told).toEqual([]);
  });
});
