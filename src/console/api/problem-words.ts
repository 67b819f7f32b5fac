import type { TextKey } from "../i18n/texts.ts";
import type { Problem } from "./client.ts";

const BY_CODE: Readonly<Record<string, TextKey>> = {
  unauthenticated: "login.ended",
  forbidden: "problem.forbidden",
  not_found: "problem.gone",
  conflict: "problem.conflict",
  stale_epoch: "act.stale",
  illegal_transition: "problem.moved",
  unsupported: "problem.unsupported",
  too_large: "problem.large",
  rate_limited: "problem.many",
  internal: "problem.internal",
};

/** Of these the server's own words tell which value, which rule, or how long. */
const TOLD: ReadonlySet<string> = new Set([
  "conflict",
  "illegal_transition",
  "unsupported",
  "too_large",
  "rate_limited",
  "internal",
]);

/** Why something was not done, in the reader's words: by what the server called it, else by its status. */
export function problemKey({ code, status }: Problem): TextKey {
  if (status === 0) return "error.offline";
  return BY_CODE[code] ?? (status >= 500 ? "problem.unavailable" : "problem.invalid");
}

/** What of the server's English is worth reading beside {@link problemKey}; empty where it says no more. */
export function problemDetail({ code, message, hint }: Problem): string {
  // What it advises against a wrong value is for who writes to the API.
  if (code === "invalid") return message;
  return TOLD.has(code) ? [message, hint].filter(Boolean).join(" ") : "";
}

/** May the same be asked again with another outcome? */
export const worthRetrying = ({ status }: Problem): boolean => status === 0 || status === 429 || status >= 500;
