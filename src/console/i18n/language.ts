import { useSyncExternalStore } from "react";
import { type InterfaceLanguage, pickLanguage } from "../../pages/language/languages.ts";

const STORED = "hamdel.language";
const listeners = new Set<() => void>();

/** The reader's choice, else the browser's language, else Persian. */
const readLanguage = (): InterfaceLanguage => pickLanguage([localStorage.getItem(STORED), ...navigator.languages]);

function setLanguage(language: InterfaceLanguage): void {
  localStorage.setItem(STORED, language);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): readonly [language: InterfaceLanguage, set: (language: InterfaceLanguage) => void] {
  return [useSyncExternalStore(subscribe, readLanguage), setLanguage];
}
