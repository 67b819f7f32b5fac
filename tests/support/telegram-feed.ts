import { until, type Watch } from "./watch.ts";

/** One update of the Bot API, as posted. */
type Update = { readonly update_id: number } & Readonly<Record<string, unknown>>;

export interface Webhook {
  readonly url: string;
  readonly secret: string | undefined;
}

/** One attempt to post an update to the webhook. */
export interface Delivery {
  readonly updateId: number;
  /** The answer's status; 0 where nobody answered. */
  readonly status: number;
}

/** What an empty list of `allowed_updates` leaves out. */
const ONLY_BY_NAME = new Set(["chat_member", "message_reaction", "message_reaction_count"]);
const RETRY_FIRST_MS = 20;
const RETRY_LAST_MS = 500;
const POLL_BATCH = 100;

/**
 * The updates of one simulated bot, and their two ways out: polls, which confirm by offset, and a webhook, which is
 * tried again until it answers 2xx. Updates of one chat go one after another, those of other chats beside them.
 */
export class UpdateFeed {
  #lastId = 1000;
  #allowed: readonly string[] = [];
  #pending: Update[] = [];
  #poll: AbortController | null = null;
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #closed = new AbortController();
  readonly deliveries: Delivery[] = [];
  /** Every accepted update is posted this often altogether. */
  deliverTimes = 1;
  webhook: Webhook | null = null;
  readonly #watch: Watch;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  /** Queues an update of the given kind; returns its id, also where the bot did not ask for the kind. */
  push(kind: string, content: unknown, chat: string): number {
    const update = { update_id: ++this.#lastId, [kind]: content };
    const wanted = this.#allowed.length === 0 ? !ONLY_BY_NAME.has(kind) : this.#allowed.includes(kind);
    if (wanted) {
      this.#pending.push(update);
      this.#dispatch(update, chat);
      this.#watch.changed();
    }
    return update.update_id;
  }

  /** How many updates are neither confirmed nor accepted. */
  get waiting(): number {
    return this.#pending.length;
  }

  /** The kinds that were asked for; none: the platform's own choice. */
  get allowed(): readonly string[] {
    return this.#allowed;
  }

  allow(kinds: readonly string[] | undefined): void {
    if (kinds !== undefined) this.#allowed = kinds;
  }

  setWebhook(webhook: Webhook): void {
    this.webhook = webhook;
    for (const update of this.#pending) this.#dispatch(update, "backlog");
  }

  /**
   * Answers one poll: confirms what lies below a positive offset, forgets all but the last ones for a negative offset,
   * and holds the call until there is news. A second poll ends the first.
   * @returns the updates; null where another poll took over
   */
  async poll(offset: number, limit: number, seconds: number, gone: AbortSignal): Promise<readonly Update[] | null> {
    this.#poll?.abort();
    const mine = new AbortController();
    this.#poll = mine;
    if (offset > 0) this.#pending = this.#pending.filter((update) => update.update_id >= offset);
    if (offset < 0) this.#pending = this.#pending.slice(offset);
    this.#watch.changed();
    const held = AbortSignal.any([mine.signal, gone, this.#closed.signal, AbortSignal.timeout(seconds * 1000)]);
    await until(this.#watch, () => (this.#pending.length > 0 || held.aborted ? true : undefined), held);
    if (mine.signal.aborted) return null;
    return this.#pending.slice(0, Math.min(limit, POLL_BATCH));
  }

  close(): void {
    this.#closed.abort();
  }

  #dispatch(update: Update, chat: string): void {
    if (this.webhook === null) return;
    const before = this.#lanes.get(chat) ?? Promise.resolve();
    this.#lanes.set(
      chat,
      before.then(() => this.#deliver(update)),
    );
  }

  async #deliver(update: Update): Promise<void> {
    let accepted = 0;
    for (let pause = RETRY_FIRST_MS; accepted < this.deliverTimes; ) {
      if (this.webhook === null || this.#closed.signal.aborted) return;
      const status = await this.#post(update, this.webhook);
      this.deliveries.push({ updateId: update.update_id, status });
      if (status >= 200 && status < 300) accepted += 1;
      else {
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(pause * 2, RETRY_LAST_MS);
      }
      this.#watch.changed();
    }
    this.#pending = this.#pending.filter((other) => other !== update);
    this.#watch.changed();
  }

  async #post(update: Update, { url, secret }: Webhook): Promise<number> {
    const headers = {
      "content-type": "application/json",
      ...(secret !== undefined && { "x-telegram-bot-api-secret-token": secret }),
    };
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers,
        body: JSON.stringify(update),
        signal: this.#closed.signal,
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }
}
