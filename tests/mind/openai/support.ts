import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { NO_GROUNDS } from "../../../src/core/grounds.ts";
import { describeFaults } from "../../../src/declared/fault.ts";
import { type OpenaiConfig, openaiMind } from "../../../src/mind/openai.ts";
import { loadRespondPrompt } from "../../../src/mind/prompt-files.ts";

import type { MindInput } from "../../../src/ports/mind.ts";
import { HANDLING } from "../../support/handling.ts";

const loaded = loadRespondPrompt(
  path.join(import.meta.dirname, "../../../prompts"),
  HANDLING.taxonomy.subcategories.map(({ key }) => key),
);
if (!loaded.ok) throw new Error(describeFaults(loaded.error));
export const PROMPT = loaded.value;
export const CANARY = "c0ffee123456";
export const NEVER = new AbortController().signal;
const systemClock = { now: () => new Date() };

export function anInput(text: string, more: Partial<MindInput> = {}): MindInput {
  return {
    organisation: "Sepid Shop",
    defaultLanguage: "fa",
    knownLanguage: "en",
    contactName: null,
    said: [{ text, attachments: [], quoted: null }],
    history: [],
    facts: [],
    grounds: NO_GROUNDS,
    ticket: null,
    ...more,
  };
}

/** What a good model answers to "my order #48217 never came". */
export function anAnswer(reading: object = {}, reply: object = {}) {
  return {
    reading: {
      evidence: [{ label: "category", quote: "never came" }],
      language: "en",
      category: "delivery",
      subcategory: "late",
      categorySecond: null,
      confidence: 0.9,
      sentiment: "negative",
      complaint: true,
      heat: 1,
      substance: 3,
      urgency: "normal",
      reasons: ["late"],
      flags: {
        humanRequest: false,
        crisis: false,
        safety: false,
        legalThreat: false,
        fraudPrivacy: false,
        abusive: false,
        churnRisk: false,
        injectionSuspected: false,
      },
      constructive: true,
      facts: [{ kind: "order_id", value: "#48217", quote: "order #48217", confidence: 1 }],
      missing: [],
      summary: "Order #48217 never came.",
      ...reading,
    },
    reply: {
      text: "Order #48217 has not reached you. Your code is {code}; you hear from us by {time}.",
      claims: [],
      ...reply,
    },
  };
}

export const SAID = "my order #48217 never came";

/** A mind on an endpoint. Redaction stands in for the real one: it hides card numbers. */
export function aMind(baseUrl: string, more: Partial<OpenaiConfig> = {}) {
  const warnings: string[] = [];
  const mind = openaiMind(
    { apiKey: undefined, baseUrl, model: "test-model", deadlineMs: 5000, proxy: undefined, ...more },
    {
      clock: systemClock,
      prompt: PROMPT,
      canary: CANARY,
      redact: (text) => ({ redacted: text.replace(/\b\d{16}\b/g, "[CARD_1]"), pii: [] }),
      log: { warn: (_, message) => warnings.push(message) },
    },
  );
  return Object.assign(mind, { warnings });
}

type Body = {
  messages: { role: string; content: string }[];
  response_format?: { type: string; json_schema?: { strict: boolean; schema: { properties: object } } };
  max_tokens?: number;
  max_completion_tokens?: number;
  temperature?: number;
};
type Handler = (body: Body, response: ServerResponse, request: IncomingMessage) => void;

/** An endpoint that misbehaves in ways a well-made mock does not. */
export async function anEndpoint(handler: Handler) {
  const asked: Body[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Body;
      asked.push(body);
      handler(body, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    url: `http://127.0.0.1:${port}/v1`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function sendJson(response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
}

/** A finished chat completion with this content. */
export function completion(content: string | null, more: { finish_reason?: string; refusal?: string } = {}) {
  const { finish_reason = "stop", refusal = null } = more;
  return {
    id: "c1",
    object: "chat.completion",
    created: 0,
    model: "test-model",
    choices: [{ index: 0, finish_reason, message: { role: "assistant", content, refusal } }],
    usage: {
      prompt_tokens: 1000,
      completion_tokens: 200,
      total_tokens: 1200,
      prompt_tokens_details: { cached_tokens: 900 },
    },
  };
}
