/** What goes wrong with one call. `cut` and `hang-after` have their effect, the others have none. */
export type Fault =
  | { readonly kind: "limited"; readonly retryAfter: number }
  | { readonly kind: "error"; readonly code: number; readonly description: string; readonly parameters?: object }
  /** An HTML page of a gateway in front of the platform. */
  | { readonly kind: "page"; readonly status: number }
  | { readonly kind: "cut" }
  | { readonly kind: "hang" }
  | { readonly kind: "hang-after" };

type ErrorAnswer = Extract<Fault, { readonly kind: "error" }>;

/** What goes back over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export const error = (code: number, description: string, parameters?: object): ErrorAnswer => ({
  kind: "error",
  code,
  description,
  ...(parameters !== undefined && { parameters }),
});

export const isError = (value: unknown): value is ErrorAnswer =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "error";

/** An error in the platform's own shape. */
export const told = ({ code, description, parameters }: ErrorAnswer): Answer => ({
  status: code,
  body: { ok: false, error_code: code, description, ...(parameters !== undefined && { parameters }) },
});

/** Shares of the sends that fail in each way, from 0 to 1. */
export interface Misbehaviour {
  readonly limited?: { readonly share: number; readonly retryAfter: readonly [least: number, most: number] };
  readonly cut?: number;
  readonly hang?: number;
  readonly serverError?: number;
  readonly page?: number;
}

/** A repeatable stream of numbers from 0 to 1 (a 32-bit xorshift). */
export function seededRandom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Draws the fault of one send, or none. Each call uses the same count of draws, so shares do not disturb each other. */
export function drawFault(behaviour: Misbehaviour, random: () => number): Fault | null {
  const draw = random();
  const spread = random();
  const { limited } = behaviour;
  const [least, most] = limited?.retryAfter ?? [1, 1];
  const table: readonly (readonly [share: number, fault: Fault])[] = [
    [limited?.share ?? 0, { kind: "limited", retryAfter: least + Math.round(spread * (most - least)) }],
    [behaviour.cut ?? 0, { kind: "cut" }],
    [behaviour.hang ?? 0, { kind: "hang" }],
    [behaviour.serverError ?? 0, { kind: "error", code: 500, description: "Internal Server Error" }],
    [behaviour.page ?? 0, { kind: "page", status: 502 }],
  ];
  let reached = 0;
  for (const [share, fault] of table) {
    reached += share;
    if (draw < reached) return fault;
  }
  return null;
}
