import type { Config } from "../config.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { Connection } from "./connect.ts";
import { holdDesk } from "./embedded/desk-lock.ts";
import { startEmbedded } from "./embedded/start.ts";
import { migrate } from "./migrate.ts";

export interface OpenDatabase {
  readonly connection: Connection;
  /** For the line printed at start. */
  readonly description: string;
  /** Other processes may use it too. */
  readonly shared: boolean;
  /** Close the connections first. */
  close(): Promise<void>;
}

export interface StartRefused {
  readonly message: string;
  readonly hint: string;
}

/** The database of the configuration, running and migrated: the one at `DATABASE_URL`, else the embedded one. */
export async function openDatabase(
  { databaseUrl, dataDir }: Pick<Config, "databaseUrl" | "dataDir">,
  log: (line: string) => void,
): Promise<Result<OpenDatabase, StartRefused>> {
  if (databaseUrl === null) {
    const started = await openEmbedded(dataDir, log);
    return started.ok ? prepare(started.value, "Look at the lines above.") : started;
  }
  return prepare(external({ url: databaseUrl }), "Check DATABASE_URL, and that its user may create tables.");
}

/** A database that runs already, migrated. */
export async function openGiven(connection: Connection): Promise<Result<OpenDatabase, StartRefused>> {
  return prepare(external(connection), "Check that it runs.");
}

async function prepare(opened: OpenDatabase, hint: string): Promise<Result<OpenDatabase, StartRefused>> {
  try {
    const migrated = await migrate(opened.connection);
    if (migrated.ok) return ok(opened);
    await opened.close();
    return migrated;
  } catch (error) {
    await opened.close();
    const why = error instanceof Error ? error.message : String(error);
    return err({ message: `The database could not be prepared: ${why}`, hint });
  }
}

/** A database that runs already, as it is. */
export function external(connection: Connection): OpenDatabase {
  const where = "url" in connection ? new URL(connection.url).host : connection.host;
  return { connection, description: `PostgreSQL at ${where}`, shared: true, close: async () => {} };
}

/** The embedded database as it is, with the data folder held: no desk runs beside us. */
export async function openEmbedded(
  dataDir: string,
  log: (line: string) => void,
): Promise<Result<OpenDatabase, StartRefused>> {
  const held = await holdDesk(dataDir);
  if (!held.ok) return held;
  const started = await startEmbedded({ dataDir, log });
  if (!started.ok) {
    await held.value();
    return started;
  }
  const { connection, directory, startedMs } = started.value;
  return ok({
    connection,
    description: `embedded PostgreSQL in ${directory}, ${startedMs} ms`,
    shared: false,
    async close() {
      await started.value.stop();
      await held.value();
    },
  });
}
