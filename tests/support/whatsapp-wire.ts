import type { IncomingMessage, ServerResponse } from "node:http";
import type { ErrorAnswer } from "./whatsapp-faults.ts";

export type Payload = Readonly<Record<string, unknown>>;

/** A button or a row, as the customer sees it. */
export interface Choice {
  readonly id: string;
  readonly title: string;
}

/** Whom a message is for. */
export const handleOf = (payload: Payload): string => String(payload.to ?? payload.recipient ?? "");

export const isError = (value: unknown): value is ErrorAnswer =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "error";

/** What the customer reads, and what there is to press. */
export function shownOf(payload: Payload): { readonly text: string; readonly choices: readonly Choice[] } {
  type Shown = { body?: { text?: string } | string; caption?: string; action?: Action };
  type Action = { buttons?: readonly { reply: Choice }[]; sections?: readonly { rows: readonly Choice[] }[] };
  const content = (payload[String(payload.type)] ?? {}) as Shown;
  const text = (typeof content.body === "string" ? content.body : content.body?.text) ?? content.caption ?? "";
  const { buttons = [], sections = [] } = content.action ?? {};
  return { text, choices: [...buttons.map(({ reply }) => reply), ...sections.flatMap(({ rows }) => rows)] };
}

/** Answers with an error in the platform's own shape. */
export function endWith(response: ServerResponse, { status, code, message, retryAfter }: ErrorAnswer): void {
  const wait = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  const headers = { "content-type": "application/json", ...wait };
  const body = { error: { message, type: "OAuthException", code, fbtrace_id: "A1b2C3" } };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

export function endWithFile(response: ServerResponse, bytes: Uint8Array | undefined): void {
  if (bytes === undefined) response.writeHead(404).end();
  else response.writeHead(200, { "content-type": "application/octet-stream" }).end(bytes);
}

export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
