import type { Format } from "../../pages/language/format.ts";
import type { TextKey } from "../i18n/texts.ts";

/** The interface's language, as `useI18n` has it. */
interface Reader {
  readonly format: Format;
  t(key: TextKey, parameters?: Readonly<Record<string, string>>): string;
  word(family: string, value: string | null, ...otherFamilies: readonly string[]): string;
}

/** Figures by the names the server gives them. */
const COUNTS = {
  ended: "audit.ended",
  added: "audit.count.added",
  changed: "audit.count.changed",
  unchanged: "audit.count.unchanged",
  questions: "audit.count.questions",
  rows: "audit.count.rows",
  bytes: "audit.count.bytes",
} as const satisfies Readonly<Record<string, TextKey>>;

/** Whose words the values of a detail are. */
const FAMILIES: Readonly<Record<string, string>> = {
  with: "audit.with",
  role: "role",
  from: "role",
  to: "role",
  channel: "channel",
  which: "audit.which",
  language: "language",
  published: "audit.published",
  enabled: "audit.enabled",
  vip: "audit.vip",
  fields: "audit.field",
};

/**
 * What is written beside a deed, in the reader's words where there are some, else as the server wrote it.
 * @param detail  all of it: the names of a channel's settings are the channel's own
 */
export function detailWords(
  detail: Readonly<Record<string, unknown>>,
  { t, word, format }: Reader,
  now: number,
): readonly string[] {
  const { channel } = detail;
  const said = Object.entries(detail).map(([name, value]) => {
    if (name === "takenAt") return t("audit.taken", { time: format.moment(String(value), now) });
    if (typeof value === "number") {
      const count = format.number(value);
      return name in COUNTS ? t(COUNTS[name as keyof typeof COUNTS], { count }) : `${name} ${count}`;
    }
    const family = FAMILIES[name] ?? "";
    const one = (each: unknown) =>
      name === "settings" ? word(`setting.${channel}`, String(each), "setting") : word(family, String(each));
    // The words of free text stay as they were written.
    if (Array.isArray(value)) return value.map(one).join(t("list.comma"));
    return family === "" ? String(value) : one(value);
  });
  return said.filter((words) => words !== "");
}
