import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { HttpEnv } from "../access.ts";
import { type Auth, askAuth, CLIENT_ADDRESS_HEADER } from "../auth.ts";
import { clientAddress } from "../client-address.ts";
import type { Api, RouteDeps } from "../endpoint.ts";
import { type ErrorCode, errorResponse, tooManyResponse } from "../errors.ts";
import { rateLimit } from "../rate-limit.ts";

export interface SignInDeps extends Pick<RouteDeps, "allow" | "clock"> {
  readonly auth: Auth;
}

const SIGN_IN = "/api/auth/sign-in/email";
const WRONG_TRIES = { max: 10, windowMs: 15 * 60_000 };
const form = z.looseObject({ email: z.string().min(1).max(320), password: z.string().max(1_000) });

/**
 * Signing in and out. Wrong passwords are counted by address and account together: behind a proxy all share one
 * address, and one who guesses must not lock the others out.
 */
export function signInRoutes(app: Api, { allow, clock, auth }: SignInDeps): void {
  const wrongTries = rateLimit(WRONG_TRIES, clock);

  app.on(["GET", "POST"], "/api/auth/*", allow("public"), async (c) => {
    const isSignIn = c.req.method === "POST" && new URL(c.req.url).pathname.replace(/\/+$/, "") === SIGN_IN;
    return isSignIn ? signIn(c) : forward(c, c.req.method === "POST" ? await c.req.text() : null);
  });

  async function signIn(c: Context<HttpEnv>): Promise<Response> {
    const given = form.safeParse(await c.req.json());
    if (!given.success) {
      const hint = 'Send { "email": "…", "password": "…" }.';
      return errorResponse(c, { code: "invalid", message: "The e-mail address or the password is missing.", hint });
    }
    const key = `${clientAddress(c)} ${given.data.email.toLowerCase()}`;
    // Counted before the answer is known, or many tries at once would all find room.
    const seconds = wrongTries.take(key);
    if (seconds > 0) return tooManyResponse(c, seconds, "Too many wrong passwords for this account.");
    const answer = await forward(c, JSON.stringify(given.data)).catch((error: unknown) => {
      wrongTries.giveBack(key);
      throw error;
    });
    if (answer.ok) wrongTries.forget(key);
    else if (answer.status !== 401) wrongTries.giveBack(key);
    return answer;
  }

  async function forward(c: Context<HttpEnv>, body: string | null): Promise<Response> {
    const headers = new Headers(c.req.raw.headers);
    headers.set(CLIENT_ADDRESS_HEADER, clientAddress(c));
    headers.delete("content-length");
    const request = new Request(c.req.url, { method: c.req.method, headers, body });
    const answer = await askAuth(auth, request);
    return answer.status < 400 ? answer : inOneShape(c, answer);
  }
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
async function inOneShape(c: Context, answer: Response): Promise<Response> {
  const body: unknown = await answer.json().catch(() => null);
  const given = (typeof body === "object" ? body : null) as { readonly message?: unknown } | null;
  const status = Math.min(answer.status, 500);
  const known = ERRORS[status];
  const [code, usual, hint] = known ?? OTHER;
  const message = typeof given?.message === "string" && given.message !== "" ? given.message : usual;
  const seconds = answer.headers.get("x-retry-after");
  if (seconds) c.header("Retry-After", seconds);
  for (const cookie of answer.headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true });
  return c.json({ ...given, error: { code, message, hint } }, (known ? status : 400) as ContentfulStatusCode);
}
