import { useSyncExternalStore } from "react";
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from "./texts.ts";

const STORED = "hamdel.language";
const listeners = new Set<() => void>();

const known = (tag: string | null): InterfaceLanguage | undefined =>
  INTERFACE_LANGUAGES.find((language) => tag?.toLowerCase().startsWith(language));

/** The reader's choice, else the browser's language, else Persian. */
function readLanguage(): InterfaceLanguage {
  return known(localStorage.getItem(STORED)) ?? known(navigator.languages.find((tag) => known(tag)) ?? null) ?? "fa";
}

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

export const directionOf = (language: InterfaceLanguage): "rtl" | "ltr" => (language === "en" ? "ltr" : "rtl");
