import { type Dispatcher, request } from "undici";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { DecodeError } from "../../src/ports/channel.ts";
import { codeOf, dispatcherFor, noticing, parsedJson } from "../http.ts";

/** What the platform answered. */
export interface Answer {
  readonly status: number;
  /** The parsed body; undefined where it is not JSON. */
  readonly json: unknown;
  /** What `Retry-After` asks for; undefined where it asks for nothing. */
  readonly retryAfterMs: number | undefined;
}

/** A call without an answer. */
export interface Silence {
  /** False: no byte of the request left this machine, so it certainly had no effect. */
  readonly written: boolean;
  /** A code like `ECONNREFUSED`. Never the library's message: it may hold the URL, and so a key. */
  readonly code: string;
}

interface Call {
  readonly url: string;
  /** Present: it is posted as a form. Absent: a GET. */
  readonly form?: Readonly<Record<string, string>>;
  readonly authorization?: string;
  readonly signal: AbortSignal;
}

interface Download {
  readonly url: string;
  readonly authorization: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface HttpClient {
  /** Ends within 15 seconds. A redirect is not followed: the request may carry a key. */
  readonly call: (call: Call) => Promise<Result<Answer, Silence>>;
  /** Fetches a file of at most `maxBytes`. Only the first request carries the authorization, never a redirect. */
  readonly download: (download: Download) => Promise<Result<Uint8Array, DecodeError>>;
}

const CALL_DEADLINE_MS = 15_000;
const MOST_REDIRECTS = 3;

/** HTTP for one platform. @param proxy `http://host:port`, or undefined */
export function httpClient(apiRoot: string, proxy: string | undefined): HttpClient {
  const dispatcher = dispatcherFor(apiRoot, proxy);
  return { call: (one) => call(dispatcher, one), download: (one) => download(dispatcher, one) };
}

/** Not by `fetch`: that takes 407 for its own affair, which is how Kavenegar refuses an address. */
async function call(dispatcher: Dispatcher, { url, form, authorization, signal }: Call) {
  const noted = noticing(dispatcher);
  const end = AbortSignal.any([signal, AbortSignal.timeout(CALL_DEADLINE_MS)]);
  const exchange = async (): Promise<Answer> => {
    const { statusCode, headers, body } = await request(url, {
      method: form === undefined ? "GET" : "POST",
      headers: { ...(authorization !== undefined && { authorization }), ...(form !== undefined && FORM) },
      body: form === undefined ? null : new URLSearchParams(form).toString(),
      signal: end,
      dispatcher: noted.dispatcher,
    });
    const seconds = Number(headers["retry-after"] ?? Number.NaN);
    const retryAfterMs = seconds >= 0 ? Math.ceil(seconds * 1000) : undefined;
    return { status: statusCode, json: parsedJson(await body.text()), retryAfterMs };
  };
  try {
    return ok(await unlessAborted(end, exchange()));
  } catch (cause) {
    return err<Silence>({ written: noted.written(), code: codeOf(cause) });
  }
}

/** The client hears an abort only once a connection stands; what is aborted before is never written. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([aborted, work]);
}

const FORM = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

async function download(
  dispatcher: Dispatcher,
  { url, authorization, maxBytes, signal }: Download,
): Promise<Result<Uint8Array, DecodeError>> {
  const fetching = async (): Promise<Result<Uint8Array, DecodeError>> => {
    let response = await request(url, { headers: { authorization }, signal, dispatcher });
    let address = new URL(url);
    for (let hop = 0; isRedirect(response.statusCode) && hop < MOST_REDIRECTS; hop += 1) {
      const next = new URL(String(response.headers.location), address);
      await response.body.dump();
      // A redirect out of TLS would show the file to the network.
      if (next.protocol !== address.protocol) return err(notGiven("it redirects to another protocol"));
      address = next;
      response = await request(address, { signal, dispatcher });
    }
    if (response.statusCode === 200) return readBytes(response.body, maxBytes);
    await response.body.dump();
    return err(notGiven(`the answer was ${response.statusCode}`));
  };
  try {
    return await unlessAborted(signal, fetching());
  } catch (cause) {
    return err(notGiven(codeOf(cause)));
  }
}

async function readBytes(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Result<Uint8Array, DecodeError>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return err(tooBig(maxBytes));
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
}

const isRedirect = (status: number): boolean => status >= 300 && status < 400;

const notGiven = (why: string): DecodeError => ({
  message: `The file could not be fetched: ${why}.`,
  hint: "Fetch it again later, or ask the customer to send it once more.",
});

const tooBig = (maxBytes: number): DecodeError => ({
  message: `The file is larger than ${maxBytes} bytes.`,
  hint: "Ask the customer for a smaller one or another way.",
});
