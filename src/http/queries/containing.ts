/** A pattern for `like` that finds these very characters anywhere in a text. */
export function containing(words: string): string {
  return `%${words.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
