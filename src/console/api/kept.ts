/** What one tab remembers, also over a reload or a new sign-in. */
export interface Kept<T> {
  get(): T;
  set(next: T): void;
  subscribe(listener: () => void): () => void;
}

const PREFIX = "hamdel.kept.";
const WHOSE = `${PREFIX}agent`;
const forgetting: (() => void)[] = [];

/**
 * @param value  JSON and nothing else
 * @param restored  how what was stored is taken up again, by a page that has just been loaded
 */
export function createKept<T>(name: string, empty: T, restored: (stored: T) => T = (stored) => stored): Kept<T> {
  const key = PREFIX + name;
  const listeners = new Set<() => void>();
  let value = read(key, empty, restored);
  const put = (next: T) => {
    value = next;
    for (const listener of listeners) listener();
  };
  forgetting.push(() => put(empty));
  return {
    get: () => value,
    set: (next) => {
      put(next);
      // A full storage costs the memory over a reload, nothing else.
      try {
        sessionStorage.setItem(key, JSON.stringify(next));
      } catch {}
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function read<T>(key: string, empty: T, restored: (stored: T) => T): T {
  try {
    const stored = sessionStorage.getItem(key);
    return stored === null ? empty : restored(JSON.parse(stored) as T);
  } catch {
    return empty;
  }
}

/** Forgets everything: somebody signs out. */
export function forgetKept(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  for (const forget of forgetting) forget();
}

/** What one agent wrote is neither shown to another at the same desk nor sent in their name. */
export function keepFor(agentId: string): void {
  const whose = sessionStorage.getItem(WHOSE);
  if (whose !== null && whose !== agentId) forgetKept();
  sessionStorage.setItem(WHOSE, agentId);
}
