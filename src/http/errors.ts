import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { sqlState } from "../db/unavailable.ts";

/** Every error the API gives: a code to act on, what happened, and what to do. */
const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  wrong_password: 400,
  wrong_code: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  stale_epoch: 409,
  illegal_transition: 409,
  unsupported: 409,
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

/** The same, with the seconds after which it may be tried again. */
export function tooManyResponse(c: Context, seconds: number, message: string): Response {
  c.header("Retry-After", String(seconds));
  const wait = seconds < 60 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return errorResponse(c, { code: "rate_limited", message, hint: `Try again in ${wait}.` });
}

/** What the caller did wrong, where something thrown says so: a body that is none, or a value no column can hold. */
export function requestFault(error: unknown): ApiError | null {
  if (error instanceof SyntaxError) return NOT_JSON;
  if (error instanceof HTTPException && error.status >= 400 && error.status < 500) {
    return error.status === 413
      ? { code: "too_large", message: "The body is too large.", hint: "Send less." }
      : NOT_JSON;
  }
  const hint = "Check the request for unusual characters, dates and very large numbers.";
  return DATA_EXCEPTION.test(sqlState(error)) ? { code: "invalid", message: "A value cannot be used.", hint } : null;
}

const NOT_JSON: ApiError = {
  code: "invalid",
  message: "The body is not valid JSON.",
  hint: "Send a JSON object with `Content-Type: application/json`.",
};
/** SQLSTATE class 22: a value that the server cannot take. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;
