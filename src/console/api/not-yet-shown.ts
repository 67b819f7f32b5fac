interface Written {
  readonly text: string;
  /** The last message that was known when it was written. */
  readonly after: number;
  readonly state: string;
}

interface Said {
  readonly sequence: number;
  readonly agentId: string | null;
  readonly text: string;
}

/**
 * What is still to be shown as on its way. The news of a message may come before the answer to its sending, or in its
 * place: then it stands among the messages already, and must not stand there twice.
 */
export function notYetShown<T extends Written>(
  items: readonly T[],
  messages: readonly Said[],
  agentId: string,
): readonly T[] {
  const shown = new Set<number>();
  return items.filter((item) => {
    if (item.state === "refused") return true;
    const same = messages.find(
      (message) =>
        message.agentId === agentId &&
        message.sequence > item.after &&
        message.text === item.text &&
        !shown.has(message.sequence),
    );
    if (same) shown.add(same.sequence);
    return !same;
  });
}
