import { performance } from "node:perf_hooks";
import { Pool } from "undici";
import type { Sql } from "../../src/db/connect.ts";
import { readWords } from "../../src/followup/words.ts";
import { API_TOKEN, type BenchDesk } from "./bench-desk.ts";
import { CONVERSATIONS, fillWithYears, LONG, MESSAGES } from "./million-rows.ts";
import { ms, percentile, type Row } from "./table.ts";

const CALLS = 200;
const CALLS_BEFORE = 20;
/** The agent behind the service token. */
const AGENT = "api";

/** What an agent's pages ask for, over HTTP, one call at a time, on a desk of some years. */
export async function measureMillion({ process, accountId }: BenchDesk): Promise<readonly Row[]> {
  const database = process.database();
  await fillWithYears(database.sql, accountId, AGENT);
  const began = performance.now();
  await untilSearchable(database.sql);
  const searchable = performance.now() - began;
  await database.sql`vacuum analyze`;
  const some = await database.sql<Some[]>`
    select c.id, p.name, i.phone, substr(c.thread_id, 7)::int as nth from conversations c
    join contacts p on p.id = c.contact_id join identities i on i.id = c.identity_id
    where c.thread_id like 'years-%' order by c.id limit ${CALLS + CALLS_BEFORE}`;
  await database.close();
  const at = (n: number) => some[n % some.length] ?? { id: 1, name: "", phone: "", nth: 1 };
  const size = `${MESSAGES.toLocaleString("en")} messages in ${CONVERSATIONS.toLocaleString("en")} conversations`;
  const rows: Row[] = [{ what: `${size} made searchable`, desk: `${Math.round(searchable / 1000)} s` }];
  const pool = new Pool(process.url, { connections: 1 });
  for (const [what, path] of pages(at)) {
    const times = await timesOf(pool, path);
    const desk = `p50 ${ms(percentile(times, 50))}, p95 ${ms(percentile(times, 95))}`;
    rows.push({ what, desk, goal: "p95 below 20 ms" });
  }
  await pool.close();
  return rows;
}

interface Some {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
  /** Its place among all, by which its numbers were made. */
  readonly nth: number;
}

function pages(at: (n: number) => Some): readonly (readonly [what: string, path: (n: number) => string])[] {
  const inbox = (view: string, q?: string) => `/inbox?${new URLSearchParams({ view, limit: "25", ...(q && { q }) })}`;
  const search = (what: string, q: (n: number) => string) =>
    [`Inbox with counts, search by ${what}`, (n: number) => inbox("all", q(n))] as const;
  return [
    ["Inbox with counts, who waits", () => inbox("worst")],
    ["Inbox with counts, mine", () => inbox("mine")],
    ["Inbox with counts, with the customer", () => inbox("customer")],
    ["Inbox with counts, all", () => inbox("all")],
    search("name", (n) => at(n).name),
    search("two words that were said", (n) => `نرسيده ${at(n).nth}`),
    search("a word that everybody says", () => "سفارش"),
    search("two letters that many words begin with", () => "نر"),
    search("a name that every fourth has", () => "ليلي"),
    search("phone", (n) => `0${at(n).phone.slice(3)}`),
    search("the last digits of a phone", (n) => at(n).phone.slice(-6)),
    search("order number", (n) => String(4_000_000 + 2 * at(n).nth)),
    search("tracking code", (n) => `Y${Math.ceil(at(n).nth / 5) * 5}`),
    search("what nobody said", () => "zebra"),
    ["Conversations, newest 50", () => "/conversations?limit=50"],
    ["Conversations that wait in the queue", () => "/conversations?state=queued"],
    ["One conversation", (n) => `/conversations/${at(n).id}`],
    ["Its messages", (n) => `/conversations/${at(n).id}/messages`],
    [
      `The newest 50 of ${LONG.toLocaleString("en")} messages`,
      () => `/conversations/${at(0).id}/messages?after=${LONG - 50}`,
    ],
    ["Tickets, newest 25", () => "/tickets"],
    ["Tickets, open", () => "/tickets?status=open"],
    [
      "Tickets, search by words",
      (n) => `/tickets?${new URLSearchParams({ q: `نرسيده ${Math.ceil(at(n).nth / 5) * 5}` })}`,
    ],
  ];
}

/** The desk reads the words of what it finds by itself, a batch at a time with pauses; here it is helped. */
async function untilSearchable(sql: Sql): Promise<void> {
  const unread = () => sql`select from conversations where last_sequence + turned_sequence > words_read limit 1`;
  while ((await unread()).length > 0) await readWords(sql);
}

async function timesOf(pool: Pool, path: (n: number) => string): Promise<readonly number[]> {
  const times: number[] = [];
  const headers = { authorization: `Bearer ${API_TOKEN}` };
  for (let n = 0; n < CALLS + CALLS_BEFORE; n += 1) {
    const began = performance.now();
    const answer = await pool.request({ path: `/api/v1${path(n)}`, method: "GET", headers });
    const body = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${path(n)} answered ${answer.statusCode}: ${body}`);
    if (n >= CALLS_BEFORE) times.push(performance.now() - began);
  }
  return times;
}
