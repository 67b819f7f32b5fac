import type { SaidMessage } from "./load.ts";

/** After so long an answer stands alone: which words it is about is no longer plain. */
const LATER_MS = 3 * 60_000;

/**
 * The message the bot's answer is shown under: the one with which the customer went back to something older, or the last
 * one where the answer comes late. Between people who write at once a quote is noise.
 * @returns its id, or null for none
 */
export function answeredMessage(said: readonly SaidMessage[], now: Date): number | null {
  const quoting = said.filter(({ quotes }) => quotes).at(-1);
  if (quoting) return quoting.id;
  const last = said.at(-1);
  return last && now.getTime() - last.createdAt.getTime() > LATER_MS ? last.id : null;
}
