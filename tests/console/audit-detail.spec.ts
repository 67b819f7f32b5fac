import { describe, expect, it } from "vitest";
import { detailWords } from "../../src/console/audit/detail.ts";
import { TEXTS } from "../../src/console/i18n/texts.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { createFormat } from "../../src/pages/language/format.ts";

const NOW = Date.parse("2026-03-25T10:00:00Z");
const LANGUAGES = ["fa", "ar", "en"] as const;

function inLanguage(language: (typeof LANGUAGES)[number], detail: Readonly<Record<string, unknown>>) {
  const texts: Readonly<Record<string, string>> = TEXTS[language];
  const t = (key: string, parameters: Readonly<Record<string, string>> = {}) =>
    (texts[key] ?? key).replaceAll(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);
  const word = (family: string, value: string | null, ...others: readonly string[]) =>
    [family, ...others].map((one) => texts[`${one}.${value}`]).find(Boolean) ?? `raw ${value}`;
  return detailWords(detail, { t, word, format: createFormat(language, "Asia/Tehran") }, NOW);
}

describe("what is written beside a deed", () => {
  it("is in the reader's words", () => {
    expect(inLanguage("fa", { added: 96, changed: 0 })).toEqual(["۹۶ تازه", "۰ تغییریافته"]);
    expect(inLanguage("ar", { fields: ["hours", "firstReplyMinutes"] })).toEqual(["ساعات العمل، مدة الرد الأول"]);
    expect(inLanguage("en", { rows: 12, bytes: 3456 })).toEqual(["12 rows", "3,456 bytes"]);
    expect(inLanguage("en", { channel: "telegram", settings: [], enabled: false })).toEqual(["Telegram", "turned off"]);
    expect(inLanguage("fa", { title: "Opening hours", language: "en", published: true })).toEqual([
      "Opening hours",
      "انگلیسی",
      "منتشرشده",
    ]);
  });

  it.each(LANGUAGES)("shows no key of the server in %s", (language) => {
    const details = [
      { fields: Object.keys(DEFAULT_SETTINGS) },
      { added: 1, changed: 2, unchanged: 3 },
      { rows: 1, bytes: 2 },
      { questions: 2 },
      { vip: true },
      { takenAt: "2026-03-25T09:00:00Z" },
      { channel: "telegram", settings: ["token", "webhookSecret"], enabled: true },
    ];
    const said = details.flatMap((detail) => inLanguage(language, detail)).join(" ");
    expect(said).not.toMatch(/raw |firstReplyMinutes|webhookSecret|takenAt/);
  });
});
