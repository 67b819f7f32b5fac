import { performance } from "node:perf_hooks";
import type { BenchDesk } from "./bench-desk.ts";
import { startChild } from "./child.ts";
import { inParallel } from "./parallel.ts";
import { median, percent, perSecond, type Row } from "./table.ts";
import { webhook } from "./webhook.ts";

const LANES = 32;
const CHATS = 2_000;
const ROUND_MS = 5_000;
const ROUNDS = 2;

/** Messages accepted per second: over HTTP into the process, and by the same statement run bare. Nothing is due yet. */
export async function measureAccepted(desk: BenchDesk): Promise<readonly Row[]> {
  const bare: number[] = [];
  const product: number[] = [];
  await overHttp(desk, 1_500);
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await byStatement(desk));
    product.push(await overHttp(desk, ROUND_MS));
  }
  const [whole, part] = [median(bare), median(product)];
  return [
    {
      what: `Messages accepted, ${LANES} connections`,
      desk: perSecond(part),
      bare: `${perSecond(whole)} (the same statement alone)`,
      ratio: percent(part, whole),
      goal: "at least 50 %",
    },
  ];
}

async function overHttp({ process }: BenchDesk, forMs: number): Promise<number> {
  const platform = webhook(process.url, LANES);
  const began = performance.now();
  const done = await inParallel(LANES, forMs, (n) => platform.says(1 + (n % CHATS), "Hello, where is my order?"));
  const seconds = (performance.now() - began) / 1000;
  await platform.close();
  return done / seconds;
}

async function byStatement({ connection, accountId }: BenchDesk): Promise<number> {
  const options = { connection, accountId, lanes: LANES, ms: ROUND_MS, chats: CHATS };
  const child = startChild("bare-ingest.ts", options);
  const { perSecond } = (await child.next()) as { perSecond: number };
  child.end();
  return perSecond;
}
