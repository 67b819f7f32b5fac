/** PostgreSQL holds neither NUL nor half a surrogate pair; a customer's message is not lost for one. */
export function clean(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
