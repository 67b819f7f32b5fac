import { err, ok, type Result } from "../../pages/result.ts";
import type { ChatConfig, ChatMessage, GivenFile, Unsent } from "./types.ts";

/** `status` 0: no answer came, so it may still have arrived. */
export interface Refused {
  readonly status: number;
  readonly code: string;
}

const GIVE_UP_MS = 15_000;
/** Ten megabytes on a slow line. */
const UPLOAD_GIVE_UP_MS = 120_000;

async function call<T>(path: string, token: string | null, body?: unknown): Promise<Result<T, Refused>> {
  const headers: Record<string, string> = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  return answered(() =>
    fetch(`/api/chat/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers,
      signal: AbortSignal.timeout(GIVE_UP_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

async function answered<T>(ask: () => Promise<Response>): Promise<Result<T, Refused>> {
  try {
    const response = await ask();
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return ok(answer as T);
    const code = (answer as { error?: { code?: string } } | null)?.error?.code ?? "";
    return err({ status: response.status, code });
  } catch {
    return err({ status: 0, code: "" });
  }
}

export const getConfig = () => call<ChatConfig>("config", null);

/** Whoever reads along is shown that the customer is writing. */
export const postTyping = (token: string) => call<null>("typing", token, {});

/** Begins a conversation; also sets the cookie that the event stream is known by. */
export const openSession = () => call<{ readonly token: string }>("sessions", null, {});

export const getMessages = (token: string, after: number) =>
  call<{ readonly items: readonly ChatMessage[] }>(`messages?after=${after}`, token);

export const postMessage = (token: string, { text, clientId, data, file }: Unsent) =>
  call<{ readonly sequence: number }>("messages", token, {
    text,
    clientId,
    ...(data && { data }),
    ...(file && { files: [file.id] }),
  });

/** A file goes up before the message that it is part of. */
export async function postFile(token: string, file: File): Promise<Result<GivenFile, Refused>> {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/octet-stream",
    "x-file-name": encodeURIComponent(file.name),
  };
  const signal = AbortSignal.timeout(UPLOAD_GIVE_UP_MS);
  return answered(() => fetch("/api/chat/files", { method: "POST", headers, body: file, signal }));
}
