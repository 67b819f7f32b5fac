/**
 * What goes wrong with one call. `cut`, `hang-after` and `fails-later` have their effect, the others have none;
 * `fails-later` is accepted and told as failed by a status, as most refusals of the platform are.
 */
export type Fault =
  | {
      readonly kind: "error";
      readonly status: number;
      readonly code: number;
      readonly message?: string;
      /** Seconds. */
      readonly retryAfter?: number;
    }
  /** An HTML page of a gateway in front of the platform. */
  | { readonly kind: "page"; readonly status: number }
  | { readonly kind: "cut" }
  | { readonly kind: "hang" }
  | { readonly kind: "hang-after" }
  | { readonly kind: "fails-later"; readonly code: number };

export type ErrorAnswer = Extract<Fault, { readonly kind: "error" }>;

export const error = (status: number, code: number, message = "Something went wrong"): ErrorAnswer => ({
  kind: "error",
  status,
  code,
  message,
});

/** Too many messages of the number: 130429. */
export const limited = (retryAfter: number): ErrorAnswer => ({
  ...error(429, 130429, "Rate limit hit"),
  retryAfter,
});

/** Too many messages to this one customer: 131056. */
export const pairLimited = error(400, 131056, "(Business Account, Consumer Account) pair rate limit hit");

/** Shares of the sends that fail in each way, from 0 to 1. */
export interface Misbehaviour {
  readonly limited?: { readonly share: number; readonly retryAfter: readonly [least: number, most: number] };
  readonly pairLimited?: number;
  readonly cut?: number;
  readonly hang?: number;
  readonly serverError?: number;
  readonly page?: number;
  readonly failsLater?: { readonly share: number; readonly code: number };
}

/** Draws the fault of one send, or none. Each call uses the same count of draws, so shares do not disturb each other. */
export function drawFault(behaviour: Misbehaviour, random: () => number): Fault | null {
  const draw = random();
  const spread = random();
  const [least, most] = behaviour.limited?.retryAfter ?? [1, 1];
  const table: readonly (readonly [share: number, fault: Fault])[] = [
    [behaviour.limited?.share ?? 0, limited(least + Math.round(spread * (most - least)))],
    [behaviour.pairLimited ?? 0, pairLimited],
    [behaviour.cut ?? 0, { kind: "cut" }],
    [behaviour.hang ?? 0, { kind: "hang" }],
    [behaviour.serverError ?? 0, error(500, 131000)],
    [behaviour.page ?? 0, { kind: "page", status: 503 }],
    [behaviour.failsLater?.share ?? 0, { kind: "fails-later", code: behaviour.failsLater?.code ?? 131000 }],
  ];
  let reached = 0;
  for (const [share, fault] of table) {
    reached += share;
    if (draw < reached) return fault;
  }
  return null;
}
