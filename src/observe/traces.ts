import type { Attributes, SpanContext } from "@opentelemetry/api";
import type { TracesConfig } from "../config.ts";
import type { BeginSpan, Ids, Span } from "./scope.ts";

export interface Traces {
  readonly begin: BeginSpan;
  /** Sends what is left, for a moment: a collector that is away holds up no stop. */
  close(): Promise<void>;
}

/** What happens about a conversation so soon after something else continues the same trace. */
const CONTINUES_MS = 120_000;
const CONVERSATIONS = 10_000;
const SEND_EVERY_MS = 1_000;
const EXPORT_MS = 3_000;
const CLOSE_MS = 1_500;

/**
 * Traces by OpenTelemetry over OTLP/HTTP. The SDK is loaded here and nowhere else: a desk without a collector never sees
 * it. Spans are dropped, not kept, where the collector is away or slow.
 *
 * A process remembers for two minutes which span was the last about a conversation, so that one trace follows a message
 * from the webhook to the send. Across processes `hamdel.conversation` is what joins them.
 */
export async function openTraces({ endpoint, service, ratio }: TracesConfig): Promise<Traces> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT_MS });
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": service }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_EVERY_MS })],
  });
  const tracer = provider.getTracer("hamdel");
  const latest = rememberLatest();

  function open(name: string, ids: Ids, parent: SpanContext | undefined, since: number | undefined): Span {
    const context = parent ? api.trace.setSpanContext(api.ROOT_CONTEXT, parent) : api.ROOT_CONTEXT;
    const span = tracer.startSpan(name, { startTime: since ?? performance.now() }, context);
    const self = span.spanContext();
    function note(more: Ids): void {
      span.setAttributes(attributesOf(more));
      if (more.conversation !== undefined) latest.remember(more.conversation, self);
    }
    note(ids);
    return {
      ids: { traceId: self.traceId },
      note,
      part: (part, from) => open(part, {}, self, from),
      end({ error, at } = {}) {
        if (error !== undefined) {
          // Its kind alone: an error's words may be somebody's.
          span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
          span.setStatus({ code: api.SpanStatusCode.ERROR });
        }
        span.end(at ?? performance.now());
      },
    };
  }

  return {
    begin: (name, ids, since) => open(name, ids, latest.about(ids.conversation), since),
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_MS);
      });
      await Promise.race([provider.shutdown().catch(() => {}), patience]);
      clearTimeout(timer);
    },
  };
}

/** Names with a dot are OpenTelemetry's own. */
function attributesOf(ids: Ids): Attributes {
  return Object.fromEntries(
    Object.entries(ids).map(([name, value]) => [name.includes(".") ? name : `hamdel.${name}`, value]),
  );
}

/** The last span about each conversation, the oldest forgotten first. */
function rememberLatest() {
  const spans = new Map<string | number, { readonly span: SpanContext; readonly at: number }>();
  return {
    about(conversation: string | number | undefined): SpanContext | undefined {
      const found = conversation === undefined ? undefined : spans.get(conversation);
      return found && performance.now() - found.at < CONTINUES_MS ? found.span : undefined;
    },
    remember(conversation: string | number, span: SpanContext): void {
      spans.delete(conversation);
      spans.set(conversation, { span, at: performance.now() });
      if (spans.size <= CONVERSATIONS) return;
      for (const oldest of spans.keys()) {
        spans.delete(oldest);
        break;
      }
    },
  };
}
