import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChannelAdapter, InboundEvent } from "../../src/ports/channel.ts";
import { until, watch } from "./watch.ts";

/** An HTTP door in front of one adapter, with nothing behind it but a list. */
export interface WebhookDoor {
  readonly url: string;
  /** What came in, oldest first. */
  readonly heard: readonly InboundEvent[];
  /** Resolves with what came in, as soon as there are `count` events. */
  waitFor(count: number): Promise<readonly InboundEvent[]>;
  /** The next requests are answered with this status and not heard. */
  refuseNext(times: number, status: number): void;
  close(): Promise<void>;
}

/**
 * Opens a door that judges each request by the adapter: 401 for a forged one, 200 after its events were kept. A GET is
 * the platform's handshake, where it has one.
 * @param extraHeaders added to every request before it is judged, for platforms' emulators that cannot send them
 */
export async function openWebhookDoor(
  adapter: ChannelAdapter,
  extraHeaders: Readonly<Record<string, string>> = {},
): Promise<WebhookDoor> {
  const changes = watch();
  const heard: InboundEvent[] = [];
  const refusals: number[] = [];

  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const headers = { ...(request.headers as Record<string, string>), ...extraHeaders };
    const asked = { method: request.method ?? "", url: request.url ?? "", headers, body };
    const reply = request.method === "GET" ? adapter.handshake?.(asked) : undefined;
    if (reply !== undefined) {
      response.writeHead(reply.status, { "content-type": reply.type }).end(reply.body);
      return;
    }
    const verdict = adapter.verify?.(asked);
    const refusal = refusals.shift();
    if (verdict?.kind !== "genuine" || refusal !== undefined) {
      response.writeHead(refusal ?? 401).end();
      return;
    }
    const decoded = adapter.decode(body);
    if (decoded.ok) heard.push(...decoded.value);
    response.writeHead(200).end();
    changes.changed();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    waitFor: async (count) => (await until(changes, () => (heard.length >= count ? heard : undefined))) ?? [],
    refuseNext: (times, status) => {
      refusals.push(...Array<number>(times).fill(status));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
