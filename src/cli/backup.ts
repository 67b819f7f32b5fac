import { createWriteStream, existsSync, statSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { createGzip } from "node:zlib";
import type { Config } from "../config.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { Trailer } from "../db/backup/format.ts";
import { writeBackup } from "../db/backup/write.ts";
import { connect, type Sql } from "../db/connect.ts";
import { joinDatabase } from "../db/maintenance.ts";
import { type Command, databaseRefusal, type Refusal, runCommand } from "./door/command.ts";
import { auditOperator } from "./door/operator.ts";

/** `npm run -s backup -- <file>`: the whole database in one new file; the desk may run meanwhile. */
export const backup: Command = async (words, { config, say, signal }) => {
  const [name] = words;
  if (name === undefined || words.length !== 1 || name.startsWith("-"))
    return err({ message: "Name one file.", hint: "As in: npm run -s backup -- /backups/hamdel-2026-11-22.gz" });
  const file = resolve(name);
  if (existsSync(file))
    return err({ message: `${file} exists already.`, hint: "Name a new file: a backup replaces none." });

  const opened = await joinDatabase(config, say);
  if (!opened.ok) return opened;
  const database = connect(opened.value.connection, 1);
  try {
    const written = await writeFile(database.sql, file, signal);
    if (written.ok) {
      const detail = { rows: total(written.value), bytes: statSync(file).size };
      await auditOperator(database.sql, { action: "backup.written", detail });
    }
    return written.ok ? ok(report(file, written.value, config)) : written;
  } catch (cause) {
    return err(databaseRefusal(cause));
  } finally {
    await database.close();
    await opened.value.close();
  }
};

/** Writes beside the file and renames: whatever bears the name is whole. */
async function writeFile(sql: Sql, file: string, signal: AbortSignal): Promise<Result<Trailer, Refusal>> {
  const unfinished = `${file}.unfinished-${process.pid}`;
  const text = new PassThrough();
  // Messages of customers are in it: nobody else may read it, from its first byte on.
  const out = createWriteStream(unfinished, { flags: "wx", mode: 0o600, flush: true });
  const packed = pipeline(text, createGzip(), out, { signal });
  const stopped = packed.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  try {
    const trailer = await writeBackup(sql, async (piece) => {
      if (text.write(piece)) return;
      const cause = await Promise.race([new Promise<undefined>((drained) => text.once("drain", drained)), stopped]);
      if (cause !== undefined) throw cause;
    });
    if (trailer === null) {
      text.destroy();
      return err({ message: "No desk was ever started in this database.", hint: "Check DATA_DIR and DATABASE_URL." });
    }
    text.end();
    await packed;
    await rename(unfinished, file);
    return ok(trailer);
  } catch (cause) {
    text.destroy();
    const fault = (await stopped) ?? cause;
    const code = String((fault as { code?: unknown }).code);
    if (signal.aborted) return err({ message: "Stopped.", hint: "No file was written." });
    if (!/^E[A-Z]+$/.test(code) || code.startsWith("ECONN")) throw cause;
    const hint =
      code === "ENOSPC" ? "The disk is full: free some space, or name a file elsewhere." : "Check the folder.";
    return err({ message: `Cannot write ${file} (${code}).`, hint });
  } finally {
    await stopped;
    await rm(unfinished, { force: true });
  }
}

const total = ({ rows }: Trailer): number => Object.values(rows).reduce((sum, some) => sum + some, 0);

function report(file: string, trailer: Trailer, { dataDir, secretsKey }: Config): string[] {
  const key = secretsKey === null ? join(dataDir, "secrets.key") : "SECRETS_KEY";
  return [
    `Wrote ${total(trailer)} rows of ${Object.keys(trailer.rows).length} tables to ${file} (${statSync(file).size} bytes).`,
    `Not in it, and to be kept as safe and elsewhere: ${key}, the desk's own key, and the settings in .env.`,
  ];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await runCommand(backup);
