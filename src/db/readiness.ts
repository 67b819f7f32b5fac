import type { Sql } from "./connect.ts";
import { lastApplied, newestMigration } from "./migrate.ts";
import { countWorkers } from "./workers.ts";

/** One part a process cannot serve without. @returns null while it works, else what is wrong */
export interface Part {
  readonly name: "database" | "migrations" | "workers";
  readonly check: () => Promise<string | null>;
}

/**
 * What readiness looks at, in the order in which one needs the other. A process that works on no queue takes messages
 * safely while no worker lives, so it stays ready.
 */
export function readinessParts(sql: Sql, works: boolean): readonly Part[] {
  const database: Part = {
    name: "database",
    check: async () => ((await sql`select 1`).length === 1 ? null : "does not answer"),
  };
  const migrations: Part = {
    name: "migrations",
    check: async () => {
      const applied = await lastApplied(sql);
      const { when, tag } = newestMigration();
      if (applied !== null && applied >= when) return null;
      return `"${tag}" is not applied; start this version again, which applies it`;
    },
  };
  const workers: Part = {
    name: "workers",
    check: async () => ((await countWorkers(sql)) > 0 ? null : "no worker is connected to the database"),
  };
  return works ? [database, migrations, workers] : [database, migrations];
}
