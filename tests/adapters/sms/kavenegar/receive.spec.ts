import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KavenegarConfig } from "../../../../adapters/sms/index.ts";
import type { ChannelHealth, InboundEvent } from "../../../../src/ports/channel.ts";
import { type KavenegarApi, startKavenegarApi } from "../../../support/kavenegar-api.ts";
import { until, watch } from "../../../support/watch.ts";
import { openWebhookDoor } from "../../../support/webhook-door.ts";
import { noSignal, openKavenegar, part, RECEIVED, SECRET } from "../open.ts";

let api: KavenegarApi;
let stop: AbortController;
beforeEach(async () => {
  api = await startKavenegarApi();
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await api.close();
});

const CUSTOMER = "09120000001";
const seconds = Date.parse(RECEIVED) / 1000;

/** Listens until stopped; every pause is noted and not waited for. */
function listen(options: {
  readonly sink?: (events: readonly InboundEvent[]) => Promise<void>;
  readonly config?: Partial<KavenegarConfig>;
}) {
  const changes = watch();
  const heard: InboundEvent[] = [];
  const pauses: number[] = [];
  const health: ChannelHealth[] = [];
  const lines: string[] = [];
  const wait = async (ms: number): Promise<void> => {
    pauses.push(ms);
    changes.changed();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const adapter = openKavenegar({ apiRoot: api.root, ...options.config }, { lines, wait });
  const sink = async (events: readonly InboundEvent[]): Promise<void> => {
    await options.sink?.(events);
    heard.push(...events);
    changes.changed();
  };
  const ended = adapter.listen?.(sink, stop.signal, (state) => {
    health.push(state);
    changes.changed();
  });
  const reaches = (look: () => boolean) => until(changes, () => (look() ? true : undefined));
  return { adapter, heard, pauses, health, lines, ended, reaches };
}

const texts = (events: readonly InboundEvent[]): readonly string[] => events.map((event) => event.text);
/** Each as often as it likes. */
const states = (health: readonly ChannelHealth[]) => [...new Set(health.map(({ state }) => state))];

describe("pulling from Kavenegar", () => {
  it("hears every message once and in order, as one customer however the number is written", async () => {
    const desk = listen({});
    await api.says("09120000001", "سلام");
    await api.says("+989120000001", "سفارشم نرسیده");
    await desk.reaches(() => desk.heard.length === 2);
    expect(texts(desk.heard)).toEqual(["سلام", "سفارشم نرسیده"]);
    expect(new Set(desk.heard.map((event) => event.threadId))).toEqual(new Set(["+989120000001"]));
    expect(states(desk.health)).toEqual(["green"]);
  });

  it("asks for the next page at once while there is one, and rests after the last", async () => {
    for (let i = 0; i < 250; i += 1) await api.says(CUSTOMER, `پیام ${i}`);
    const desk = listen({});
    await desk.reaches(() => desk.pauses.length > 0);
    expect(desk.heard).toHaveLength(250);
    expect(desk.pauses[0]).toBe(5000);
    expect(new Set(texts(desk.heard)).size).toBe(250);
  });

  it("asks for nothing more while the database does not take what came, and loses none of it", async () => {
    let attempts = 0;
    await api.says(CUSTOMER, "گم نشود");
    const desk = listen({
      sink: async () => {
        attempts += 1;
        const calls = api.calls.length;
        if (attempts < 4) throw new Error("the database is away");
        expect(api.calls.length).toBe(calls);
      },
    });
    await desk.reaches(() => desk.heard.length === 1);
    await desk.reaches(() => desk.health.at(-1)?.state === "green");
    expect(attempts).toBe(4);
    expect(desk.pauses.slice(0, 3)).toEqual([750, 1500, 3000]);
    expect(states(desk.health)).toEqual(["green", "yellow"]);
  });

  it("after a stop hears again what was marked as read and not stored, under the same event id", async () => {
    await api.says(CUSTOMER, "یک بار بس است", seconds);
    let lost: readonly InboundEvent[] = [];
    const first = listen({
      sink: async (events) => {
        lost = events;
        stop.abort();
        throw new Error("the process dies");
      },
    });
    await first.ended;
    expect(api.unread).toBe(0);
    expect(first.heard).toEqual([]);

    stop = new AbortController();
    const second = listen({});
    await second.reaches(() => second.heard.length === 1);
    expect(second.heard).toEqual(lost);
  });

  it("does not take up at its first start what others read long ago", async () => {
    api.alreadyRead(CUSTOMER, "پارسال", seconds - 90 * 86_400);
    api.alreadyRead(CUSTOMER, "دو ساعت پیش", seconds - 7200);
    await api.says(CUSTOMER, "امروز", seconds);
    const desk = listen({});
    await desk.reaches(() => desk.pauses.length === 2);
    expect(texts(desk.heard)).toEqual(["امروز"]);
  });

  it("passes over an entry it cannot read, tells it without its words, and hears the next", async () => {
    api.putIntoInbox({ message: "بدون شناسه", sender: CUSTOMER });
    await api.says(CUSTOMER, "بعدی");
    const desk = listen({});
    await desk.reaches(() => desk.heard.length === 1);
    expect(texts(desk.heard)).toEqual(["بعدی"]);
    expect(desk.lines.join("\n")).toContain("entry passed over");
    expect(desk.lines.join("\n")).not.toContain("بدون شناسه");
  });

  it("waits longer after each failure and goes on, green again", async () => {
    const page = { kind: "page", status: 502 } as const;
    api.failNext("sms/receive", page, { kind: "cut" }, page, page);
    await api.says(CUSTOMER, "نه گم می‌شود و نه دوبار می‌آید");
    const desk = listen({});
    await desk.reaches(() => desk.heard.length === 1);
    expect(desk.pauses.slice(0, 4)).toEqual([750, 1500, 3000, 6000]);
    expect(desk.health.at(-1)).toEqual({ state: "green" });
    expect(texts(desk.heard)).toEqual(["نه گم می‌شود و نه دوبار می‌آید"]);
  });

  it("goes red for a wrong key, says where to get one, and asks seldom", async () => {
    const desk = listen({ config: { apiKey: "wrong-key" } });
    await desk.reaches(() => desk.pauses.length === 3);
    expect(desk.health[0]).toMatchObject({ state: "red", hint: expect.stringContaining("panel") });
    expect(JSON.stringify([desk.health, desk.lines])).not.toContain("wrong-key");
    expect(Math.min(...desk.pauses)).toBeGreaterThanOrEqual(30_000);
  });

  it("stops in the middle of a held call", async () => {
    api.failNext("sms/receive", { kind: "hang" });
    const desk = listen({});
    await api.arrived("sms/receive", 1);
    stop.abort();
    await desk.ended;
    expect(desk.heard).toEqual([]);
  });

  it("asks how far its messages got, and no more once the end is known", async () => {
    const desk = listen({});
    const sent = await desk.adapter.send(part(), noSignal());
    const id = sent.kind === "sent" ? sent.id : "";
    await api.reports(id, 4);
    await desk.reaches(() => desk.heard.some((event) => event.status === "sent"));
    await api.reports(id, 10);
    await desk.reaches(() => desk.heard.some((event) => event.status === "delivered"));
    const asked = api.calls.filter(({ method }) => method === "sms/status").length;
    const pauses = desk.pauses.length;
    await desk.reaches(() => desk.pauses.length >= pauses + 14);
    expect(api.calls.filter(({ method }) => method === "sms/status")).toHaveLength(asked);
    expect(desk.heard.every((event) => event.externalId === id)).toBe(true);
  });
});

describe("being pushed by Kavenegar", () => {
  it("hears a message, and how far an answer got, at a door that knows the secret", async () => {
    const adapter = openKavenegar({ apiRoot: api.root, webhookSecret: SECRET });
    const door = await openWebhookDoor(adapter);
    const url = `${door.url}/webhooks/kavenegar?secret=${SECRET}`;
    api.setUrls({ push: url, callback: url });
    expect(await api.says(CUSTOMER, "سلام، سفارشم؟")).toBe(200);
    const sent = await adapter.send(part({ threadId: door.heard[0]?.threadId ?? "" }), noSignal());
    await api.reports(sent.kind === "sent" ? sent.id : "", 10, 5, 10, 14);
    expect(door.heard.slice(1).map((event) => [event.status, event.failure])).toEqual([
      ["delivered", undefined],
      ["sent", undefined],
      ["delivered", undefined],
      ["failed", "blocked"],
    ]);
    expect(door.heard[3]?.eventId).toBe(door.heard[1]?.eventId);
    await door.close();
  });

  it("hears nobody at a door without the right secret", async () => {
    const door = await openWebhookDoor(openKavenegar({ apiRoot: api.root, webhookSecret: SECRET }));
    for (const query of ["", "?secret=", `?secret=${SECRET}x`]) {
      api.setUrls({ push: `${door.url}/webhooks/kavenegar${query}` });
      expect(await api.says(CUSTOMER, "منم")).toBe(401);
    }
    expect(door.heard).toEqual([]);
    await door.close();
  });
});
