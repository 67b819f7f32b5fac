import type { ChannelAccount } from "../api/types.ts";

/** What was typed, by setting; null: it is to be taken away. */
export type Typed = Readonly<Record<string, string | null>>;
/** What the server is sent: only what changes, and null for what is taken away. */
export type Changes = Readonly<Record<string, string | null>>;

/** A secret is never shown, so one left empty stays as it is; any other that is emptied is taken away. */
export function changesOf(shown: ChannelAccount["settings"], typed: Typed): Changes {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]): [string, string | null][] => {
      const was = shown[name];
      const text = value?.trim() ?? null;
      if (text === null || text === "") {
        const goes = was !== undefined && (text === null || was !== true);
        return goes ? [[name, null]] : [];
      }
      return text === was ? [] : [[name, text]];
    }),
  );
}
