import { APIError, type OpenAI } from "openai";
import type { MindFailure } from "../../ports/mind.ts";

type Choice = OpenAI.Chat.Completions.ChatCompletion.Choice;

/**
 * Says in our words why a call failed. Details name a status and what to do, never the endpoint's own text: it may
 * repeat the customer's.
 */
export function failureOf(error: unknown): MindFailure {
  if (!(error instanceof APIError)) {
    return { why: "unreachable", detail: "the answer broke off or was not readable; is the endpoint healthy?" };
  }
  if (error.status === undefined) {
    return { why: "unreachable", detail: `no connection (${causeCode(error)}); check LLM base URL, proxy and network` };
  }
  const { status } = error;
  if (status === 429) return { why: "rate_limited", detail: "429: the endpoint's limit or quota is used up", status };
  if (/content_?filter/i.test(`${error.code} ${error.type}`)) {
    return { why: "refused", detail: `${status}: a content filter refused the request`, status };
  }
  return { why: "unreachable", detail: `${status}: ${ADVICE[status] ?? "the endpoint failed"}`, status };
}

const ADVICE: Readonly<Record<number, string>> = {
  400: "the endpoint rejected the request; does the model fit the chat completions interface?",
  401: "the endpoint rejected the key; check the API key",
  403: "the key may not use this model",
  404: "no such model or path; check the base URL (usually ending in /v1) and the model name",
  407: "the proxy wants a login",
};

/** Why a finished answer is none, or null where it is one. */
export function refusalOf(choice: Choice | undefined): MindFailure | null {
  if (choice === undefined) return { why: "off_schema", detail: "the answer has no choices" };
  if (choice.finish_reason === "content_filter") return { why: "refused", detail: "stopped by a content filter" };
  if (choice.message?.refusal) return { why: "refused", detail: "the model refused" };
  if (choice.finish_reason === "length") return { why: "truncated", detail: "cut at the output limit" };
  if (!choice.message?.content?.trim()) return { why: "off_schema", detail: "the answer is empty" };
  return null;
}

/** Milliseconds an endpoint asks us to wait, or null where it does not say or waiting will not help. */
export function retryAfterMs(error: unknown): number | null {
  if (!(error instanceof APIError) || error.status !== 429 || error.code === "insufficient_quota") return null;
  const headers: Headers | undefined = error.headers;
  const milliseconds = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(milliseconds)) return milliseconds;
  const seconds = Number(headers?.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** What an endpoint says about a request it does not understand, or null where it understood. */
export function rejectionOf(error: unknown): string | null {
  const rejected = error instanceof APIError && [400, 404, 415, 422, 500, 501].includes(error.status ?? 0);
  return rejected ? `${error.message} ${error.param ?? ""}` : null;
}

function causeCode(error: Error): string {
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") return cause.code;
  }
  return "connection failed";
}
