import type { LookupAnswer } from "../core/grounds.ts";
import type { Fact, Reading } from "../core/reading.ts";
import { foldDigits } from "../core/tracking-code.ts";
import type { Clock } from "../ports/clock.ts";
import { type Asked, type AskOutcome, askable, askConnector, type VerifiedCustomer } from "./ask.ts";
import type { Connector } from "./declaration.ts";

export interface LookupsDeps {
  readonly clock: Clock;
  readonly onAsked: (connector: string, outcome: AskOutcome | "resting" | "kept") => void;
}

/** What is asked for one turn. */
export interface LookupQuestion {
  readonly reading: Pick<Reading, "category" | "facts">;
  /** What was told before. */
  readonly knownFacts: readonly Fact[];
  readonly customer: VerifiedCustomer;
}

export type Lookups = (question: LookupQuestion, signal: AbortSignal) => Promise<readonly LookupAnswer[]>;

const MOST_ORDERS = 3;
const MOST_KEPT = 500;
/** So many failures in a row, and a system is left alone for a while: no customer waits for it meanwhile. */
const FAILURES = 3;
const REST_MS = 30_000;

/** All connectors side by side; each has its own timeout, its own rest after failures, and its answers for a while. */
export function openLookups(connectors: readonly Connector[], deps: LookupsDeps): Lookups {
  const asks = connectors.map((connector) => ({ connector, ask: rested(connector, kept(connector, deps), deps) }));
  return async ({ reading, knownFacts, customer }, signal) => {
    const orders = ordersOf(reading.facts, knownFacts);
    const questions = asks.flatMap(({ connector, ask }) => {
      const { categories, about, pattern } = connector;
      if (!askable(connector, customer)) return [];
      if (categories.length > 0 && !categories.includes(reading.category)) return [];
      if (about === "customer") return [ask("", customer, signal)];
      return orders
        .filter((order) => pattern?.test(plain(order)) ?? true)
        .map(async (order) => {
          const answer = await ask(plain(order), customer, signal);
          return answer && { ...answer, subject: order };
        });
    });
    return (await Promise.all(questions)).filter((answer) => answer !== null);
  };
}

type Ask = (subject: string, customer: VerifiedCustomer, signal: AbortSignal) => Promise<Asked>;
type Say = (...asked: Parameters<Ask>) => Promise<LookupAnswer | null>;

/** Answers stand for a while; what failed is asked again. */
function kept(connector: Connector, { clock, onAsked }: LookupsDeps): Ask {
  const answers = new Map<string, { readonly asked: Asked; readonly until: number }>();
  return async (subject, customer, signal) => {
    const key = JSON.stringify([subject, customer.phone, customer.sender]);
    const now = clock.now().getTime();
    const found = answers.get(key);
    if (found && found.until > now) {
      onAsked(connector.name, "kept");
      return found.asked;
    }
    const asked = await askConnector(connector, subject, customer, signal);
    onAsked(connector.name, asked.outcome);
    answers.delete(key);
    if (asked.outcome !== "failed" && connector.cacheMs > 0)
      answers.set(key, { asked, until: now + connector.cacheMs });
    const [oldest] = answers.keys();
    if (answers.size > MOST_KEPT && oldest !== undefined) answers.delete(oldest);
    return asked;
  };
}

function rested(connector: Connector, ask: Ask, { clock, onAsked }: LookupsDeps): Say {
  let failures = 0;
  let restsUntil = 0;
  return async (subject, customer, signal) => {
    if (clock.now().getTime() < restsUntil) {
      onAsked(connector.name, "resting");
      return null;
    }
    const { outcome, answer } = await ask(subject, customer, signal);
    // A turn that was given up says nothing about the system.
    if (signal.aborted) return answer;
    failures = outcome === "failed" ? failures + 1 : 0;
    if (failures >= FAILURES) {
      restsUntil = clock.now().getTime() + REST_MS;
      failures = 0;
    }
    return answer;
  };
}

/** Those of this turn first, each once, as they were written. */
function ordersOf(now: readonly Fact[], before: readonly Fact[]): readonly string[] {
  const told = [...now, ...before].filter(({ kind }) => kind === "order_id").map(({ value }) => value);
  return [...new Map(told.map((order) => [plain(order), order])).values()].slice(0, MOST_ORDERS);
}

/** As systems write it: ASCII digits, no number sign. */
const plain = (order: string): string => foldDigits(order).replace(/^#\s*/, "");
