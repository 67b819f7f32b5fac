import type { InterfaceLanguage } from "../../pages/language/languages.ts";
import ar from "../locales/ar.json" with { type: "json" };
import en from "../locales/en.json" with { type: "json" };
import fa from "../locales/fa.json" with { type: "json" };

/** Every language has every key: a missing one fails the type check, in either direction. */
export type TextKey = keyof typeof en & keyof typeof fa & keyof typeof ar;
export const TEXTS: Readonly<
  Record<InterfaceLanguage, Readonly<Record<keyof typeof en | keyof typeof fa | keyof typeof ar, string>>>
> = { fa, ar, en };

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<InterfaceLanguage, string>> = {
  fa: "فارسی",
  ar: "العربية",
  en: "English",
};
