import OpenAI from "openai";
import { ProxyAgent, fetch as undiciFetch } from "undici";

type Fetch = typeof globalThis.fetch;

export interface Endpoint {
  readonly apiKey: string | undefined;
  /** Undefined: the address of OpenAI itself. */
  readonly baseUrl: string | undefined;
  readonly deadlineMs: number;
  /** Value of HTTPS_PROXY: used for an https endpoint, never for a plain http one in the house. */
  readonly proxy: string | undefined;
  readonly fetch?: Fetch;
}

const OPENAI_URL = "https://api.openai.com/v1";

/**
 * A client that leaves every decision to us: no retries of its own, nothing read from the environment, nothing logged.
 * Servers without keys want some key all the same.
 */
export function openaiClient(endpoint: Endpoint): OpenAI {
  const baseURL = endpoint.baseUrl ?? OPENAI_URL;
  return new OpenAI({
    apiKey: endpoint.apiKey || "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL,
    maxRetries: 0,
    timeout: endpoint.deadlineMs,
    logLevel: "off",
    fetch: endpoint.fetch ?? fetchThrough(endpoint.proxy, baseURL),
  });
}

/** Node's own fetch does not accept the dispatcher of another undici, so the fetch comes from the package of its agent. */
function fetchThrough(proxy: string | undefined, baseUrl: string): Fetch {
  if (!proxy || !baseUrl.startsWith("https:")) return globalThis.fetch;
  const dispatcher = new ProxyAgent(proxy);
  const send = (url: string, init: object) => undiciFetch(url, { ...init, dispatcher });
  // The two packages declare the same web types separately.
  return send as unknown as Fetch;
}
