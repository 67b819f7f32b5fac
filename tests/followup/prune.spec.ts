import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prune, pruner } from "../../src/followup/prune.ts";
import { openConversation } from "../../src/intake/open.ts";
import { openRows, type Rows } from "../support/rows.ts";

const DAY = 86_400_000;
let rows: Rows;
beforeEach(async () => {
  rows = await openRows();
});
afterEach(() => rows.close());

const passes = (days: number) => rows.clock.advance(days * DAY);
const pruned = async () => {
  while (await prune({ sql: rows.sql, now: rows.clock.now() }));
};
const count = async (table: string) => (await rows.sql`select 1 from ${rows.sql(table)}`).length;

/** A chat page somebody opens today. */
async function aPage(): Promise<number> {
  const now = rows.clock.now();
  const id = await openConversation(
    rows.sql,
    rows.accountId,
    `visitor-${Math.trunc(now.getTime())}-${await count("contacts")}`,
    now,
  );
  await rows.sql`insert into web_sessions (token_hash, conversation_id, created_at) values (${`hash-${id}`}, ${id}, ${now})`;
  return id;
}

async function aCommand(key: string): Promise<void> {
  await rows.sql`
    insert into idempotency_keys (actor, key, request_hash, status, response, created_at)
    values ('sara', ${key}, 'hash', 200, '{}', ${rows.clock.now()})`;
}

/** A session, a reset link and an invitation, each good for one day. */
async function aSignIn(): Promise<void> {
  const ends = new Date(rows.clock.now().getTime() + DAY);
  await rows.sql`insert into agents (id, name) values ('sara', 'Sara')`;
  await rows.sql`insert into sessions (id, token, user_id, expires_at) values ('one', 'token', 'sara', ${ends})`;
  await rows.sql`insert into verifications (id, identifier, value, expires_at) values ('one', 'reset', 'sara', ${ends})`;
  await rows.sql`insert into setup_links (token_hash, role, expires_at) values ('hash', 'agent', ${ends})`;
}
const SIGN_IN = ["sessions", "verifications", "setup_links"];

describe("what nobody needs any more", () => {
  it("is the key of an event that no platform delivers again, after two weeks", async () => {
    await rows.hears();
    await rows.sql`update inbound_events set received_at = ${rows.clock.now()}`;
    passes(13);
    await pruned();
    expect(await count("inbound_events")).toBe(1);
    passes(2);
    await pruned();
    expect(await count("inbound_events")).toBe(0);
  });

  it("is the key of a command, after a week; a younger one still answers for its command", async () => {
    await aCommand("old");
    passes(4);
    await aCommand("young");
    passes(4);
    await pruned();
    expect(await rows.sql`select key from idempotency_keys`).toEqual([{ key: "young" }]);
  });

  it("is a sign-in or a link that has ended a month ago", async () => {
    await aSignIn();
    passes(30);
    await pruned();
    expect(await Promise.all(SIGN_IN.map(count))).toEqual([1, 1, 1]);
    passes(2);
    await pruned();
    expect(await Promise.all(SIGN_IN.map(count))).toEqual([0, 0, 0]);
  });

  it("is the door to a chat in which nobody said a word, after a month", async () => {
    await aPage();
    passes(29);
    const young = await aPage();
    passes(2);
    await pruned();
    expect(await rows.sql`select conversation_id from web_sessions`).toEqual([{ conversationId: young }]);
  });
});

describe("what stays for ever", () => {
  it("is what was said, the door to it, what was answered, and how it was sent", async () => {
    const id = await aPage();
    const [page] = await rows.sql<{ threadId: string }[]>`select thread_id from conversations where id = ${id}`;
    await rows.hears({ threadId: page?.threadId ?? "", text: "my parcel has not come" });
    await rows.sql`
      with said as (
        insert into messages (conversation_id, sequence, episode, author, text, epoch, delivery)
        values (${id}, 2, 1, 'bot', 'we look into it', 1, 'sent') returning id)
      insert into outbox (message_id, conversation_id, account_id, part, parts, text, speaker, epoch, state, settled_at)
      select id, ${id}, ${rows.accountId}, 1, 1, 'we look into it', 'bot', 1, 'sent', ${rows.clock.now()} from said`;
    passes(10_000);
    await pruned();
    expect(await rows.sql`select text from messages where conversation_id = ${id} order by sequence`).toEqual([
      { text: "my parcel has not come" },
      { text: "we look into it" },
    ]);
    expect(await Promise.all(["outbox", "web_sessions", "conversations"].map(count))).toEqual([1, 1, 1]);
  });
});

describe("pruning", () => {
  it("goes in batches, at once while there is more, and then rests for an hour", async () => {
    const old = new Date(rows.clock.now().getTime() - 20 * DAY);
    const arrive = (from: number, to: number) => rows.sql`
      insert into inbound_events (account_id, event_id, received_at)
      select ${rows.accountId}, n, ${old} from generate_series(${from}::int, ${to}::int) n`;
    const pruneNowAndThen = pruner();
    const sweep = () => pruneNowAndThen({ sql: rows.sql, now: rows.clock.now() });
    await arrive(1, 1_500);
    await sweep();
    expect(await count("inbound_events")).toBe(500);
    await sweep();
    expect(await count("inbound_events")).toBe(0);
    await arrive(1, 1);
    await sweep();
    expect(await count("inbound_events")).toBe(1);
    rows.clock.advance(3_600_000);
    await sweep();
    expect(await count("inbound_events")).toBe(0);
  });

  it("by several processes at once does no harm", async () => {
    for (const key of ["a", "b", "c"]) await aCommand(key);
    passes(8);
    const now = rows.clock.now();
    await Promise.all([1, 2, 3].map(() => prune({ sql: rows.sql, now })));
    expect(await count("idempotency_keys")).toBe(0);
  });
});
