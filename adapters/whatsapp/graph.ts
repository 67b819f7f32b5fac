import { FormData, fetch } from "undici";
import { z } from "zod";
import { codeOf, dispatcherFor, noticing, parsedJson } from "../http.ts";
import type { CheckedConfig } from "./config.ts";

/** How a call ended. */
export type Reply =
  | { readonly kind: "ok"; readonly json: unknown }
  | {
      readonly kind: "error";
      readonly status: number;
      /** The platform's own code; null where what answered was not the platform. */
      readonly code: number | null;
      readonly message: string;
      readonly retryAfterMs: number | undefined;
    }
  /** `written` false: no byte of the request left this machine, so it certainly had no effect. */
  | { readonly kind: "silent"; readonly written: boolean; readonly why: string };

export type Download =
  | { readonly kind: "ok"; readonly bytes: Uint8Array }
  | { readonly kind: "error"; readonly status: number }
  | { readonly kind: "too-big" }
  | { readonly kind: "silent"; readonly why: string };

export interface Graph {
  /** A GET without `body`; an object is posted as JSON, a form as it is. Gives up after `deadlineMs`. */
  readonly call: (path: string, options: CallOptions) => Promise<Reply>;
  /** Fetches a file, at most `maxBytes` of it; the token goes along, so the host must be one of ours to trust. */
  readonly download: (url: string, maxBytes: number, signal: AbortSignal) => Promise<Download>;
  /** Whether the token may be shown to this address: the platform's own hosts over TLS, and the API root's. */
  readonly trusts: (url: string) => boolean;
}

interface CallOptions {
  readonly body?: object | FormData;
  readonly signal: AbortSignal;
  readonly deadlineMs?: number;
}

const CALL_DEADLINE_MS = 15_000;
const FILE_DEADLINE_MS = 120_000;
const META_HOST = /(?:^|\.)(?:facebook\.com|fbsbx\.com|fbcdn\.net|whatsapp\.net)$/;

/** HTTP for one business number. Redirects are not followed, since the token would go with them. */
export function graphClient({ apiRoot, apiVersion, accessToken, proxy }: CheckedConfig): Graph {
  const dispatcher = dispatcherFor(apiRoot, proxy);
  // The file hosts turn away clients that do not name themselves.
  const headers = { authorization: `Bearer ${accessToken}`, "user-agent": "Hamdel" };
  const ownOrigin = new URL(apiRoot).origin;

  async function call(path: string, { body, signal, deadlineMs = CALL_DEADLINE_MS }: CallOptions): Promise<Reply> {
    const noted = noticing(dispatcher);
    try {
      const response = await fetch(`${apiRoot}/${apiVersion}/${path}`, {
        ...(body === undefined ? { headers } : posted(body, headers)),
        signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
        redirect: "manual",
        dispatcher: noted.dispatcher,
      });
      const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
      const retryAfterMs = seconds > 0 ? Math.ceil(seconds * 1000) : undefined;
      return readReply(response.status, await response.text(), retryAfterMs, accessToken);
    } catch (cause) {
      return { kind: "silent", written: noted.written(), why: codeOf(cause) };
    }
  }

  async function download(url: string, maxBytes: number, signal: AbortSignal): Promise<Download> {
    try {
      const patience = AbortSignal.any([signal, AbortSignal.timeout(FILE_DEADLINE_MS)]);
      const response = await fetch(url, { headers, signal: patience, redirect: "manual", dispatcher });
      if (!response.ok || response.body === null) {
        await response.body?.cancel();
        return { kind: "error", status: response.status };
      }
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      for await (const chunk of response.body) {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) return { kind: "too-big" };
        chunks.push(chunk);
      }
      return { kind: "ok", bytes: Buffer.concat(chunks) };
    } catch (cause) {
      return { kind: "silent", why: codeOf(cause) };
    }
  }

  return {
    call,
    download,
    trusts: (url) => {
      if (!URL.canParse(url)) return false;
      const { origin, protocol, hostname } = new URL(url);
      return origin === ownOrigin || (protocol === "https:" && META_HOST.test(hostname));
    },
  };
}

function posted(body: object | FormData, headers: Readonly<Record<string, string>>) {
  if (body instanceof FormData) return { method: "POST", headers, body };
  return { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
}

const errorShape = z.object({ error: z.object({ code: z.int(), message: z.string().catch("") }) });

/** A success that cannot be read is told as no answer; so is nothing else. */
function readReply(status: number, text: string, retryAfterMs: number | undefined, token: string): Reply {
  const json = parsedJson(text);
  if (status >= 200 && status < 300) {
    return json === undefined ? { kind: "silent", written: true, why: "UNREADABLE_ANSWER" } : { kind: "ok", json };
  }
  const told = errorShape.safeParse(json).data?.error;
  return {
    kind: "error",
    status,
    code: told?.code ?? null,
    message: told === undefined ? "" : withoutSecrets(told.message, token),
    retryAfterMs,
  };
}

/** The platform repeats a bad token, and sometimes the customer's number, in its error messages. */
const withoutSecrets = (message: string, token: string): string =>
  message
    .replaceAll(token, "…")
    .replace(/\bEA[A-Za-z0-9]{10,}/g, "…")
    .replace(/\d{7,}/g, "…");
