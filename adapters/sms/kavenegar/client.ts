import type { Result } from "../../../src/core/result.ts";
import { type Answer, httpClient, type Silence } from "../http.ts";
import type { KavenegarConfig } from "./config.ts";
import { entriesOf } from "./decode.ts";

/** What the API told: its own status beside its entries. 200 is success. */
export interface Told {
  /** Of the answer's `return`; the HTTP status where there is none. */
  readonly status: number;
  /** False: no answer of the API, such as a gateway's page. */
  readonly readable: boolean;
  readonly entries: readonly object[];
  readonly retryAfterMs: number | undefined;
}

/** Calls one method of the API, like `sms/send`, by POST. */
export type KavenegarCall = (
  method: string,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<Result<Told, Silence>>;

/** The key is in the path of every URL: this is the only place that writes one, and no error tells it. */
export function kavenegarClient({ apiRoot, apiKey, proxy }: KavenegarConfig): KavenegarCall {
  const http = httpClient(apiRoot, proxy);
  return async (method, form, signal) => {
    const url = `${apiRoot}/v1/${encodeURIComponent(apiKey)}/${method}.json`;
    const answer = await http.call({ url, form, signal });
    return answer.ok ? { ok: true, value: toldBy(answer.value) } : answer;
  };
}

function toldBy({ status, json, retryAfterMs }: Answer): Told {
  const body = (typeof json === "object" && json !== null ? json : {}) as { return?: unknown; entries?: unknown };
  const told = (typeof body.return === "object" && body.return !== null ? body.return : {}) as { status?: unknown };
  const readable = typeof told.status === "number";
  return {
    status: typeof told.status === "number" ? told.status : status,
    readable,
    entries: entriesOf(body.entries),
    retryAfterMs,
  };
}
