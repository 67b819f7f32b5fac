import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, it } from "vitest";

/** A program that a developer's machine may lack. */
export type Program = "redis" | "postgres" | "chromium";

/**
 * A suite that needs a program of the machine. It runs where the program is; where it is not, the suite is skipped and
 * its title says why, unless the environment's REQUIRE (as in `REQUIRE=redis,chromium`) names it: then it fails.
 * @param define  receives the program's path; for "postgres", the folder of the server's programs
 */
export function describeWith(program: Program, title: string, define: (path: string) => void): void {
  const path = findProgram(program);
  if (path !== undefined) {
    describe(title, () => define(path));
  } else if (requiredPrograms(process.env.REQUIRE).includes(program)) {
    it(`${title} (REQUIRE names ${program})`, () => {
      throw new Error(`${WANTED[program]} is not installed on this machine, and REQUIRE names ${program}.`);
    });
  } else {
    describe.skip(`${title} (skipped: ${WANTED[program]} is not installed)`, () => define(""));
  }
}

/** Splits the list in REQUIRE. */
export function requiredPrograms(list: string | undefined): readonly string[] {
  return (list ?? "").split(",").map((name) => name.trim());
}

const WANTED: Readonly<Record<Program, string>> = {
  redis: "redis-server",
  postgres: "Debian's PostgreSQL server",
  chromium: "chromium",
};

function findProgram(program: Program): string | undefined {
  if (program === "redis") return onPath("redis-server");
  if (program === "chromium") return onPath("chromium") ?? onPath("chromium-browser") ?? onPath("google-chrome");
  return debianPostgres();
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Debian keeps the servers out of PATH, one folder for each major version; the newest is taken. */
function debianPostgres(): string | undefined {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return undefined;
  const majors = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return majors.map((major) => join(root, major, "bin")).find((bin) => existsSync(join(bin, "postgres")));
}
