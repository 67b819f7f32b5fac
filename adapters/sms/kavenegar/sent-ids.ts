import { fieldsOf } from "../form.ts";

/** As many as one `sms/status` takes. */
const MOST = 500;
/** Statuses that nothing follows; 100 is an id the platform does not know, or not any more. */
const FINAL: ReadonlySet<number> = new Set([6, 10, 11, 13, 14, 100]);

/** The messages this process sent whose end is not known yet, the newest of them. */
export interface SentIds {
  add(id: string): void;
  waiting(): readonly string[];
  /** Forgets what the entries of a status answer tell the end of. */
  settle(entries: readonly object[]): void;
}

export function sentIds(): SentIds {
  const ids = new Set<string>();
  return {
    add(id) {
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > MOST && oldest !== undefined) ids.delete(oldest);
    },
    waiting: () => [...ids],
    settle(entries) {
      for (const fields of entries.map(fieldsOf)) {
        if (FINAL.has(Number(fields.get("status")))) ids.delete(fields.get("messageid") ?? "");
      }
    },
  };
}
