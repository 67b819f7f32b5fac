import { performance } from "node:perf_hooks";
import { decodeUpdate } from "../../adapters/telegram/decode.ts";
import { type Connection, connect } from "../../src/db/connect.ts";
import { ingest } from "../../src/intake/ingest.ts";
import { inParallel } from "./parallel.ts";
import { textUpdate } from "./webhook.ts";

/** The statement of the inbound path and nothing else: no HTTP, no wake-ups. Writes what it took per second. */
export async function main([given]: readonly [string]): Promise<void> {
  const options: { connection: Connection; accountId: number; lanes: number; ms: number; chats: number } =
    JSON.parse(given);
  const { accountId, lanes, ms, chats } = options;
  const { sql, close } = connect(options.connection);
  const policy = { quietMs: 60_000, maxWaitMs: 600_000, hotFactor: 1, messagesPerMinute: 100_000 };
  const one = async (n: number) => {
    const bytes = Buffer.from(JSON.stringify(textUpdate(BARE_CHATS + (n % chats), "Hello, where is my order?")));
    const decoded = decodeUpdate(bytes);
    const event = decoded.ok ? decoded.value[0] : undefined;
    if (!event) throw new Error("The update holds no message.");
    const own = { ...event, eventId: `bare-${process.pid}-${n}`, externalId: `bare-${process.pid}-${n}` };
    if ((await ingest(sql, accountId, own, new Date(), policy)) === null) throw new Error("It was not taken.");
  };
  await inParallel(lanes, 500, one);
  const began = performance.now();
  const done = await inParallel(lanes, ms, (n) => one(1_000_000 + n));
  console.log(JSON.stringify({ perSecond: (done / (performance.now() - began)) * 1000 }));
  await close();
}

const BARE_CHATS = 5_000_000;
