import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** Every error the API gives: a code to act on, what happened, and what to do. */
const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  stale_epoch: 409,
  illegal_transition: 409,
  idempotency_conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<string, ContentfulStatusCode>;

export type ErrorCode = keyof typeof STATUS;

export interface ApiError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

export function errorResponse(c: Context, { code, message, hint }: ApiError): Response {
  if (code === "unavailable") c.header("Retry-After", "2");
  return c.json({ error: { code, message, hint } }, STATUS[code]);
}

/** Is this the database that cannot be reached, rather than a bug? Then the caller should simply try again. */
export function isUnavailable(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const code = String((cause as { code?: unknown }).code ?? "");
  return /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ENOENT|08|57P0|53)/.test(code);
}
