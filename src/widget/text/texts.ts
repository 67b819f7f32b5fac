import { createFormat, type Format } from "../../console/i18n/format.ts";
import ar from "../locales/ar.json";
import en from "../locales/en.json";
import fa from "../locales/fa.json";

type ChatLanguage = "fa" | "ar" | "en";

/** Every language has every key: a missing one fails the type check, in either direction. */
export type TextKey = keyof typeof en & keyof typeof fa & keyof typeof ar;
const TEXTS: Readonly<
  Record<ChatLanguage, Readonly<Record<keyof typeof en | keyof typeof fa | keyof typeof ar, string>>>
> = {
  fa,
  ar,
  en,
};

const known = (tag: string | null | undefined): ChatLanguage | undefined =>
  (["fa", "ar", "en"] as const).find((language) => tag?.toLowerCase().startsWith(language));

/** What the address asks for, else the browser's language, else Persian. */
function chatLanguage(search: string, tags: readonly string[]): ChatLanguage {
  return known(new URLSearchParams(search).get("lang")) ?? known(tags.find((tag) => known(tag))) ?? "fa";
}

export const language = chatLanguage(location.search, navigator.languages);
/** The customer's own zone: their evening is their evening. */
export const format: Format = createFormat(language, Intl.DateTimeFormat().resolvedOptions().timeZone);

export const t = (key: TextKey, parameters: Readonly<Record<string, string>> = {}): string =>
  TEXTS[language][key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);

/** A text whose key the server chose; null where there is none. */
export function textOr(key: string): string | null {
  return key in TEXTS[language] ? TEXTS[language][key as TextKey] : null;
}
