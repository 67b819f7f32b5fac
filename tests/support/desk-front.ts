import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A public address in front of a desk: its URL is known before the desk starts. */
export interface Front {
  readonly url: string;
  /** Where requests go from now on; until then they wait at the door (503). */
  leadTo(url: string): void;
  close(): Promise<void>;
}

/** @param headers  added to every request, as a proxy may */
export async function openFront(headers: Readonly<Record<string, string>> = {}): Promise<Front> {
  let target: string | null = null;
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    if (target === null) return void response.writeHead(503).end();
    const given = request.headers as Record<string, string>;
    const { host: _host, connection: _connection, "content-length": _length, ...kept } = given;
    const answer = await fetch(target + (request.url ?? ""), {
      method: request.method ?? "POST",
      headers: { ...kept, ...headers },
      body: chunks.length > 0 ? Buffer.concat(chunks) : null,
    }).catch(() => null);
    // The desk is stopping: what delivers tries again.
    if (answer === null) return void response.writeHead(502).end();
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (url) => {
      target = url;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
