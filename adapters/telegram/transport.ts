import { type Dispatcher, fetch, request } from "undici";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { DecodeError } from "../../src/ports/channel.ts";
import { codeOf, dispatcherFor, noticing, parsedJson } from "../http.ts";

/** The description of an answer that is no answer of the Bot API: a page of a gateway, a proxy, a censor. */
export const NOT_OF_THE_API = "an answer that is not the Bot API's";

/** A call that got no answer of the Bot API. */
export class CallFailed extends Error {
  /** False: no byte of the request left this machine, so it certainly had no effect. */
  readonly written: boolean;
  /** A code like `ECONNREFUSED`. Never the library's message: it may hold the URL, and so the token. */
  readonly code: string;

  constructor(written: boolean, code: string) {
    super(code);
    this.name = "CallFailed";
    this.written = written;
    this.code = code;
  }
}

/** The part of a `fetch` call that the Bot API client uses. */
interface CallOptions {
  readonly method?: Dispatcher.HttpMethod;
  readonly headers?: Record<string, string>;
  /** Text, or the stream of an upload. */
  readonly body?: string | AsyncIterable<Uint8Array>;
  /** Any look-alike of an AbortSignal: the client brings its own. */
  readonly signal?: {
    readonly aborted: boolean;
    addEventListener(type: "abort", listener: () => void): void;
    removeEventListener(type: "abort", listener: () => void): void;
  };
}

interface Answer {
  json(): Promise<unknown>;
}

export interface Transport {
  /** A `fetch` for the Bot API client that gives up after `deadlineMs`; it rejects with {@link CallFailed} only. */
  readonly caller: (deadlineMs: number) => (url: string, options: CallOptions) => Promise<Answer>;
  /** Fetches a file, at most `maxBytes` of it. */
  readonly download: (url: string, maxBytes: number, signal: AbortSignal) => Promise<Result<Uint8Array, DecodeError>>;
}

/** HTTP for one Bot API root. Redirects are refused, since the URL carries the token. */
export function httpTransport(apiRoot: string, proxy: string | undefined): Transport {
  const dispatcher = dispatcherFor(apiRoot, proxy);
  return {
    caller: (deadlineMs) => (url, options) => call(dispatcher, deadlineMs, url, options),
    download: (url, maxBytes, signal) => download(dispatcher, url, maxBytes, signal),
  };
}

async function call(dispatcher: Dispatcher, deadlineMs: number, url: string, options: CallOptions): Promise<Answer> {
  const { signal, method = "POST", headers = {}, body = "" } = options;
  if (signal?.aborted) throw new CallFailed(false, "ABORTED");
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, deadlineMs);
  signal?.addEventListener("abort", abort);
  const whole = typeof body === "string" ? body : await collected(body);
  const noted = noticing(dispatcher);
  try {
    // Not `fetch`, whose streams cost more than the rest of a send; this one follows no redirects of itself.
    const response = await request(url, {
      method,
      headers,
      body: whole,
      signal: controller.signal,
      dispatcher: noted.dispatcher,
    });
    const answer = readAnswer(response.statusCode, await response.body.text());
    return { json: async () => answer };
  } catch (cause) {
    throw cause instanceof CallFailed ? cause : new CallFailed(noted.written(), codeOf(cause));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** The file is in memory anyway, and a body of known length passes every proxy. */
async function collected(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** An error page in place of an answer is told by its status; a success that cannot be read is told as no answer. */
function readAnswer(status: number, body: string): unknown {
  const answer = parsedJson(body);
  if (typeof answer === "object" && answer !== null && "ok" in answer) return answer;
  if (status < 300) throw new CallFailed(true, "UNREADABLE_ANSWER");
  return { ok: false, error_code: status, description: NOT_OF_THE_API };
}

async function download(
  dispatcher: Dispatcher,
  url: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array, DecodeError>> {
  try {
    const response = await fetch(url, { signal, redirect: "error", dispatcher });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return err({ message: `Telegram answered ${response.status} for the file.`, hint: "Fetch it again later." });
    }
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return err(tooBig(maxBytes));
      chunks.push(chunk);
    }
    return ok(Buffer.concat(chunks));
  } catch (cause) {
    return err({ message: `The file could not be fetched (${codeOf(cause)}).`, hint: "Fetch it again later." });
  }
}

const tooBig = (maxBytes: number): DecodeError => ({
  message: `The file is larger than ${maxBytes} bytes.`,
  hint: "Telegram gives bots no larger file: ask the customer for a smaller one or another way.",
});
