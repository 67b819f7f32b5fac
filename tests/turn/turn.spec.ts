import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NO_GROUNDS } from "../../src/core/grounds.ts";
import type { Reading } from "../../src/core/reading.ts";
import type { Transaction } from "../../src/db/connect.ts";
import { take } from "../../src/desk/commands.ts";
import type { Conversation } from "../../src/desk/conversation.ts";
import { approveDraft } from "../../src/desk/review.ts";
import { readOffline } from "../../src/mind/offline/read.ts";
import { understand } from "../../src/mind/understand.ts";
import { claimDueTurns, giveBack, nextDueTurn } from "../../src/turn/claim.ts";
import { loadTurns } from "../../src/turn/load.ts";
import { type TurnDeps, turnHandler } from "../../src/turn/run.ts";
import { mindInput } from "../../src/turn/situation.ts";
import { HANDLING } from "../support/handling.ts";
import { openRows, POLICY, QUIET, type Rows } from "../support/rows.ts";

let rows: Rows;
let deps: TurnDeps;
const errors: unknown[] = [];
/** What happens while the mind thinks, once. */
let meanwhile: () => Promise<unknown> = async () => {};

beforeAll(async () => {
  rows = await openRows();
  deps = {
    ...rows.desk,
    patienceMs: 10_000,
    concurrency: 8,
    playbooks: {},
    async understand(file) {
      const happening = meanwhile;
      meanwhile = async () => {};
      await happening();
      const engines = { read: readOffline, gather: async () => NO_GROUNDS, model: null, handling: HANDLING };
      return understand(mindInput(file), engines, QUIET);
    },
    review: { topics: { money: [], law: [], health: [], press: [] }, rules: [] },
    reply: (plan) => ({ text: `reply: ${plan.purpose}`, supports: [] }),
    typing: () => {},
    onError: (error) => errors.push(error),
    onSettled: () => {},
  };
});
afterAll(() => rows.close());

/** Works on everything that is due, to the end. */
async function work(): Promise<void> {
  const turns = turnHandler(deps);
  await turns.handle(QUIET);
  await turns.idle();
}
async function heard(threadId: string, text = "my parcel #48217 has not come"): Promise<number> {
  const taken = await rows.hears({ threadId, text });
  rows.clock.advance(POLICY.quietMs);
  return taken?.conversationId ?? 0;
}
const turnsOf = (id: number) =>
  rows.sql<{ outcome: string; messageIds: number[]; decision: { rule: string } }[]>`
    select outcome, message_ids, decision from turns where conversation_id = ${id} order by id`;
const spokenIn = async (id: number) =>
  (
    await rows.sql<{ line: string }[]>`
    select author || ': ' || text as line from messages where conversation_id = ${id} and author <> 'customer'
    order by sequence`
  ).map(({ line }) => line);

describe("claiming", () => {
  afterEach(() => rows.sql`update conversations set due_at = null, lease_until = null`);

  it("takes what is due and nothing earlier", async () => {
    const id = (await rows.hears({ threadId: "claim" }))?.conversationId ?? 0;
    expect(await claimDueTurns(rows.sql, rows.clock.now(), 10)).toEqual([]);
    expect(await nextDueTurn(rows.sql, rows.clock.now())).toEqual(
      new Date(rows.clock.now().getTime() + POLICY.quietMs),
    );
    const due = rows.clock.advance(POLICY.quietMs);
    expect((await claimDueTurns(rows.sql, due, 10)).map((claimed) => claimed.id)).toEqual([id]);
  });

  it("never gives one conversation to two workers, however many ask at once", async () => {
    for (let nth = 0; nth < 12; nth += 1) await heard(`many-${nth}`);
    const now = rows.clock.now();
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimDueTurns(rows.sql, now, 5)));
    const ids = claims.flat().map((claimed) => claimed.id);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await claimDueTurns(rows.sql, now, 50).then((rest) => rest.length + ids.length)).toBe(12);
    expect(await claimDueTurns(rows.sql, now, 50)).toEqual([]);
  });

  it("gives a turn that could not be finished back for another try, a little later", async () => {
    const id = await heard("back");
    const [held] = await claimDueTurns(rows.sql, rows.clock.now(), 10);
    expect(held?.id).toBe(id);
    const retryAt = new Date(rows.clock.now().getTime() + 2_000);
    await giveBack(rows.sql, held as Conversation, retryAt);
    expect(await claimDueTurns(rows.sql, rows.clock.now(), 10)).toEqual([]);
    const again = await claimDueTurns(rows.sql, retryAt, 10);
    expect(again.map((claimed) => claimed.leaseToken)).toEqual([(held?.leaseToken ?? 0) + 1]);
    rows.clock.advance(60_000);
  });

  it("gives the turn of a dead worker to another when the lease ends, and the dead one can write nothing any more", async () => {
    const id = await heard("dead");
    const slow = turnHandler(deps);
    meanwhile = async () => {
      rows.clock.advance(31_000);
      await work();
    };
    await slow.handle(QUIET);
    await slow.idle();
    expect(await turnsOf(id)).toMatchObject([{ outcome: "released" }]);
    expect(await spokenIn(id)).toHaveLength(1);
  });
});

describe("settling", () => {
  it("keeps what the offline engine read where a model read it otherwise, and nothing where they agree", async () => {
    const offlineOf = async (id: number) =>
      (
        await rows.sql<{ offlineReading: Reading | null }[]>`
        select offline_reading from turns where conversation_id = ${id}`
      )[0]?.offlineReading;
    const agreed = await heard("agreed");
    await work();
    expect(await offlineOf(agreed)).toBeNull();

    const otherwise = await heard("otherwise");
    const turns = turnHandler({
      ...deps,
      async understand(file, asking) {
        const understanding = await deps.understand(file, asking);
        return { ...understanding, otherwise: { ...understanding.reading, category: "praise" } };
      },
    });
    await turns.handle(QUIET);
    await turns.idle();
    expect(await offlineOf(otherwise)).toMatchObject({ category: "praise", engine: "offline" });
  });

  it("answers everything that was said since the last turn at once", async () => {
    const id = await heard("burst", "my parcel has not come");
    await rows.hears({ threadId: "burst", text: "the number is #48217" });
    rows.clock.advance(POLICY.quietMs);
    await work();
    const [turn, ...others] = await turnsOf(id);
    expect(others).toEqual([]);
    expect(turn?.messageIds).toHaveLength(2);
    expect(await rows.find(id)).toMatchObject({
      turnedSequence: 2,
      dueAt: null,
      leaseUntil: null,
      burstStartedAt: null,
    });
    expect(await spokenIn(id)).toEqual(["bot: reply: complaint"]);
    expect(rows.woken).toContain("delivery");
  });

  it("reads again when the customer adds something while the mind thinks: the first thought is superseded", async () => {
    const id = await heard("adds");
    meanwhile = () => rows.hears({ threadId: "adds", text: "and it was expensive" });
    await work();
    expect(await turnsOf(id)).toMatchObject([{ outcome: "superseded", messageIds: [] }]);
    expect(await spokenIn(id)).toEqual([]);
    rows.clock.advance(POLICY.quietMs);
    await work();
    expect((await turnsOf(id)).map(({ outcome, messageIds }) => [outcome, messageIds.length])).toEqual([
      ["superseded", 0],
      ["released", 2],
    ]);
    expect(await spokenIn(id)).toHaveLength(1);
  });

  it("answers a customer who never stops all the same, and then what came meanwhile", async () => {
    const id = await heard("never-stops");
    meanwhile = async () => {
      rows.clock.advance(deps.patienceMs);
      await rows.hears({ threadId: "never-stops", text: "hello?" });
    };
    await work();
    rows.clock.advance(POLICY.quietMs);
    await work();
    expect((await turnsOf(id)).map(({ outcome, messageIds }) => [outcome, messageIds.length])).toEqual([
      ["released", 1],
      ["released", 1],
    ]);
  });

  it("says nothing when a person took over while the mind was thinking, and says so in the turn", async () => {
    const id = await heard("taken");
    meanwhile = () => take(rows.desk, { conversationId: id, agentId: "sara" });
    await work();
    expect(await turnsOf(id)).toMatchObject([{ outcome: "suppressed", messageIds: [expect.any(Number)] }]);
    expect(await spokenIn(id)).toEqual([]);
    expect(await rows.find(id)).toMatchObject({ state: "human", turnedSequence: 1, dueAt: null });
  });

  it("of a customer who writes while somebody approves the held answer begins anew: both are said, in order", async () => {
    const review: TurnDeps["review"] = {
      ...deps.review,
      rules: [{ id: "all", when: { writer: "composer" }, lane: "approve" }],
    };
    const id = await heard("held");
    const holding = turnHandler({ ...deps, review });
    await holding.handle(QUIET);
    await holding.idle();
    const held = await rows.find(id);
    expect(held.state).toBe("bot_review");
    await heard("held", "and when are you open?");
    meanwhile = () => approveDraft(rows.desk, { conversationId: id, agentId: "sara", ifEpoch: held.epoch });
    await work();
    await work();
    expect((await turnsOf(id)).map(({ outcome }) => outcome)).toEqual(["released", "superseded", "released"]);
    expect(await spokenIn(id)).toEqual([
      "system: notice: held-for-review",
      "bot: reply: complaint",
      "bot: reply: question",
    ]);
    expect((await rows.find(id)).state).toBe("bot");
  });

  it("settles every customer message in exactly one turn that counts", async () => {
    const [lost] = await rows.sql<{ count: number }[]>`
      select count(*)::int as count from messages m join conversations c on c.id = m.conversation_id
      where m.author = 'customer' and m.sequence <= c.turned_sequence and 1 <> (
        select count(*) from turns t where t.outcome <> 'superseded' and m.id = any(t.message_ids))`;
    expect(lost?.count).toBe(0);
  });

  it("gives the turn back when the database refuses it, and the customer is answered by the next try", async () => {
    const id = await heard("broken");
    const broken = turnHandler({
      ...deps,
      // Asked for inside the transaction, as whatever the database refuses is.
      speech: {
        ...deps.speech,
        asking: () => {
          throw Object.assign(new Error("deadlock detected"), { code: "40P01" });
        },
      },
    });
    await broken.handle(QUIET);
    await broken.idle();
    expect(errors.splice(0)).toHaveLength(1);
    expect(await turnsOf(id)).toEqual([]);
    rows.clock.advance(2_000);
    await work();
    expect(await turnsOf(id)).toMatchObject([{ outcome: "released" }]);
    expect(errors).toEqual([]);
  });

  it("leaves nothing behind of a turn that was settled while the database went away: only its answer was lost", async () => {
    const id = await heard("answer lost");
    const sql = new Proxy(deps.sql, {
      get: (real, name) =>
        name !== "begin"
          ? Reflect.get(real, name)
          : async (act: (tx: Transaction) => Promise<unknown>) => {
              await real.begin(act);
              throw Object.assign(new Error("write CONNECTION_CLOSED"), { code: "CONNECTION_CLOSED" });
            },
    });
    const cut = turnHandler({ ...deps, sql });
    await cut.handle(QUIET);
    await cut.idle();
    expect(errors.splice(0)).toHaveLength(1);
    expect(await turnsOf(id)).toMatchObject([{ outcome: "released" }]);
    expect(await rows.sql`select due_at, lease_until from conversations where id = ${id}`).toEqual([
      { dueAt: null, leaseUntil: null },
    ]);
  });

  it.each([
    ["words", { reply: broken("no words") }, "decision-failed"],
    ["reading", { understand: broken("no reading") }, "unclear"],
  ])(
    "a fault of ours in %s does not come back for ever: the customer is answered all the same",
    async (what, fault, rule) => {
      const id = await heard(`fault in ${what}`);
      const faulty = turnHandler({ ...deps, ...fault });
      await faulty.handle(QUIET);
      await faulty.idle();
      expect(errors.splice(0)).toHaveLength(1);
      expect(await turnsOf(id)).toMatchObject([{ outcome: "released" }]);
      const [turn] = await rows.sql<{ rule: string }[]>`
      select decision ->> 'rule' as rule from turns where conversation_id = ${id}`;
      expect(turn?.rule).toBe(rule);
      expect(await rows.sql`select 1 from outbox where conversation_id = ${id}`).toHaveLength(1);
    },
  );

  it("works on several conversations at the same time, one turn each", async () => {
    const ids = [];
    for (let nth = 0; nth < 20; nth += 1) ids.push(await heard(`parallel-${nth}`));
    for (let run = 0; run < 3; run += 1) await work();
    for (const id of ids) expect(await turnsOf(id)).toHaveLength(1);
  });
});

describe("loading", () => {
  it("shows the mind this episode, without what was never sent, and the latest facts", async () => {
    const id = await heard("loads");
    await work();
    const suppressed = "this was never seen";
    await rows.sql`
      insert into messages (conversation_id, sequence, episode, author, text, epoch, delivery)
      values (${id}, 3, 1, 'bot', ${suppressed}, 1, 'suppressed')`;
    await rows.sql`update conversations set last_sequence = 3 where id = ${id}`;
    await heard("loads", "any news?");
    const claimed = await claimDueTurns(rows.sql, rows.clock.now(), 10);
    const [file] = await loadTurns(rows.sql, claimed, rows.clock.now());
    expect(file?.said.map(({ text }) => text)).toEqual(["any news?"]);
    expect(file?.history.map(({ author }) => author)).toEqual(["customer", "bot"]);
    expect(file?.facts).toMatchObject([{ kind: "order_id", value: expect.stringContaining("48217") }]);
    expect(file).toMatchObject({ contactName: "Sara", ticket: { status: "new" }, turnsThisHour: 1 });
  });
});

function broken(why: string): () => never {
  return () => {
    throw new Error(why);
  };
}
