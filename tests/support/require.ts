import { describe, it } from "vitest";
import { findProgram, type Program, WANTED } from "./programs.ts";

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
