/** Tells those who wait that something changed. */
export interface Watch {
  changed(): void;
  onChange(listener: () => void): () => void;
}

export function watch(): Watch {
  const listeners = new Set<() => void>();
  return {
    changed: () => {
      for (const listener of [...listeners]) listener();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Resolves as soon as `look` finds something, looking again at every change; on abort it looks a last time. */
export function until<T>(changes: Watch, look: () => T | undefined, signal?: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve) => {
    const end = (found: T | undefined): void => {
      stop();
      signal?.removeEventListener("abort", onAbort);
      resolve(found);
    };
    const onAbort = (): void => end(look());
    const onChange = (): void => {
      const found = look();
      if (found !== undefined) end(found);
    };
    const stop = changes.onChange(onChange);
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort);
    onChange();
  });
}
