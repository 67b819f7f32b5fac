import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "./support/desk.ts";

const TOKEN = "a-token-of-the-monitoring";
const COMPLAINT = "سفارش ۴۸۲۱۷ من نرسیده";
const HANDOFF = "می‌خوام با یک نفر آدم حرف بزنم";

let desk: Desk;
let endpoint: (() => Promise<void>) | null = null;
afterEach(async () => {
  await desk.stop();
  await endpoint?.();
  endpoint = null;
});

const ask = (headers: Readonly<Record<string, string>> = {}) => fetch(`${desk.url}/metrics`, { headers });
/** The values of a metric, by its labels as they stand in the text. */
async function valuesOf(name: string): Promise<Readonly<Record<string, number>>> {
  const text = await (await ask()).text();
  const lines = text.split("\n").filter((line) => new RegExp(`^hamdel_${name}[ {]`).test(line));
  return Object.fromEntries(lines.map((line) => [/\{.*\}/.exec(line)?.[0] ?? "", Number(line.split(" ").at(-1))]));
}

describe("the figures", () => {
  it("tell of a message, its answer, and the time the customer waited", async () => {
    desk = await aDesk();
    const customer = await desk.visitor();
    await customer.says(COMPLAINT);
    await customer.reply();

    expect(await valuesOf("messages_accepted_total")).toEqual({ '{channel="web"}': 1 });
    await expect.poll(() => valuesOf("sends_total")).toEqual({ '{outcome="sent",channel="web"}': 1 });
    expect(Object.values(await valuesOf("turns_total"))).toEqual([1]);
    expect(await valuesOf("first_reply_seconds_count")).toEqual({ "": 1 });
    const waited = (await valuesOf("first_reply_seconds_sum"))[""];
    expect(waited).toBeGreaterThan(0);
    expect(waited).toBeLessThan(60);
    expect((await valuesOf("wake_ups_total"))['{queue="turn"}']).toBeGreaterThan(0);
    expect((await valuesOf("live_connections"))[""]).toBeGreaterThan(0);
  });

  it("tell why people were asked for", async () => {
    desk = await aDesk();
    const customer = await desk.visitor();
    await customer.says(HANDOFF);
    await customer.reply();
    expect(await valuesOf("hand_offs_total")).toEqual({ '{reason="asked_for_human"}': 1 });
    expect(await valuesOf("conversations")).toMatchObject({ '{state="queued"}': 1, '{state="human"}': 0 });
  });

  it("tell how things stand: what waits, what is to be sent, workers, channels, the model's breaker", async () => {
    desk = await aDesk();
    expect(await valuesOf("waiting_turns")).toEqual({ "": 0 });
    expect(await valuesOf("oldest_due_turn_seconds")).toEqual({ "": 0 });
    expect(await valuesOf("workers")).toEqual({ "": 1 });
    expect(await valuesOf("breaker_open")).toEqual({ "": 0 });
    expect(Object.keys(await valuesOf("outbox")).sort()).toEqual(
      ["failed", "pending", "sending", "unknown"].map((state) => `{state="${state}"}`),
    );
    expect(Object.entries(await valuesOf("channel_health"))).toEqual([[expect.stringContaining('channel="web"'), 1]]);
    expect(await (await ask()).text()).toContain("nodejs_eventloop_lag_p99_seconds");
  });

  it("tell how asking the model ended, and open the breaker when it keeps failing", async () => {
    const server = createServer((_request, response) => void response.writeHead(500).end("{}"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endpoint = () => new Promise((resolve) => server.close(() => resolve()));
    const { port } = server.address() as AddressInfo;
    desk = await aDesk({ env: { OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` } });
    const customer = await desk.visitor();
    for (const text of ["سلام", COMPLAINT, "پس چی شد؟", "هنوز نرسیده", "خبری نشد؟", "جواب بدید"]) {
      await customer.says(text);
      await customer.reply();
    }
    expect(await valuesOf("model_calls_total")).toEqual({
      '{outcome="unreachable"}': 5,
      '{outcome="breaker_open"}': 1,
    });
    expect(await valuesOf("breaker_open")).toEqual({ "": 1 });
  });
});

describe("who may read the figures", () => {
  it("is this machine, and nobody for whom a proxy on it speaks", async () => {
    desk = await aDesk();
    expect((await ask()).status).toBe(200);
    for (const name of ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"]) {
      expect((await ask({ [name]: "203.0.113.7" })).status, name).toBe(403);
    }
  });

  it("is whoever has the token, where there is one", async () => {
    desk = await aDesk({ env: { METRICS_TOKEN: TOKEN } });
    const statuses = await Promise.all(
      [
        {},
        { authorization: "Bearer wrong" },
        { authorization: `Bearer ${TOKEN}`, "X-Forwarded-For": "203.0.113.7" },
      ].map(async (headers) => (await ask(headers as Record<string, string>)).status),
    );
    expect(statuses).toEqual([403, 403, 200]);
  });
});
