import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { connect, type Sql } from "../../src/db/connect.ts";
import { replay } from "../../src/simulation/replay.ts";
import { aDesk } from "../support/desk.ts";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";
import { type TempFolder, tempFolder } from "../support/temp-folder.ts";

const PROMPTS = join(import.meta.dirname, "../../prompts");
const PATIENCE_MS = 240_000;

let databases: readonly [TestDatabase, TestDatabase, TestDatabase];
let content: TempFolder;
beforeEach(async () => {
  databases = [await testDatabase(), await testDatabase(), await testDatabase()];
  content = tempFolder();
});
afterEach(async () => {
  for (const { drop } of databases) await drop();
  content.remove();
});

/** The desk's own content with one phrase and one playbook changed. */
function anotherContent(): string {
  cpSync(PROMPTS, content.path, { recursive: true });
  const change = (name: string, before: RegExp, after: string) => {
    const file = join(content.path, name);
    const text = readFileSync(file, "utf8");
    expect(text, "the change changes nothing").toMatch(before);
    writeFileSync(file, text.replace(before, after));
  };
  change("phrases/en/replies.md", /(?<=## praise\n\n)(?:- .*\n)+/, LAUDED.map((line) => `- ${line}\n`).join(""));
  change(
    "playbooks/refund_return.md",
    /^ask: \[order_id\]$/m,
    "ask: [order_id]\nnextWord: { low: 5, normal: 5, high: 5, critical: 5 }",
  );
  return content.path;
}

const LAUDED = ["one", "two", "three", "four", "five", "six"].map(
  (nth) => `Praise of the ${nth} kind makes the whole house happy.`,
);

const withoutTimes = (text = "") => text.replace(/\b(?:today|tomorrow)? ?(?:at )?\d\d:\d\d\b/g, "…");

/** Every row of every table. */
async function everything(sql: Sql): Promise<readonly unknown[]> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`;
  return Promise.all(
    tables.map(async ({ name }) => ({ name, rows: await sql`select t::text as row from ${sql(name)} t order by 1` })),
  );
}

it(
  "shows exactly what another content would have done differently, and leaves the desk as it was",
  async () => {
    const [past, ...stages] = databases;
    const desk = await aDesk({ connection: past.connection });
    const ids: string[] = [];
    for (const said of [
      "I sent the jacket back three weeks ago and my refund never came",
      "My order 48217 never arrived, it is two weeks late",
      "Thank you so much, the delivery was excellent!",
    ]) {
      const customer = await desk.visitor();
      await customer.says(said);
      await customer.reply();
      ids.push(customer.id);
    }
    await desk.stop();

    const { sql, close } = connect(past.connection, 1);
    const before = await everything(sql);
    await sql`set session characteristics as transaction read only`;
    const { conversations, changed } = await replay({
      sql,
      present: PROMPTS,
      tried: anotherContent(),
      wanted: { days: 1, most: 10 },
      environment: {},
      connections: [stages[0].connection, stages[1].connection],
    });
    expect(await everything(sql)).toEqual(before);
    await close();

    expect(conversations).toBe(3);
    const [refund, , praise] = ids;
    expect(changed.map(({ id, differences }) => ({ id, what: differences.map(({ what }) => what) }))).toEqual([
      { id: praise, what: ["turn 1, said"] },
      { id: refund, what: ["turn 1, said"] },
    ]);
    const [praised, refunded] = changed.map(({ differences }) => differences);
    expect(praised?.[0]?.tried).toContain("makes the whole house happy");
    expect(praised?.[0]?.now).not.toContain("makes the whole house happy");
    expect(withoutTimes(refunded?.[0]?.tried)).toBe(withoutTimes(refunded?.[0]?.now));
  },
  PATIENCE_MS,
);
