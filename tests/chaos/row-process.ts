import { z } from "zod";
import { removeAbandonedFolders } from "../support/temp-folder.ts";
import { play } from "./row.ts";
import { ROWS } from "./rows.ts";

const Wanted = z.object({ name: z.string(), full: z.boolean(), seed: z.number() });

/** One row in a process of its own: its figures go to the parent as they come, and at last how it ended. */
export async function main([words = ""]: readonly string[]): Promise<void> {
  const { name, full, seed } = Wanted.parse(JSON.parse(words));
  const row = ROWS.find((candidate) => candidate.name === name);
  if (!row) throw new Error(`There is no row ${name}.`);
  removeAbandonedFolders();
  const tell = (message: object) => new Promise<void>((resolve) => process.send?.(message, () => resolve()));
  const played = await play(row, { full, seed, onFigure: (figure) => void tell({ figure }) });
  await tell(played);
}
