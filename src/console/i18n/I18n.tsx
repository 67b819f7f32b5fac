import { createContext, type ReactNode, use, useEffect, useMemo } from "react";
import { I18nProvider } from "react-aria-components";
import { type Calendar, createFormat, type Format } from "../../pages/language/format.ts";
import { directionOf, type InterfaceLanguage } from "../../pages/language/languages.ts";
import { useChoice } from "../shell/choice.ts";
import { calendarChoice } from "./calendar.ts";
import { useLanguage } from "./language.ts";
import { TEXTS, type TextKey } from "./texts.ts";

interface I18n {
  readonly language: InterfaceLanguage;
  readonly format: Format;
  /** A text of the interface; `{name}` is replaced by the parameter of that name. */
  t(key: TextKey, parameters?: Readonly<Record<string, string>>): string;
  /**
   * A word the server chose, as `category.delivery`, sought in one family of texts after another; one we do not know
   * is shown as the server wrote it.
   */
  word(family: string, value: string | null, ...otherFamilies: readonly string[]): string;
}

const Context = createContext<I18n | null>(null);

const LOCALES: Readonly<Record<InterfaceLanguage, string>> = { fa: "fa-IR", ar: "ar-AE", en: "en-GB" };

export function I18nScope({ zone, children }: { readonly zone: string; readonly children: ReactNode }) {
  const [language] = useLanguage();
  const [chosen] = useChoice(calendarChoice);
  const calendar = chosen === "usual" ? null : chosen;
  const value = useMemo(() => createI18n(language, zone, calendar), [language, zone, calendar]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);
  return (
    <I18nProvider locale={LOCALES[language]}>
      <Context value={value}>{children}</Context>
    </I18nProvider>
  );
}

export function useI18n(): I18n {
  const value = use(Context);
  if (!value) throw new Error("useI18n is used outside I18nScope");
  return value;
}

function createI18n(language: InterfaceLanguage, zone: string, calendar: Calendar | null): I18n {
  const texts = TEXTS[language];
  return {
    language,
    format: createFormat(language, zone, calendar),
    t: (key, parameters = {}) =>
      texts[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole),
    word: (family, value, ...otherFamilies) => {
      if (value === null) return "";
      const key = [family, ...otherFamilies].map((one) => `${one}.${value}`).find((one) => one in texts);
      return key ? texts[key as TextKey] : value.replaceAll(/[_-]/g, " ");
    },
  };
}
