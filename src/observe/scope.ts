import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Ids and words of the desk's own. Never what a person gave: no text, name, number or address. A name with a dot is
 * OpenTelemetry's and stands in spans alone.
 */
export type Ids = Readonly<Record<string, string | number>>;

/** One thing being done, as a tracer follows it. */
export interface Span {
  /** How log lines refer to it. */
  readonly ids: Ids;
  /** More is known: which conversation this is about. */
  note(ids: Ids): void;
  /** A part of it begins. @param since  when it began, as `performance.now()` gave it, if that was before now */
  part(name: string, since?: number): Span;
  /** @param at  as above, if that was before now */
  end(ending?: { readonly error?: unknown; readonly at?: number }): void;
}

export type BeginSpan = (name: string, ids: Ids, since?: number) => Span;

interface Scope {
  readonly ids: Record<string, string | number>;
  readonly ms: Record<string, number>;
  readonly span: Span | null;
}

const scopes = new AsyncLocalStorage<Scope>();
let beginSpan: BeginSpan | null = null;

/** From now on what is done is traced as well; null: no longer. One tracer a process. */
export function traceWith(begin: BeginSpan | null): void {
  beginSpan = begin;
}

/**
 * Does one whole thing: a request, a turn, a send. Its ids stand in every log line written meanwhile, and it is a span
 * where traces are on. It belongs to nothing that happens to be going on: a queue may be woken from anywhere.
 * @param since  when it began, as `performance.now()` gave it, if that was before now
 */
export function during<T>(name: string, ids: Ids, act: () => T, since?: number): T {
  const span = beginSpan?.(name, ids, since) ?? null;
  const scope: Scope = { ids: ownOf({ ...ids, ...span?.ids }), ms: {}, span };
  return settled(
    () => scopes.run(scope, act),
    (error) => span?.end({ error }),
  );
}

/** Does a part of it: its duration is kept under this name. */
export function stage<T>(name: string, act: () => T): T {
  const scope = scopes.getStore();
  if (!scope) return act();
  const span = scope.span?.part(name) ?? null;
  const began = performance.now();
  return settled(
    () => scopes.run({ ...scope, span }, act),
    (error) => {
      scope.ms[name] = Math.round(performance.now() - began);
      span?.end({ error });
    },
  );
}

/** A part that was over before the whole began. Times as `performance.now()` gives them. */
export function pastStage(name: string, from: number, to: number): void {
  const scope = scopes.getStore();
  if (!scope) return;
  scope.ms[name] = Math.round(to - from);
  scope.span?.part(name, from).end({ at: to });
}

/** More is known about what is going on. */
export function note(ids: Ids): void {
  const scope = scopes.getStore();
  if (!scope) return;
  Object.assign(scope.ids, ownOf(ids));
  scope.span?.note(ids);
}

/** Does something that belongs to nothing going on, such as a timer's work. */
export const apart = <T>(act: () => T): T => scopes.exit(act);

/** The ids of what is going on, for a log line. */
export const idsNow = (): Ids => scopes.getStore()?.ids ?? {};

/** How long each part of what is going on has taken, in ms. */
export const stagesNow = (): Readonly<Record<string, number>> => scopes.getStore()?.ms ?? {};

function ownOf(ids: Ids): Record<string, string | number> {
  return Object.fromEntries(Object.entries(ids).filter(([name]) => !name.includes(".")));
}

/** Calls `end` when `act` is over, whether it waits or not, and with what it threw. */
function settled<T>(act: () => T, end: (error?: unknown) => void): T {
  let result: T;
  try {
    result = act();
  } catch (error) {
    end(error);
    throw error;
  }
  if (!(result instanceof Promise)) {
    end();
    return result;
  }
  const waiting = result.then(
    (value) => {
      end();
      return value;
    },
    (error: unknown) => {
      end(error);
      throw error;
    },
  );
  return waiting as T;
}
