import { useSyncExternalStore } from "react";

/** One choice of the reader, kept in this browser. */
export interface Choice<T extends string> {
  read(): T;
  set(next: T): void;
  /** Also hears the reader's other tabs. */
  subscribe(listener: () => void): () => void;
}

/** @param options  all there is to choose; the first is taken until something was chosen */
export function createChoice<const T extends string>(name: string, options: readonly [T, ...T[]]): Choice<T> {
  const key = `hamdel.${name}`;
  const listeners = new Set<() => void>();
  return {
    read: () => {
      const stored = localStorage.getItem(key);
      return options.find((option) => option === stored) ?? options[0];
    },
    set: (next) => {
      localStorage.setItem(key, next);
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      const onStorage = (event: StorageEvent) => event.key === key && listener();
      listeners.add(listener);
      window.addEventListener("storage", onStorage);
      return () => {
        listeners.delete(listener);
        window.removeEventListener("storage", onStorage);
      };
    },
  };
}

export function useChoice<T extends string>(choice: Choice<T>): readonly [chosen: T, choose: (next: T) => void] {
  return [useSyncExternalStore(choice.subscribe, choice.read), choice.set];
}
