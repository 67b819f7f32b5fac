/** The languages the pages speak, equal from the first line. */
export const INTERFACE_LANGUAGES = ["fa", "ar", "en"] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

export const directionOf = (language: InterfaceLanguage): "rtl" | "ltr" => (language === "en" ? "ltr" : "rtl");

/** The language of a BCP 47 tag such as `fa-IR`; undefined for one the pages do not speak. */
const spoken = (tag: string): InterfaceLanguage | undefined =>
  INTERFACE_LANGUAGES.find((language) => tag.toLowerCase().startsWith(language));

/**
 * @param tags  language tags, the most wanted first; null stands for a wish that was not made
 * @returns the first that the pages speak, else Persian
 */
export function pickLanguage(tags: readonly (string | null)[]): InterfaceLanguage {
  for (const tag of tags) {
    const language = tag === null ? undefined : spoken(tag);
    if (language) return language;
  }
  return "fa";
}
