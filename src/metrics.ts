import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { HealthBoard } from "./channel-health.ts";
import type { Sql } from "./db/connect.ts";
import { type Figures, readFigures } from "./db/figures.ts";
import { countWorkers } from "./db/workers.ts";
import type { ClaimedPart } from "./delivery/claim.ts";
import type { Hub } from "./live/hub.ts";
import type { OpenMind } from "./mind/open.ts";
import { cached } from "./observe/cached.ts";
import { replyTimes } from "./observe/reply-times.ts";
import type { ChannelAccounts, SendOutcome } from "./ports/channel.ts";
import type { Clock } from "./ports/clock.ts";
import type { Queue } from "./ports/jobs.ts";
import type { HeardOutcome } from "./turn/hear.ts";
import type { TurnFigures } from "./turn/queue.ts";

/** What the desk counts, and how it is read. */
export interface Metrics extends TurnFigures {
  taken(accountId: number): void;
  rejected(channel: string): void;
  heard(kind: string, outcome: HeardOutcome): void;
  sent(part: ClaimedPart, outcome: SendOutcome): void;
  woken(queue: Queue): void;
  /** One of the organisation's own systems was asked. */
  lookedUp(connector: string, outcome: string): void;
  /** @throws where the database cannot be asked */
  render(): Promise<{ readonly type: string; readonly text: string }>;
}

export interface MetricsDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly accounts: ChannelAccounts;
  readonly breaker: OpenMind["breaker"];
  readonly hub: Pick<Hub, "subscribers">;
  readonly health: Pick<HealthBoard, "read">;
}

/** However often it is asked, and by however many: the rows are looked at this often at most. */
const FRESH_MS = 5_000;
const SECONDS = [0.5, 1, 2, 3, 5, 8, 13, 20, 30, 60, 120, 300, 900];
const BREAKER = { closed: 0, half_open: 0.5, open: 1 } as const;
const HEALTH = { green: 1, yellow: 0.5, red: 0 } as const;

/** Figures of the running desk, in the Prometheus text form; `docs/operate/monitoring.md` explains each. */
export function createMetrics({ sql, clock, accounts, breaker, hub, health }: MetricsDeps): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const count = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name: `hamdel_${name}_total`, help, labelNames, registers });
  const channelOf = (accountId: number) => accounts.get(accountId)?.adapter.channel ?? "unknown";

  const taken = count("messages_accepted", "Customers' messages taken, by channel", "channel");
  const rejections = count("webhooks_rejected", "Webhook calls refused", "channel");
  const turns = count("turns", "Turns by outcome, decision and engine", "outcome", "decision", "engine");
  const handOffs = count("hand_offs", "Conversations the bot gave to people, by reason", "reason");
  const calls = count("model_calls", "Turns a model was asked about, by outcome", "outcome");
  const tokens = count("model_tokens", "Tokens of model calls", "kind");
  const disagreements = count("disagreements", "Turns that the model and the offline engine read differently");
  const drafts = count("drafts_refused", "Wordings refused, by guard", "rule");
  const heard = count("heard", "Voice notes, pictures and documents made into words, by outcome", "kind", "outcome");
  const lookups = count("lookups", "Questions to the organisation's own systems, by outcome", "connector", "outcome");
  const sends = count("sends", "Sends by outcome", "outcome", "channel");
  const wakeUps = count("wake_ups", "Wake-ups of queues asked for by this process", "queue");
  const firstReply = new Histogram({
    name: "hamdel_first_reply_seconds",
    help: "From taking a customer's message to the bot's answer having been sent",
    buckets: SECONDS,
    registers,
  });

  const figures = cached(() => readFigures(sql), FRESH_MS);
  const fromRows = (name: string, help: string, read: (figures: Figures) => number) =>
    new Gauge({
      name: `hamdel_${name}`,
      help,
      registers,
      async collect() {
        this.set(read(await figures()));
      },
    });
  const fromRowsBy = (name: string, help: string, read: (figures: Figures) => Readonly<Record<string, number>>) =>
    new Gauge({
      name: `hamdel_${name}`,
      help,
      labelNames: ["state"],
      registers,
      async collect() {
        for (const [state, value] of Object.entries(read(await figures()))) this.set({ state }, value);
      },
    });
  fromRows("waiting_turns", "Conversations whose turn is due; 10000 means that many or more", (f) => f.waitingTurns);
  fromRows("oldest_due_turn_seconds", "How long the oldest due turn has waited", (f) => f.oldestWaitingSeconds);
  fromRowsBy("conversations", "Conversations that concern people, by owner", (f) => f.owners);
  fromRowsBy("outbox", "Parts to be sent now; of those that failed or are unknown, the last 24 hours", (f) => f.outbox);
  const fromReplies = (name: string, help: string, read: (of: Figures["replies"][string]) => number) =>
    new Gauge({
      name: `hamdel_${name}`,
      help,
      labelNames: ["author"],
      registers,
      async collect() {
        for (const [author, of] of Object.entries((await figures()).replies)) this.set({ author }, read(of));
      },
    });
  fromReplies("reply_marks", "Mean marks of the newest 1000 replies by the rules, of 14", ({ mean }) => mean);
  fromReplies("replies_faulty", "Of those, how many broke a rule no reply may break", ({ faulty }) => faulty);
  new Gauge({
    name: "hamdel_drafts",
    help: "Drafts of the last 24 hours, by kind and by what became of them",
    labelNames: ["kind", "state"],
    registers,
    async collect() {
      this.reset();
      for (const [kind, states] of Object.entries((await figures()).drafts)) {
        for (const [state, value] of Object.entries(states)) this.set({ kind, state }, value);
      }
    },
  });
  fromRows(
    "oldest_review_seconds",
    "How long the oldest held reply has waited for a person",
    (f) => f.oldestReviewSeconds,
  );
  new Gauge({
    name: "hamdel_breaker_open",
    help: "Whether the model is left alone: 0 asked, 0.5 tried again, 1 not asked",
    registers,
    collect() {
      this.set(BREAKER[breaker.state()]);
    },
  });
  new Gauge({
    name: "hamdel_live_connections",
    help: "Pages of this process that hear live news",
    registers,
    collect() {
      this.set(hub.subscribers());
    },
  });
  const workers = cached(() => countWorkers(sql), FRESH_MS);
  new Gauge({
    name: "hamdel_workers",
    help: "Living processes that work on the queues",
    registers,
    async collect() {
      this.set(await workers());
    },
  });
  const healths = cached(health.read, FRESH_MS);
  new Gauge({
    name: "hamdel_channel_health",
    help: "Health of a channel account: 1 green, 0.5 yellow, 0 red",
    labelNames: ["channel", "account"],
    registers,
    async collect() {
      for (const [id, { state }] of await healths()) {
        this.set({ channel: channelOf(id), account: String(id) }, HEALTH[state]);
      }
    },
  });

  const answers = replyTimes();
  return {
    taken: (accountId) => taken.inc({ channel: channelOf(accountId) }),
    rejected: (channel) => rejections.inc({ channel }),
    asked: (outcome) => calls.inc({ outcome }),
    settled({ conversationId, outcome, decision, engine, tokens: used, disagreed, handedOffFor, since }) {
      turns.inc({ outcome, decision, engine });
      for (const [kind, amount] of Object.entries(used)) tokens.inc({ kind }, amount);
      if (outcome !== "released") return;
      if (disagreed) disagreements.inc();
      if (handedOffFor) handOffs.inc({ reason: handedOffFor });
      if (since) answers.begin(conversationId, since);
    },
    heard: (kind, outcome) => heard.inc({ kind, outcome }),
    draftRefused: (rule) => drafts.inc({ rule }),
    sent(part, outcome) {
      sends.inc({ outcome: outcome.kind, channel: channelOf(part.accountId) });
      if (outcome.kind !== "sent" || part.speaker !== "bot") return;
      const seconds = answers.end(part.conversationId, clock.now());
      if (seconds !== null) firstReply.observe(seconds);
    },
    lookedUp: (connector, outcome) => lookups.inc({ connector, outcome }),
    woken: (queue) => wakeUps.inc({ queue }),
    render: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
