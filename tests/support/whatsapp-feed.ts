import { createHmac } from "node:crypto";
import type { Watch } from "./watch.ts";

/** What a delivery is about: one change of one field. */
interface Change {
  readonly field: string;
  readonly value: object;
}

/** One attempt to post to the webhook. */
export interface Delivery {
  /** How many changes it held. */
  readonly changes: number;
  /** The answer's status; 0 where nobody answered. */
  readonly status: number;
}

interface Webhook {
  readonly url: string;
}

const RETRY_FIRST_MS = 20;
const RETRY_LAST_MS = 500;

/** The body as the platform writes it: letters beyond ASCII escaped, so that writing it again makes other bytes. */
export function deliveryBody(...changes: readonly Change[]): string {
  const entry = changes.map((change) => ({ id: "900800700", changes: [change] }));
  return escaped(JSON.stringify({ object: "whatsapp_business_account", entry }));
}

const escaped = (json: string): string =>
  json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** What a delivery carries as `X-Hub-Signature-256`. */
export function signatureOf(body: string | Uint8Array, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`;
}

/**
 * The changes of one simulated number on their way to the webhook: signed, tried again until it answers 2xx. Changes of
 * one lane go one after another, those of other lanes beside them.
 */
export class DeliveryFeed {
  #waiting = 0;
  #held: Change[] | null = null;
  readonly #early: { readonly changes: readonly Change[]; readonly lane: string }[] = [];
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #closed = new AbortController();
  readonly #watch: Watch;
  readonly #appSecret: string;
  readonly deliveries: Delivery[] = [];
  /** Every accepted delivery is posted this often altogether. */
  deliverTimes = 1;
  #webhook: Webhook | null = null;

  constructor(watch: Watch, appSecret: string) {
    this.#watch = watch;
    this.#appSecret = appSecret;
  }

  get webhook(): Webhook | null {
    return this.#webhook;
  }

  /** How many changes were not accepted yet. */
  get waiting(): number {
    return this.#waiting + (this.#held?.length ?? 0);
  }

  setWebhook(webhook: Webhook): void {
    this.#webhook = webhook;
    for (const { changes, lane } of this.#early.splice(0)) this.#dispatch(changes, lane);
  }

  push(field: string, value: object, lane: string): void {
    const change = { field, value };
    if (this.#held !== null) this.#held.push(change);
    else this.#queue([change], lane);
  }

  /** From now on changes are kept back, to go out as one delivery. */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const changes = this.#held ?? [];
    this.#held = null;
    if (changes.length > 0) this.#queue(changes, "batch");
  }

  close(): void {
    this.#closed.abort();
  }

  #queue(changes: readonly Change[], lane: string): void {
    this.#waiting += changes.length;
    this.#watch.changed();
    if (this.#webhook === null) this.#early.push({ changes, lane });
    else this.#dispatch(changes, lane);
  }

  #dispatch(changes: readonly Change[], lane: string): void {
    const before = this.#lanes.get(lane) ?? Promise.resolve();
    this.#lanes.set(
      lane,
      before.then(() => this.#deliver(changes)),
    );
  }

  async #deliver(changes: readonly Change[]): Promise<void> {
    const body = deliveryBody(...changes);
    let accepted = 0;
    for (let pause = RETRY_FIRST_MS; accepted < this.deliverTimes; ) {
      if (this.#webhook === null || this.#closed.signal.aborted) return;
      const status = await this.#post(body, this.#webhook.url);
      this.deliveries.push({ changes: changes.length, status });
      if (status >= 200 && status < 300) accepted += 1;
      else {
        await new Promise((resolve) => setTimeout(resolve, pause));
        pause = Math.min(pause * 2, RETRY_LAST_MS);
      }
      this.#watch.changed();
    }
    this.#waiting -= changes.length;
    this.#watch.changed();
  }

  async #post(body: string, url: string): Promise<number> {
    const signature = signatureOf(body, this.#appSecret);
    const headers = { "content-type": "application/json", "x-hub-signature-256": signature };
    try {
      const answer = await fetch(url, { method: "POST", headers, body, signal: this.#closed.signal });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }
}
