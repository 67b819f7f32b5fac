import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A program that a developer's machine may lack. */
export type Program = "redis" | "postgres" | "chromium";

/** What to call it when it is missing. */
export const WANTED: Readonly<Record<Program, string>> = {
  redis: "redis-server",
  postgres: "Debian's PostgreSQL server",
  chromium: "chromium",
};

/** The program's path (for "postgres", the folder of the server's programs), or undefined where it is not installed. */
export function findProgram(program: Program): string | undefined {
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
