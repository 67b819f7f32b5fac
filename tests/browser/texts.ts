import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "./browser.ts";

/** What a page says, by the names of its texts. @throws for a name that the page does not know */
export function textsOf(page: "console" | "widget", language: Language): (name: string) => string {
  const file = join(import.meta.dirname, `../../src/${page}/locales/${language}.json`);
  const texts: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, "utf8"));
  return (name) => {
    const text = texts[name];
    if (text === undefined) throw new Error(`The ${page} has no text "${name}".`);
    return text;
  };
}
