import { performance } from "node:perf_hooks";
import { Pool } from "undici";
import { API_TOKEN, type BenchDesk } from "./bench-desk.ts";
import { CONVERSATIONS, fillWithYears, MESSAGES } from "./million-rows.ts";
import { ms, percentile, type Row } from "./table.ts";

const CALLS = 50;
const CALLS_BEFORE = 5;
/** The agent behind the service token. */
const AGENT = "api";

/** What an agent's pages ask for, over HTTP, one call at a time, on a desk of some years. */
export async function measureMillion({ process, accountId }: BenchDesk): Promise<readonly Row[]> {
  const database = process.database();
  await fillWithYears(database.sql, accountId, AGENT);
  const some = await database.sql<{ id: number; name: string }[]>`
    select c.id, p.name from conversations c join contacts p on p.id = c.contact_id
    where c.thread_id like 'years-%' order by c.id desc limit ${CALLS + CALLS_BEFORE}`;
  await database.close();
  const at = (n: number) => some[n % some.length] ?? { id: 1, name: "" };
  const pages: readonly (readonly [string, (n: number) => string])[] = [
    ["Inbox with counts, who waits", () => "/inbox?view=worst"],
    ["Inbox with counts, mine", () => "/inbox?view=mine"],
    ["Inbox with counts, all", () => "/inbox?view=all"],
    ["Inbox, with the customer", () => "/inbox?view=customer"],
    ["Inbox, search by name", (n) => `/inbox?view=all&q=${encodeURIComponent(at(n).name)}`],
    ["Inbox, search by order number", (n) => `/inbox?view=all&q=${4_000_000 + 2 * n}`],
    ["Conversations, newest 50", () => "/conversations?limit=50"],
    ["One conversation", (n) => `/conversations/${at(n).id}`],
    ["Its messages", (n) => `/conversations/${at(n).id}/messages`],
  ];
  const size = `${MESSAGES.toLocaleString("en")} messages in ${CONVERSATIONS.toLocaleString("en")} conversations`;
  const rows: Row[] = [];
  const pool = new Pool(process.url, { connections: 1 });
  for (const [what, path] of pages) {
    const times = await timesOf(pool, path);
    const desk = `p50 ${ms(percentile(times, 50))}, p95 ${ms(percentile(times, 95))}`;
    rows.push({ what: rows.length === 0 ? `${what}; ${size}` : what, desk, goal: "p95 below 20 ms" });
  }
  await pool.close();
  return rows;
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
