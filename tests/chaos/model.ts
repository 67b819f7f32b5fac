import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { anAnswer, anEndpoint, completion, sendJson } from "../mind/openai/support.ts";
import { ordersIn } from "./account.ts";

/** How an endpoint fails. */
export const MODEL_FAULTS = ["hang", "429", "503", "cut", "html", "empty", "unknown tool"] as const;
export type ModelFault = (typeof MODEL_FAULTS)[number];

/** A model that reads every message as a complaint about a delivery, and takes its time. */
export interface Model {
  readonly url: string;
  /** Its prompts: the last message of each call. */
  readonly asked: readonly { readonly messages: readonly { readonly content: string }[] }[];
  /** How the next calls fail, asked for each; null: they do not. */
  fault: () => ModelFault | null;
  close(): Promise<void>;
}

export async function startModel(delayMs: () => number): Promise<Model> {
  const endpoint = await anEndpoint(async ({ messages }, response) => {
    const fault = model.fault();
    if (fault !== null) return FAIL[fault](response);
    await pause(delayMs());
    sendJson(response, completion(JSON.stringify(answerTo(messages.at(-1)?.content ?? ""))));
  });
  const model: Model = {
    url: endpoint.url,
    asked: endpoint.asked,
    fault: () => null,
    close: () => endpoint[Symbol.asyncDispose](),
  };
  return model;
}

function answerTo(prompt: string): object {
  const [order = ""] = ordersIn(prompt).slice(-1);
  const reading = {
    evidence: [{ label: "category", quote: "نرسیده" }],
    language: "fa",
    facts: [{ kind: "order_id", value: order, quote: order, confidence: 1 }],
    summary: `سفارش ${order} نرسیده است.`,
  };
  return anAnswer(reading, { text: `سفارش ${order} هنوز به دست شما نرسیده است.` });
}

const FAIL: Readonly<Record<ModelFault, (response: ServerResponse) => void>> = {
  /** The connection stays open, and nothing comes. */
  hang: () => {},
  "429": (response) => sendJson(response, { error: { message: "slow down" } }, 429, { "retry-after": "20" }),
  "503": (response) => sendJson(response, { error: { message: "overloaded" } }, 503),
  cut(response) {
    response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
    response.write('{"id":"c1","object":"chat.completion","choices":[{"index":0,', () => response.destroy());
  },
  html: (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html><h1>Welcome</h1></html>"),
  empty: (response) => sendJson(response, completion("")),
  "unknown tool"(response) {
    const call = { id: "t1", type: "function", function: { name: "refund_everything", arguments: "{}" } };
    const message = { role: "assistant", content: null, tool_calls: [call] };
    const choices = [{ index: 0, finish_reason: "tool_calls", message }];
    sendJson(response, { ...completion(null), choices });
  },
};
