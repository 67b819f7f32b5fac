import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { type Watch, watch } from "./watch.ts";

const Value = z.union([
  z.object({ stringValue: z.string() }),
  z.object({ intValue: z.coerce.number() }),
  z.object({ doubleValue: z.number() }),
]);
const SpanBody = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z.array(z.object({ key: z.string(), value: Value })),
});
const Body = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(SpanBody) })) })),
});

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string | undefined;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A collector of traces that takes OTLP/HTTP in JSON and keeps what it gets. */
export interface Collector {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** Everything it was sent, as it came. */
  readonly raw: readonly string[];
  readonly changes: Watch;
  close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  const raw: string[] = [];
  const changes = watch();
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const text = Buffer.concat(chunks).toString();
    raw.push(text);
    const sent = Body.parse(JSON.parse(text)).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans);
    for (const span of sent.flatMap((scope) => scope.spans)) {
      const attributes = span.attributes.map(({ key, value }) => [key, Object.values(value)[0]] as const);
      spans.push({ ...span, attributes: Object.fromEntries(attributes) });
    }
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
    changes.changed();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    raw,
    changes,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
