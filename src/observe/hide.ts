/**
 * Takes secrets out of words, also as they stand in an address or in JSON. For what others wrote: an error that quotes
 * an address with a token in it, a platform that repeats what it was sent.
 */
export function hider(secrets: readonly string[]): (words: string) => string {
  const spellings = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);
  const hidden = [...new Set(spellings)].sort((a, b) => b.length - a.length);
  return (words) => hidden.reduce((text, secret) => text.replaceAll(secret, "[hidden]"), words);
}
