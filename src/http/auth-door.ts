import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { HttpEnv } from "./access.ts";
import { type Auth, askAuth } from "./auth.ts";
import { CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from "./auth-headers.ts";
import type { ErrorCode } from "./errors.ts";

/** What the sign-in library answered. */
export interface Asked {
  readonly answer: Response;
  readonly body: Readonly<Record<string, unknown>> | null;
  /** A password or a code was not right. */
  readonly wrong: boolean;
  /** The sign-in that waited for a code is over: it begins again with the password. */
  readonly ended: boolean;
}

const WRONG = new Set([
  "INVALID_EMAIL_OR_PASSWORD",
  "INVALID_PASSWORD",
  "INVALID_CODE",
  "INVALID_BACKUP_CODE",
  "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE",
  // Right, and of an agent who has left: said to nobody.
  "FAILED_TO_CREATE_SESSION",
]);
const ENDED = new Set(["TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE", "INVALID_TWO_FACTOR_COOKIE"]);

export interface LibraryDoor {
  /** Asks one of the library's own addresses, such as `/sign-out`, with a body of ours and the caller's cookies. */
  ask(c: Context<HttpEnv>, path: string, body: object): Promise<Asked>;
  /** Its answer as the caller gets it, refusals in the one shape of our errors. */
  reply(c: Context<HttpEnv>, asked: Asked): Response;
}

/** The one way from our routes to the sign-in library. */
export function libraryDoor(auth: Auth): LibraryDoor {
  return {
    async ask(c, path, body) {
      const headers = new Headers(c.req.raw.headers);
      headers.set(CLIENT_ADDRESS_HEADER, c.get("address"));
      headers.set(REQUEST_ID_HEADER, c.get("requestId"));
      headers.set("content-type", "application/json");
      headers.delete("content-length");
      const url = new URL(`/api/auth${path}`, c.req.url);
      const answer = await askAuth(auth, new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
      const said: unknown = await answer
        .clone()
        .json()
        .catch(() => null);
      const read = typeof said === "object" ? (said as Asked["body"]) : null;
      const code = answer.ok ? "" : String(read?.code);
      return { answer, body: read, wrong: WRONG.has(code), ended: ENDED.has(code) };
    },
    reply: (c, { answer, body }) => (answer.status < 400 ? answer : inOneShape(c, answer, body)),
  };
}

const ERRORS: Readonly<Record<number, readonly [code: ErrorCode, message: string, hint: string]>> = {
  401: ["unauthenticated", "You are not signed in.", "Check the e-mail address and the password."],
  403: ["forbidden", "This is not allowed.", "Use the console's own pages."],
  404: ["not_found", "There is nothing at this address.", "Sign in with POST /api/auth/sign-in/email."],
  429: ["rate_limited", "Too many requests.", "Try again later."],
  500: ["internal", "Something failed on our side.", "Try again in a moment; then tell the operator."],
};
const OTHER = ["invalid", "The request is not valid.", "Check what was sent."] as const;

/** A refusal of the sign-in library in the one shape of our errors; its own `code` and `message` stay beside it. */
function inOneShape(c: Context, answer: Response, body: Asked["body"]): Response {
  const status = Math.min(answer.status, 500);
  const known = ERRORS[status];
  const [code, usual, hint] = known ?? OTHER;
  const message = typeof body?.message === "string" && body.message !== "" ? body.message : usual;
  const seconds = answer.headers.get("x-retry-after");
  if (seconds) c.header("Retry-After", seconds);
  for (const cookie of answer.headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true });
  return c.json({ ...body, error: { code, message, hint } }, (known ? status : 400) as ContentfulStatusCode);
}
