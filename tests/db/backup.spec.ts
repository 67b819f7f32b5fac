import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isEmpty, loadBackup } from "../../src/db/backup/load.ts";
import { readHeader, verifyBackup } from "../../src/db/backup/read.ts";
import { writeBackup } from "../../src/db/backup/write.ts";
import { connect, type Database } from "../../src/db/connect.ts";
import { migrate } from "../../src/db/migrate.ts";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";
import { type TempFolder, tempFolder } from "../support/temp-folder.ts";

/** More than the driver, the packer and the socket hold at once. */
const MANY = 30_000;

let given: TestDatabase;
let empty: TestDatabase;
let source: Database;
let target: Database;
let folder: TempFolder;

beforeEach(async () => {
  folder = tempFolder();
  [given, empty] = await Promise.all([testDatabase(), testDatabase()]);
  const migrated = await migrate(given.connection);
  if (!migrated.ok) throw new Error(migrated.error.message);
  source = connect(given.connection, 2);
  target = connect(empty.connection, 1);
});
afterEach(async () => {
  await Promise.all([source.close(), target.close()]);
  await Promise.all([given.drop(), empty.drop()]);
  folder.remove();
});

async function textOf(database: Database, meanwhile: (bytes: number) => Promise<unknown> = async () => {}) {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const trailer = await writeBackup(database.sql, async (piece) => {
    pieces.push(piece);
    bytes += piece.length;
    await meanwhile(bytes);
  });
  return { trailer, text: Buffer.concat(pieces).toString("utf8"), largest: Math.max(...pieces.map((p) => p.length)) };
}

/** Packs a text, and says of it what is true of it. */
function packed(text: string): string {
  const file = `${folder.path}/backup.gz`;
  const end = text.lastIndexOf('{"end"');
  const rows: Record<string, number> = {};
  for (const [, name, content = ""] of text.slice(0, end).matchAll(/\{"table":"(\w+)".*\}\n((?:.*\n)*?)\\\.\n/g))
    if (name !== undefined) rows[name] = content.split("\n").length - 1;
  const sha256 = createHash("sha256").update(text.slice(0, end)).digest("hex");
  const trailer = { ...JSON.parse(text.slice(end)), rows, sha256 };
  writeFileSync(file, gzipSync(`${text.slice(0, end)}${JSON.stringify(trailer)}\n`));
  return file;
}

async function load(file: string): Promise<void> {
  const [header, trailer] = [await readHeader(file), await verifyBackup(file)];
  if (!header.ok || !trailer.ok) throw new Error("The file of this test is not whole.");
  await loadBackup(target.sql, file, header.value, trailer.value);
}

const names = (database: Database) => database.sql`select id, name, created_at from contacts order by id`;

describe("a backup of a database", () => {
  it("is of one moment and in small pieces, however slowly it is taken and whatever is written meanwhile", async () => {
    await source.sql`insert into contacts (name) select repeat('سارا ', 20) || n from generate_series(1, ${MANY}) n`;
    let written = 0;
    const { trailer, text, largest } = await textOf(source, async () => {
      written += 1;
      await source.sql`insert into contacts (name) values ('later')`;
      await source.sql`delete from contacts where id = ${written}`;
    });
    expect(written).toBeGreaterThan(50);
    expect(trailer?.rows.contacts).toBe(MANY);
    expect(text).not.toContain("later");
    expect(largest).toBeLessThan(200_000);

    await load(packed(text));
    expect(await target.sql`select count(*)::int as n, max(id) as last from contacts`).toEqual([
      { n: MANY, last: MANY },
    ]);
  });

  it("ends at once where its reader gives up, and leaves the connection usable", async () => {
    await source.sql`insert into contacts (name) select repeat('x', 500) from generate_series(1, ${MANY})`;
    const stopped = textOf(source, async (bytes) => {
      if (bytes > 1_000_000) throw new Error("the disk is full");
    });
    await expect(stopped).rejects.toThrow("the disk is full");
    expect(
      await source.sql`select count(*)::int as n from pg_stat_activity where query ilike 'copy%' and state = 'active'`,
    ).toEqual([{ n: 0 }]);
    expect((await textOf(source)).trailer?.rows.contacts).toBe(MANY);
  });

  it("keeps what is hard to write down, and never gives a number out twice", async () => {
    const hard = ["", "\\.", "\\N", "a\tb\nc\r\nd\\", '"quoted"', "نیم‌فاصله 😡", "\u0001"];
    for (const name of hard)
      await source.sql`insert into contacts (name, created_at) values (${name}, '2026-03-28T21:30:00.123456+03:30')`;
    await source.sql`insert into contacts (name) values ('gone')`;
    await source.sql`delete from contacts where name = 'gone'`;
    await load(packed((await textOf(source)).text));
    expect([...(await names(target))]).toEqual([...(await names(source))]);
    const [made] = await target.sql`insert into contacts (name) values ('next') returning id`;
    expect(made?.id).toBeGreaterThan(hard.length + 1);
    expect(await migrate(empty.connection)).toMatchObject({ ok: true });
  });

  it.each([
    ["a row that is there twice", '{"table":"contacts"', (row: string) => `${row}${row}`],
    ["a row that points at nothing", '{"table":"ticket_conversations"', () => "7\t7\n"],
    ["a row that has too little", '{"table":"web_sessions"', () => "abc\n"],
    ["a value of another kind", '{"table":"tickets"', () => `x${"\tx".repeat(12)}\n`],
  ])("with %s is refused, and the database stays empty", async (_name, table, change) => {
    await source.sql`insert into contacts (name) values ('Sara')`;
    const { text } = await textOf(source);
    const from = text.indexOf("\n", text.indexOf(table)) + 1;
    const to = text.indexOf("\\.\n", from);
    const file = packed(text.slice(0, from) + change(text.slice(from, to)) + text.slice(to));
    await expect(load(file)).rejects.toThrow();
    expect(await isEmpty(target.sql)).toBe(true);
  });

  it("says nothing of a database where no desk ever was", async () => {
    expect((await textOf(target)).trailer).toBe(null);
    expect((await textOf(target)).text).toBe("");
  });
});
