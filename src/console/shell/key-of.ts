/** What a keyboard event tells of a key. */
interface Press {
  readonly key: string;
  /** Its place, by the name it has on a Latin keyboard. */
  readonly code: string;
  readonly shiftKey: boolean;
}

/** The key as on a Latin keyboard: on a Persian or Arabic one the letters are others, the places are the same. */
export function keyOf({ key, code, shiftKey }: Press): string {
  if (key.length > 1 || /^[ -~]$/.test(key)) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? letter : letter.toLowerCase();
  return code === "Slash" || key === "؟" ? (shiftKey ? "?" : "/") : key;
}
