/** A key that nobody else makes. `randomUUID` is missing on a page served without https, as inside an office. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
