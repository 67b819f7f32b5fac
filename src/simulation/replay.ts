import type { Connection, Sql } from "../db/connect.ts";
import { readSettings } from "../db/settings.ts";
import { REAL_TIME } from "../start.ts";
import { compare, type Difference } from "./compare.ts";
import type { Dialogue } from "./dialogue.ts";
import { copyKnowledge } from "./furnish.ts";
import { type PastWanted, pastDialogues } from "./past.ts";
import type { Performance } from "./performance.ts";
import { play } from "./play.ts";
import { openStage, type StageOptions } from "./stage.ts";

export interface Replaying extends Pick<StageOptions, "environment"> {
  /** Of the desk whose past is played; read, and never written. */
  readonly sql: Sql;
  /** The folders of content: the present one and the one that is tried. */
  readonly present: string;
  readonly tried: string;
  readonly wanted: Omit<PastWanted, "zone">;
  /** Empty databases of the caller's for the two stages, in the place of throw-away servers. */
  readonly connections?: readonly [Connection, Connection];
}

export interface Replayed {
  readonly conversations: number;
  /** Those that would go another way. */
  readonly changed: readonly { readonly id: string; readonly differences: readonly Difference[] }[];
}

/** Plays the desk's past conversations against two contents, both on stages of their own. */
export async function replay({ sql, present, tried, wanted, connections, environment }: Replaying): Promise<Replayed> {
  const settings = await readSettings(sql);
  const scripts = await pastDialogues(sql, { ...wanted, zone: settings.zone });
  const furnish: StageOptions["furnish"] = (stage) => copyKnowledge(sql, stage.sql);
  // One clock for both: a time that reads otherwise because the second began later is no difference.
  const staged = { environment, settings, furnish, begins: REAL_TIME.now() };
  const on = (nth: 0 | 1) => (connections ? { connection: connections[nth] } : {});
  const now = await performAll(scripts, { ...staged, ...on(0), prompts: present });
  const then = await performAll(scripts, { ...staged, ...on(1), prompts: tried });
  const changed = scripts.flatMap(({ id }, nth) => {
    const [a, b] = [now[nth], then[nth]];
    const differences = a && b ? compare(a, b) : [];
    return differences.length > 0 ? [{ id, differences }] : [];
  });
  return { conversations: scripts.length, changed };
}

async function performAll(scripts: readonly Dialogue[], options: StageOptions): Promise<readonly Performance[]> {
  const stage = await openStage(options);
  try {
    const all: Performance[] = [];
    for (const script of scripts) all.push(await play(stage, script));
    return all;
  } finally {
    await stage.close();
  }
}
