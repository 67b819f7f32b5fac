import { err, ok, type Result } from "../../pages/result.ts";

/** Why a request did not do what was asked. `offline`: no answer came at all, so it may still have arrived. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** 0 when no answer came. */
  readonly status: number;
}

interface Options {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

const NO_ANSWER: Problem = { code: "offline", message: "", hint: "", status: 0 };

/** Longer than the server's own deadlines: past it nobody is coming. */
const GIVE_UP_MS = 20_000;

/** One request to our own server, with the session's cookie. Never throws: what went wrong is a {@link Problem}. */
export async function request<T>(path: string, options: Options = {}): Promise<Result<T, Problem>> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (options.body !== undefined) headers["content-type"] = "application/json";
  if (options.idempotencyKey) headers["idempotency-key"] = options.idempotencyKey;
  const deadline = AbortSignal.timeout(GIVE_UP_MS);
  try {
    const response = await fetch(path, {
      method: options.method ?? "GET",
      headers,
      credentials: "same-origin",
      signal: options.signal ? AbortSignal.any([options.signal, deadline]) : deadline,
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const body: unknown = await response.json().catch(() => null);
    return response.ok ? ok(body as T) : err(problemOf(response.status, body));
  } catch {
    return err(NO_ANSWER);
  }
}

function problemOf(status: number, body: unknown): Problem {
  const error = (body as { error?: Partial<Problem> } | null)?.error;
  const code = error?.code ?? (status === 401 ? "unauthenticated" : status === 429 ? "rate_limited" : "unavailable");
  return { status, code, message: error?.message ?? "", hint: error?.hint ?? "" };
}

/** For the query cache, which wants a thrown error: the one place where a {@link Problem} is thrown. */
export async function fetched<T>(path: string, signal?: AbortSignal): Promise<T> {
  const result = await request<T>(path, signal ? { signal } : {});
  if (!result.ok) throw result.error;
  return result.value;
}
