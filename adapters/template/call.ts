/** What the platform answered; or that it did not, and whether it may have heard us. */
export type Answer =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** Undefined where the body is not JSON. */
      readonly json: unknown;
      readonly retryAfterMs: number | undefined;
    }
  /** `code` is one like `ECONNREFUSED`, never the library's message: that may hold the URL, and so a key. */
  | { readonly kind: "silence"; readonly written: boolean; readonly code: string };

interface Call {
  readonly url: string;
  readonly token: string;
  /** Present: it is posted. */
  readonly body?: object;
  readonly signal: AbortSignal;
}

const DEADLINE_MS = 15_000;
/** With these no connection came about; after any other the request may have arrived. */
const UNWRITTEN: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** One call, within 15 seconds. A redirect is not followed: the request carries the token. */
export async function call({ url, token, body, signal }: Call): Promise<Answer> {
  if (signal.aborted) return { kind: "silence", written: false, code: "ABORTED" };
  try {
    const response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
    });
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    const retryAfterMs = seconds >= 0 ? Math.ceil(seconds * 1000) : undefined;
    return { kind: "answer", status: response.status, json: parsed(await response.text()), retryAfterMs };
  } catch (cause) {
    const code = codeOf(cause);
    return { kind: "silence", written: !UNWRITTEN.has(code), code };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(cause: unknown): string {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if ("code" in error && typeof error.code === "string") return error.code;
    if (error.name === "AbortError") return "ABORTED";
    if (error.name === "TimeoutError") return "TIMEOUT";
  }
  return "NETWORK";
}
