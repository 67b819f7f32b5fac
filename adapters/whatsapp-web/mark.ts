import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** How far an account's messages were taken, over restarts. Times are in seconds since 1970. */
export interface Mark {
  /** The account is connected. What it holds from before it was first linked stays untouched; another account starts anew. */
  begin(account: string, now: number): void;
  /** A message of that time has been committed. */
  note(at: number): void;
  /** Messages from then on may have been missed. */
  missedSince(now: number): number;
  /** Whether the message is from before the link, and so none of the desk's. */
  isBeforeLink(at: number): boolean;
}

const shape = z.object({ account: z.string(), linkedAt: z.number(), takenUntil: z.number() });
type Stand = z.output<typeof shape>;

/** Messages do not arrive in the order of their times; what was taken already is known by its id. */
const OVERLAP_S = 600;
/** Nobody waits for an answer to older ones. */
const OLDEST_S = 7 * 24 * 3600;

/** Opens the mark in the account's folder. One that cannot be read is begun anew. */
export function openMark(folder: string): Mark {
  const file = join(folder, "mark.json");
  let stand = read(file);

  function keep(next: Stand): void {
    stand = next;
    writeFileSync(`${file}.new`, JSON.stringify(next), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  return {
    begin(account, now) {
      if (stand?.account !== account) keep({ account, linkedAt: now, takenUntil: now });
    },
    note(at) {
      if (stand && at > stand.takenUntil) keep({ ...stand, takenUntil: at });
    },
    missedSince: (now) => Math.max(stand?.linkedAt ?? now, (stand?.takenUntil ?? now) - OVERLAP_S, now - OLDEST_S),
    isBeforeLink: (at) => stand !== null && at < stand.linkedAt,
  };
}

function read(file: string): Stand | null {
  try {
    return shape.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
