/** What the desk answers, as its documents fix it; not taken from the server's own types, so that a change there shows. */

export interface ConversationWire {
  readonly id: string;
  readonly channel: string;
  readonly threadId: string;
  readonly state: "bot" | "bot_review" | "queued" | "human" | "human_idle";
  readonly epoch: number;
  readonly episode: number;
  readonly lastSequence: number;
  readonly owner: {
    readonly kind: "bot" | "review" | "queue" | "agent";
    readonly agentId: string | null;
    readonly reason: string | null;
    readonly botHelps: boolean;
    readonly promisedAt: string | null;
  };
  readonly contact: { readonly id: string; readonly name: string; readonly vip: boolean };
  readonly language: string | null;
  readonly ticket: { readonly code: string; readonly status: string; readonly priority: string } | null;
}

export interface MessageWire {
  readonly id: string;
  readonly sequence: number;
  readonly author: "customer" | "bot" | "agent" | "system";
  readonly kind: "text" | "notice" | "survey";
  readonly text: string;
  readonly attachments: readonly {
    readonly kind: string;
    readonly heard?: { readonly kind: string; readonly text: string; readonly doubtful: readonly string[] } | null;
  }[];
  readonly buttons: readonly { readonly id: string; readonly label: string }[];
  readonly agentId: string | null;
  readonly turnId: string | null;
  readonly epoch: number;
  readonly externalId: string | null;
  readonly editedAt: string | null;
  readonly delivery: string | null;
  readonly failure: string | null;
  /** Never on the customer's own page. */
  readonly checks?: {
    readonly supports: readonly { readonly kind: string; readonly ref: string; readonly quote: string }[];
  } | null;
}

export interface TurnWire {
  readonly id: string;
  readonly reading: { readonly language: string; readonly category: string };
  readonly decision: { readonly kind: string; readonly rule: string; readonly reasons: readonly string[] };
  readonly outcome: "released" | "superseded" | "suppressed";
  readonly engine: "offline" | "openai";
  readonly engineNote: string | null;
  readonly messageIds: readonly string[];
  readonly tokens: { readonly input: number; readonly cached: number; readonly output: number };
}

export interface TransitionWire {
  readonly from: string;
  readonly to: string;
  readonly actor: string;
  readonly reason: string;
  readonly epoch: number;
  readonly at: string;
  readonly noticeMessageId: string | null;
}

export interface TicketWire {
  readonly code: string;
  readonly status: string;
  readonly category: string;
  readonly subcategory: string | null;
  readonly priority: string;
  readonly summary: string;
  readonly clocks: readonly { readonly kind: string; readonly dueAt: string; readonly state: string }[];
}

export interface ErrorWire {
  readonly error: { readonly code: string; readonly message: string; readonly hint: string };
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

export interface RestClient {
  get<T>(path: string): Promise<Answer<T>>;
  post<T>(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Answer<T>>;
  put<T>(path: string, body: object): Promise<Answer<T>>;
  patch<T>(path: string, body: object): Promise<Answer<T>>;
}

/** A plain HTTP client. @param url asked at every call: a desk that was restarted has another address */
export function restClient(url: () => string, token: () => string | null): RestClient {
  async function call<T>(method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
    const bearer = token();
    const response = await fetch(url() + path, {
      method,
      headers: {
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  }
  return {
    get: (path) => call("GET", path),
    post: (path, body, headers) => call("POST", path, body, headers),
    put: (path, body) => call("PUT", path, body),
    patch: (path, body) => call("PATCH", path, body),
  };
}

/** The body of an answer that must have succeeded. */
export function bodyOf<T>({ status, body }: Answer<T>): T {
  if (status >= 400) throw new Error(`The desk answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
