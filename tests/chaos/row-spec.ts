import { describe, expect, it } from "vitest";
import { requiredPrograms } from "../support/require.ts";
import type { Figure } from "./figures.ts";
import { missingPrograms, play, type Row } from "./row.ts";

const SEED = Number(process.env.CHAOS_SEED ?? (Date.now() % 1_000_000) + 1);

/**
 * A row at its quick size as a test: every goal that does not depend on the machine's speed is reached. It is skipped
 * where a program is missing, unless the environment's REQUIRE names it.
 * @param flaw  of something we build on, for which it is skipped until that is mended; null: none
 */
export function testRow(row: Row, flaw: string | null = null): void {
  const missing = missingPrograms(row);
  const required = row.needs.some((program) => requiredPrograms(process.env.REQUIRE).includes(program));
  const absent = missing.length > 0 && !required ? `${missing.join(" and ")} not installed` : null;
  const reason = absent ?? flaw;
  const why = reason === null ? "" : ` (skipped: ${reason})`;
  describe(row.title, () => {
    const options = { timeout: row.limit.quick * 1000 };
    it.skipIf(why !== "")(`comes out of it as promised, at the quick size${why}`, options, testOf(row));
  });
}

function testOf(row: Row): () => Promise<void> {
  return async () => {
    const figures: Figure[] = [];
    const played = await play(row, { full: false, seed: SEED, onFigure: (figure) => figures.push(figure) });
    console.log(`${row.name}, seed ${SEED}: ${figures.map(({ what, value }) => `${what} ${value}`).join("; ")}`);
    expect(played.failure).toBeNull();
    expect(figures.filter(({ met, timed }) => met === false && !timed)).toEqual([]);
    expect(figures.filter(({ met }) => met !== undefined)).not.toEqual([]);
  };
}
