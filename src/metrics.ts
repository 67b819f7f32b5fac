import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Sql } from "./db/connect.ts";
import type { TurnFigures } from "./turn/queue.ts";

/** What the desk counts, and how it is read. */
export interface Metrics extends TurnFigures {
  sent(outcome: string): void;
  rejected(channel: string): void;
  render(): Promise<{ readonly type: string; readonly text: string }>;
}

/** Figures of the running desk, in the Prometheus text form. */
export function createMetrics(sql: Sql): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const count = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name: `hamdel_${name}_total`, help, labelNames, registers });
  const turns = count("turns", "Turns by outcome, decision and engine", "outcome", "decision", "engine");
  const tokens = count("model_tokens", "Tokens of model calls", "kind");
  const drafts = count("drafts_refused", "Model drafts refused, by guard", "rule");
  const sends = count("sends", "Sends by outcome", "outcome");
  const rejections = count("webhooks_rejected", "Webhook calls refused", "channel");
  new Gauge({
    name: "hamdel_conversations",
    help: "Conversations by owner",
    labelNames: ["state"],
    registers,
    async collect() {
      const rows = await sql<{ state: string; count: number }[]>`
        select state, count(*)::int as count from conversations group by state`;
      for (const { state, count } of rows) this.set({ state }, count);
    },
  });
  new Gauge({
    name: "hamdel_oldest_due_turn_seconds",
    help: "How long the oldest due turn has waited",
    registers,
    async collect() {
      const [row] = await sql<{ seconds: number }[]>`
        select coalesce(extract(epoch from now() - min(due_at)), 0)::float8 as seconds
        from conversations where due_at <= now()`;
      this.set(row?.seconds ?? 0);
    },
  });
  new Gauge({
    name: "hamdel_outbox",
    help: "Unsent parts by state",
    labelNames: ["state"],
    registers,
    async collect() {
      const rows = await sql<{ state: string; count: number }[]>`
        select s.state, count(o.id)::int as count from unnest(array['pending', 'sending']) as s(state)
        left join outbox o on o.state = s.state and o.state in ('pending', 'sending') group by s.state`;
      for (const { state, count } of rows) this.set({ state }, count);
    },
  });
  return {
    settled({ outcome, decision, engine, tokens: used }) {
      turns.inc({ outcome, decision, engine });
      for (const [kind, amount] of Object.entries(used)) tokens.inc({ kind }, amount);
    },
    draftRefused: (rule) => drafts.inc({ rule }),
    sent: (outcome) => sends.inc({ outcome }),
    rejected: (channel) => rejections.inc({ channel }),
    render: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
