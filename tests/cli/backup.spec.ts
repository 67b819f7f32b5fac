import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backup } from "../../src/cli/backup.ts";
import type { Command } from "../../src/cli/door/command.ts";
import { restore } from "../../src/cli/restore.ts";
import type { Database } from "../../src/db/connect.ts";
import type { RunningDesk } from "../../src/start.ts";
import { untilFound } from "../support/desk-patience.ts";
import { openVisitor } from "../support/desk-visitor.ts";
import { type TempFolder, tempFolder } from "../support/temp-folder.ts";
import { watch } from "../support/watch.ts";
import { ADMIN, deskOnFolder, type FolderDesk, post } from "./desk-on-folder.ts";

let old: FolderDesk;
let fresh: FolderDesk;
let files: TempFolder;
let file: string;

const run = (command: Command, desk: FolderDesk, ...words: string[]) =>
  command(words, { config: desk.config, say: () => {}, signal: new AbortController().signal });

/** A refusal, in the words of the person at the terminal. */
async function refused(command: Command, desk: FolderDesk, ...words: string[]): Promise<string> {
  const answer = await run(command, desk, ...words);
  if (answer.ok) throw new Error(`It was done: ${answer.value.join("\n")}`);
  return `${answer.error.message} ${answer.error.hint}`;
}

async function done(command: Command, desk: FolderDesk, ...words: string[]): Promise<string> {
  const answer = await run(command, desk, ...words);
  if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.hint}`);
  return answer.value.join("\n");
}

/** Somebody with the web chat open, wherever the desk is by now. */
async function visitorOf(url: () => string) {
  const changes = watch();
  return openVisitor({
    url,
    wait: (look, what) => untilFound(changes, async () => look(), what),
    changed: changes.changed,
  });
}

/** Everything that a database holds and how it holds it, as text. */
async function contentOf({ sql }: Database) {
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const rows: Record<string, unknown[]> = {};
  for (const { name } of tables)
    rows[name] = await sql`select to_jsonb(t)::text as row from ${sql(name)} t order by 1`.then((all) => [...all]);
  // The commands write down that they ran: the one after its picture was taken, the other when it had been put back.
  rows.audit_log = (await sql<{ row: string }[]>`select to_jsonb(t)::text as row from audit_log t order by 1`).filter(
    ({ row }) => !/"action": "backup\.(?:written|restored)"/.test(row),
  );
  const sequences = await sql`
    select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1`;
  const constraints = await sql`
    select conrelid::regclass::text as "on", conname, pg_get_constraintdef(oid) as is from pg_constraint
    where connamespace = 'public'::regnamespace order by 1, 2`;
  const migrations = await sql`select hash, created_at from drizzle.__drizzle_migrations order by created_at`;
  return { rows, sequences: [...sequences], constraints: [...constraints], migrations: [...migrations] };
}

/** Writes the file's text changed, with nothing else said about it. */
function rewritten(name: string, change: (text: string) => string): string {
  const path = `${files.path}/${name}`;
  writeFileSync(path, gzipSync(change(gunzipSync(readFileSync(file)).toString("utf8"))));
  return path;
}

beforeAll(async () => {
  files = tempFolder();
  file = `${files.path}/hamdel.gz`;
  old = deskOnFolder();
  fresh = deskOnFolder();
});
afterAll(async () => {
  await old.close();
  await fresh.close();
  files.remove();
});

describe("npm run backup and npm run restore", () => {
  it("say so where there is nothing to back up, and make nothing", async () => {
    expect(await refused(backup, old, file)).toMatch(/There is no database in .* Set DATA_DIR/);
    expect(existsSync(old.dataDir)).toBe(false);
  });

  it("bring a desk to another machine while it runs: every row, and it answers as if nothing had been", async () => {
    let desk: RunningDesk = await old.start();
    const { visitor, open, close } = await visitorOf(() => desk.url);
    await open();
    await visitor.says("سفارش #48217 یک هفته است نرسیده\tو\\.\nهیچ‌کس جواب نمی‌دهد 😡");
    await visitor.reply();
    await visitor.says("\\.");
    await visitor.reply();

    expect(await done(backup, old, file)).toMatch(/^Wrote \d+ rows of \d+ tables to .*secrets\.key/s);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(files.path)).toEqual(["hamdel.gz"]);
    expect(await refused(restore, old, file)).toMatch(/Another desk is already running/);
    await close();
    await desk.stop();

    expect(await done(restore, fresh, file)).toMatch(/^Restored \d+ rows .*secrets\.key/s);
    const before = await old.look(contentOf);
    expect(before.rows.messages?.length).toBeGreaterThanOrEqual(4);
    expect(await fresh.look(contentOf)).toEqual(before);

    desk = await fresh.start();
    const signedIn = await post(desk.url, "/api/auth/sign-in/email", ADMIN);
    expect(signedIn.status).toBe(200);
    await open();
    await visitor.says("what about my complaint?");
    expect((await visitor.reply()).text).not.toBe("");
    await close();
    await desk.stop();
  });

  it("refuse to replace anything: a file, or a database with something in it", async () => {
    const bytes = readFileSync(file);
    expect(await refused(backup, old, file)).toMatch(/exists already/);
    expect(readFileSync(file)).toEqual(bytes);
    expect(await refused(restore, fresh, file)).toMatch(/not empty.*DATA_DIR=/);
  });

  it("write no file where the folder cannot take it", async () => {
    expect(await refused(backup, old, `${files.path}/nowhere/b.gz`)).toMatch(/Cannot write .*ENOENT/);
  });

  it("leave nothing behind when the operator stops the backup", async () => {
    const stop = AbortSignal.abort();
    const folder = `${files.path}/stopped`;
    mkdirSync(folder);
    const answer = await backup([`${folder}/b.gz`], { config: old.config, say: () => {}, signal: stop });
    expect(answer).toMatchObject({ ok: false, error: { message: "Stopped." } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ["cut short", () => readFileSync(file).subarray(0, -200), /is cut short/],
    ["cut to its beginning", () => readFileSync(file).subarray(0, 30), /is cut short/],
    ["empty", () => Buffer.alloc(0), /not a whole backup|cut short/],
    ["changed on the disk", () => flipped(readFileSync(file)), /is damaged/],
    ["something else", () => Buffer.from("PK\u0003\u0004 not ours"), /is damaged, or is not a backup/],
  ])("refuse a file that is %s, before they touch a database", async (name, bytes, why) => {
    const path = `${files.path}/${name}.gz`;
    writeFileSync(path, bytes());
    const empty = deskOnFolder();
    expect(await refused(restore, empty, path)).toMatch(why);
    expect(existsSync(empty.dataDir)).toBe(false);
    await empty.close();
  });

  it.each([
    ["a newer format", (text: string) => text.replace('"format":1', '"format":2'), /format 2.*reads up to 1.*newer/],
    ["a newer database", (text: string) => text.replace(/"when":\d+/, '"when":99'), /does not know.*newer/],
    ["another text", (text: string) => text.replace("48217", "48218"), /its checksum is another one/],
    ["a row less", (text: string) => text.replace(/\n[^\n]*48217[^\n]*/, ""), /its checksum is another one/],
    ["no end", (text: string) => text.replace(/\{"end".*\n$/, ""), /its end is missing/],
    ["half a last line", (text: string) => text.slice(0, -5), /its last line is cut short/],
    ["other people's lines", () => '{"hello":"world"}\n', /not a whole backup/],
  ])("refuse a file that has %s", async (name, change, why) => {
    expect(await refused(restore, fresh, rewritten(`${name}.gz`, change))).toMatch(why);
  });

  it("explain themselves without the name of a file", async () => {
    expect(await refused(backup, old)).toMatch(/npm run -s backup -- \/backups/);
    expect(await refused(restore, old, "--help")).toMatch(/npm run -s restore -- \/backups/);
    expect(await refused(restore, old, "/no/such/file")).toMatch(/There is no file/);
  });
});

function flipped(bytes: Buffer): Buffer {
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return bytes;
}
