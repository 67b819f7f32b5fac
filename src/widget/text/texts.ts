import { createFormat, type Format } from "../../pages/language/format.ts";
import { type InterfaceLanguage, pickLanguage } from "../../pages/language/languages.ts";
import ar from "../locales/ar.json";
import en from "../locales/en.json";
import fa from "../locales/fa.json";

/** Every language has every key: a missing one fails the type check, in either direction. */
export type TextKey = keyof typeof en & keyof typeof fa & keyof typeof ar;
const TEXTS: Readonly<
  Record<InterfaceLanguage, Readonly<Record<keyof typeof en | keyof typeof fa | keyof typeof ar, string>>>
> = {
  fa,
  ar,
  en,
};

/** What the address asks for, else the browser's language. */
export const language = pickLanguage([new URLSearchParams(location.search).get("lang"), ...navigator.languages]);
/** Numbers, and times by the clock of the customer's own device. */
export const format: Format = createFormat(language, Intl.DateTimeFormat().resolvedOptions().timeZone);

export const t = (key: TextKey, parameters: Readonly<Record<string, string>> = {}): string =>
  TEXTS[language][key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);

/** A text whose key the server chose; null where there is none. */
export function textOr(key: string): string | null {
  return key in TEXTS[language] ? TEXTS[language][key as TextKey] : null;
}
