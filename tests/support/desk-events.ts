export interface ServerEvent {
  readonly id: string | null;
  readonly event: string;
  readonly data: unknown;
}

/**
 * Reads a stream of server-sent events until it ends or is closed.
 * @returns when the server has begun to stream
 */
export async function openEvents(
  url: string,
  headers: Readonly<Record<string, string>>,
  onEvent: (event: ServerEvent) => void,
): Promise<{ close(): Promise<void> }> {
  const stop = new AbortController();
  const response = await fetch(url, { headers, signal: stop.signal });
  if (!response.ok || response.body === null) throw new Error(`The stream answered ${response.status}.`);
  const ended = read(response.body, onEvent).catch(() => {}); // Closed by us, or cut by a desk that stops.
  return {
    async close() {
      stop.abort();
      await ended;
    },
  };
}

async function read(body: ReadableStream<Uint8Array>, onEvent: (event: ServerEvent) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = parseEvent(block);
      if (event) onEvent(event);
    }
  }
}

/** Null for a comment, which is only a sign of life. */
function parseEvent(block: string): ServerEvent | null {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).trimStart());
  }
  const data = fields.get("data");
  if (data === undefined) return null;
  return { id: fields.get("id") ?? null, event: fields.get("event") ?? "message", data: JSON.parse(data) };
}
