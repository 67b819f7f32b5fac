import { afterEach, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { untilFound } from "../support/desk-patience.ts";
import { freePort } from "../support/free-port.ts";
import { type Collector, type ReceivedSpan, startCollector } from "../support/otlp-collector.ts";

const COMPLAINT = "سفارش ۴۸۲۱۷ من نرسیده، اسمم نیلوفر رستگارپور است، شماره‌ام 09121234567";

let desk: Desk;
let collector: Collector | null = null;
afterEach(async () => {
  await desk.stop();
  await collector?.close();
  collector = null;
});

const tracedDesk = async (env: Readonly<Record<string, string>> = {}) => {
  collector = await startCollector();
  desk = await aDesk({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`, ...env } });
  return collector;
};
const spanOf = ({ changes, spans }: Collector, name: string) =>
  untilFound(
    changes,
    async () => spans.find((span) => span.name === name),
    () => `a span "${name}"`,
  );

describe("traces", () => {
  it("follow one customer's message from the request to the send, each part in its place", async () => {
    const received = await tracedDesk();
    const customer = await desk.visitor();
    await customer.says(COMPLAINT);
    await customer.reply();

    const send = await spanOf(received, "send");
    const trace = () => received.spans.filter(({ traceId }) => traceId === send.traceId);
    const names = ["HTTP POST", "accept", "turn", "claim", "load", "read", "write", "settle", "delivery", "send"];
    await untilFound(
      received.changes,
      async () => (names.every((name) => trace().some((span) => span.name === name)) ? true : undefined),
      () => `all of ${names.join(", ")}`,
    );
    const parentOf = ({ parentSpanId }: ReceivedSpan) => trace().find(({ spanId }) => spanId === parentSpanId)?.name;
    const under = Object.fromEntries(trace().map((span) => [span.name, parentOf(span)]));
    expect(under).toMatchObject({
      accept: "HTTP POST",
      turn: "accept",
      claim: "turn",
      load: "turn",
      read: "turn",
      settle: "turn",
      write: "turn",
      delivery: "turn",
      send: "delivery",
    });
  });

  it("name the rows and the outcomes, and hold no word, name or number of a customer", async () => {
    const received = await tracedDesk();
    const customer = await desk.visitor();
    await customer.says(COMPLAINT);
    await customer.reply();

    const delivery = await spanOf(received, "delivery");
    const turn = await spanOf(received, "turn");
    const conversation = Number(customer.id);
    expect(turn.attributes).toMatchObject({ "hamdel.conversation": conversation, "hamdel.outcome": "released" });
    expect(turn.attributes["hamdel.turn"]).toEqual(expect.any(Number));
    expect(delivery.attributes).toMatchObject({ "hamdel.conversation": conversation, "hamdel.outcome": "sent" });
    const said = received.raw.join("");
    for (const word of ["48217", "۴۸۲۱۷", "نیلوفر", "رستگارپور", "9121234567", "نرسیده"])
      expect(said).not.toContain(word);
  });

  it("are not sent for those the sampler leaves out", async () => {
    const received = await tracedDesk({ OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "0" });
    const customer = await desk.visitor();
    await customer.says(COMPLAINT);
    await customer.reply();
    await desk.restart();
    expect(received.spans).toEqual([]);
  });

  it("that nobody collects disturb nothing: customers are answered and the desk stops", async () => {
    desk = await aDesk({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}` } });
    const customer = await desk.visitor();
    await customer.says(COMPLAINT);
    await customer.reply();
    await desk.restart();
    await customer.says("سلام");
    await customer.reply();
    expect(desk.log.filter((line) => line.includes("OTLP"))).toEqual([]);
  });
});
