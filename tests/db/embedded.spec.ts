import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { serverPid } from "../../src/db/embedded/pid-file.ts";
import { fallbackDirectory } from "../../src/db/embedded/place.ts";
import { prepareSite } from "../../src/db/embedded/site.ts";
import { type EmbeddedPostgres, startEmbedded } from "../../src/db/embedded/start.ts";
import { type OtherProcess, otherProcess } from "../support/embedded-process.ts";
import { type TempFolder, tempFolder } from "../support/temp-folder.ts";

// Each test makes a database on the disk, some more than one.
vi.setConfig({ testTimeout: 60_000 });

const root = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };
/** Why root cannot try as somebody else, if so: the clone itself may be in a private home. */
const hidden =
  root && spawnSync("test", ["-r", import.meta.filename], { ...NOBODY, cwd: "/" }).status !== 0
    ? " (skipped: user nobody cannot read this clone)"
    : "";
let folder: TempFolder;
let log: string[];
let open: { stop(): Promise<void> }[];

beforeEach(() => {
  folder = tempFolder();
  log = [];
  open = [];
});

afterEach(async () => {
  await Promise.all(open.map((server) => server.stop()));
  folder.remove();
});

async function start(dataDir = folder.path): Promise<EmbeddedPostgres> {
  const started = await startEmbedded({ dataDir, log: (line) => log.push(line) });
  if (!started.ok) throw new Error(`${started.error.message} ${started.error.hint}`);
  open.push(started.value);
  return started.value;
}

async function startElsewhere(as: { path?: string } = {}): Promise<OtherProcess> {
  const other = await otherProcess("start", folder.path, as);
  open.push(other);
  return other;
}

async function query<T>(server: EmbeddedPostgres, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres({ ...server.connection, max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    return await ask(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const writeNote = (server: EmbeddedPostgres, text: string) =>
  query(server, async (sql) => {
    await sql`create table if not exists note (text text)`;
    await sql`insert into note values (${text})`;
  });

const notes = (server: EmbeddedPostgres) =>
  query(server, async (sql) => (await sql<{ text: string }[]>`select text from note`).map((row) => row.text));

const dataOf = (server: EmbeddedPostgres) => join(server.directory, "pg");

describe("the embedded database", () => {
  it("starts in an empty folder, keeps its rows over a stop, and leaves no process behind", async () => {
    const first = await start();
    await writeNote(first, "نامه");
    await first.stop();
    expect(serverPid(dataOf(first))).toBeUndefined();

    const second = await start();
    expect(await notes(second)).toEqual(["نامه"]);
    expect(second).toMatchObject({ owner: true, directory: join(folder.path, "postgres") });
    expect(readdirSync(second.directory).filter((name) => name.startsWith("init."))).toEqual([]);
  });

  it("opens no network port", async () => {
    const server = await start();
    const listening = await query(server, (sql) => sql`select current_setting('listen_addresses') as addresses`);
    expect(listening).toEqual([{ addresses: "" }]);
    expect(statSync(join(server.directory, ".s.PGSQL.5432")).mode & 0o777).toBe(0o700);
  });

  it("can be stopped twice", async () => {
    const server = await start();
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(serverPid(dataOf(server))).toBeUndefined();
  });

  it("is one server with one owner when several processes start it at once in an empty folder", async () => {
    const [one, two, three, four] = await Promise.all([start(), start(), startElsewhere(), startElsewhere()]);

    const owners = [one.owner, two.owner, ...[three, four].map(({ said }) => said.ok && said.value?.owner)];
    expect(owners.toSorted()).toEqual([false, false, false, true]);
    await writeNote(one, "seen by all");
    expect(await notes(two)).toEqual(["seen by all"]);
  });

  it("goes on under a new owner when the process that started it leaves", async () => {
    const first = await startElsewhere();
    const second = await start();
    await writeNote(second, "kept");
    expect(second.owner).toBe(false);

    await first.stop();

    await expect.poll(() => notes(second)).toEqual(["kept"]);
    expect(second.owner).toBe(true);
  });
});

describe("after a crash", () => {
  it("the server dies with its killed parent, and the next start finds every row", async () => {
    const other = await startElsewhere();
    const here = await start();
    await writeNote(here, "committed");
    await here.stop();
    expect(serverPid(dataOf(here))).toBeDefined();

    await other.kill();

    await expect.poll(() => serverPid(dataOf(here))).toBeUndefined();
    expect(await notes(await start())).toEqual(["committed"]);
  });

  it("the server dies with its killed parent where setpriv is missing, too", async () => {
    const other = await startElsewhere({ path: "/nonexistent" });
    expect(other.said.ok).toBe(true);
    const data = join(folder.path, "postgres", "pg");
    expect(serverPid(data)).toBeDefined();

    await other.kill();

    await expect.poll(() => serverPid(data)).toBeUndefined();
    expect(await query(await start(), (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });

  it("an orphaned server is joined, and stopped by the one who joined it", async () => {
    const first = await start();
    await writeNote(first, "before");
    await first.stop();
    const orphan = await startOrphan(first);

    const second = await start();
    expect(await notes(second)).toEqual(["before"]);
    expect(serverPid(dataOf(second))).toBe(orphan.pid);
    expect(second.owner).toBe(true);

    const gone = once(orphan, "exit");
    await second.stop();
    await gone;
  });

  it("a killed server comes back by itself with every acknowledged row", async () => {
    const server = await start();
    await writeNote(server, "acknowledged");
    const pid = serverPid(dataOf(server));
    if (pid === undefined) throw new Error("no server");

    process.kill(pid, "SIGKILL");

    await expect.poll(() => notes(server).catch(() => "down")).toEqual(["acknowledged"]);
    expect(serverPid(dataOf(server))).not.toBe(pid);
    expect(log).toContain("The database has ended; starting it again.");
  });

  it("a pid file whose number now belongs to another program does not stop the start", async () => {
    const first = await start();
    await first.stop();
    const stranger = spawn("sleep", ["600"], { ...ownerOf(first), stdio: "ignore" });
    writeFileSync(join(dataOf(first), "postmaster.pid"), `${stranger.pid}\n${dataOf(first)}\n1\n5432\n`);

    const second = await start();

    expect(await query(second, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
    expect(stranger.exitCode).toBeNull();
    expect(log.join()).toContain("stale");
    stranger.kill("SIGKILL");
  });
});

describe("a folder it cannot use", () => {
  it("with the data of another major version is left untouched, with advice", async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(dataOf(first), "PG_VERSION"), "17\n");

    const second = await startEmbedded({ dataDir: folder.path, log: () => undefined });

    expect(second).toMatchObject({ ok: false, error: { message: expect.stringContaining("PostgreSQL 17") } });
    expect(second).toMatchObject({ ok: false, error: { hint: expect.stringContaining("DATABASE_URL") } });
    expect(readFileSync(join(dataOf(first), "PG_VERSION"), "utf8")).toBe("17\n");
  });

  it("because something else lies where the data should be, is named", async () => {
    mkdirSync(join(folder.path, "postgres", "pg"), { recursive: true });
    writeFileSync(join(folder.path, "postgres", "pg", "letter.txt"), "not a database");
    const refused = await otherProcess("start", folder.path);
    open.push(refused);
    expect(refused.said).toMatchObject({ ok: false });
    expect(existsSync(join(folder.path, "postgres", "pg", "letter.txt"))).toBe(true);
  });

  it("because it is below a file, is named", async () => {
    writeFileSync(join(folder.path, "data"), "");
    const refused = await startEmbedded({ dataDir: join(folder.path, "data", "desk"), log: () => undefined });
    expect(refused).toMatchObject({ ok: false, error: { message: expect.stringContaining("ENOTDIR") } });
  });

  it.skipIf(hidden)(`because another user owns it, is named with what to do${hidden}`, async () => {
    const closed = join(folder.path, "closed");
    mkdirSync(closed, { mode: root ? 0o700 : 0o500 });
    const refused = await otherProcess("start", join(closed, "desk"), root ? NOBODY : {});
    open.push(refused);
    expect(refused.said).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("EACCES"), hint: expect.stringContaining("chown") },
    });
  });

  it.runIf(root)("is left for one in /var/lib when root keeps it in a private home (only root can try)", async () => {
    const home = tempFolder(0o700);
    const dataDir = join(home.path, "clone", "data");
    try {
      const first = await start(dataDir);
      expect(first.directory).toBe(fallbackDirectory(join(dataDir, "postgres")));
      await writeNote(first, "reachable");
      await first.stop();
      expect(await notes(await start(dataDir))).toEqual(["reachable"]);
    } finally {
      await Promise.all(open.map((server) => server.stop()));
      rmSync(fallbackDirectory(join(dataDir, "postgres")), { recursive: true, force: true });
      home.remove();
    }
  });

  it("with a path too long for a socket works, its socket being under /tmp", async () => {
    const dataDir = join(folder.path, "a".repeat(60), "b".repeat(60));
    const server = await start(dataDir);
    expect(server.directory).toBe(join(dataDir, "postgres"));
    expect(server.connection.host).toMatch(/^\/tmp\/hamdel-[0-9a-f]{12}$/);
    expect(await query(server, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
    await server.stop();
    rmSync(server.connection.host, { recursive: true });
  });
});

function ownerOf(server: EmbeddedPostgres): { uid?: number; gid?: number } {
  const { uid, gid } = statSync(dataOf(server));
  return root ? { uid, gid } : {};
}

/** A server that no living process looks after, as one started by a parent that was killed on a system without setpriv. */
async function startOrphan(before: EmbeddedPostgres): Promise<ChildProcess> {
  const site = prepareSite(folder.path);
  if (!site.ok) throw new Error(site.error.message);
  const flags = ["-D", dataOf(before), "-p", "5432", "-c", `unix_socket_directories=${before.connection.host}`];
  const orphan = spawn(
    join(site.value.binaries, "bin", "postgres"),
    [...flags, "-c", "listen_addresses=", "-c", "wal_level=minimal", "-c", "max_wal_senders=0"],
    { ...ownerOf(before), cwd: "/", detached: true, stdio: "ignore" },
  );
  await expect.poll(() => serverPid(dataOf(before))).toBe(orphan.pid);
  return orphan;
}
