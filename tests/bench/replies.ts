import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { BenchDesk } from "./bench-desk.ts";
import { startChild } from "./child.ts";
import { inParallel } from "./parallel.ts";
import { inWords, type Memory, memoryOf, type ProcessorTime, processorTimeOf } from "./processes.ts";
import { median, ms, percent, percentile, perSecond, type Row } from "./table.ts";
import type { TelegramLine } from "./telegram-line.ts";
import { webhook } from "./webhook.ts";

/** A complaint in three messages, each of which is answered; the last one opens a ticket. */
const COMPLAINT = ["سلام", "سفارشم هنوز نرسیده", "شماره سفارشم 4821973 هست"];
const CHATS_AT_ONCE = 48;
const ROUND_MS = 6_000;
const ROUNDS = 2;
const STEADY_PER_SECOND = 100;
const STEADY_MS = 6_000;
const STEADY_CHATS = 300;
const PATIENCE_MS = 10_000;

interface Round {
  readonly perSecond: number;
  /** Processor time an answer took; of the echo bot it is not measured. */
  readonly used?: ProcessorTime;
  readonly steady: readonly number[];
}

/** Answers per second and how long one takes, beside a bot that only writes down and echoes. No quiet window. */
export async function measureReplies(desk: BenchDesk, line: TelegramLine): Promise<readonly Row[]> {
  const bot = startChild("echo-bot.ts", { connection: desk.connection, apiRoot: line.root });
  const { url } = (await bot.next()) as { url: string };
  const product: Round[] = [];
  const bare: Round[] = [];
  let peak: Memory = memoryOf(desk.process);
  const watching = setInterval(() => {
    const now = memoryOf(desk.process);
    if (now.server + now.database > peak.server + peak.database) peak = now;
  }, 500);
  await answered(line, desk.process.url, 2_000);
  await answered(line, url, 1_000);
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push({ perSecond: await answered(line, url, ROUND_MS), steady: await steadily(line, url) });
    const before = processorTimeOf(desk.process);
    const rate = await answered(line, desk.process.url, ROUND_MS);
    const used = perAnswer(before, processorTimeOf(desk.process), (rate * ROUND_MS) / 1000);
    product.push({ perSecond: rate, used, steady: await steadily(line, desk.process.url) });
  }
  clearInterval(watching);
  bot.end();
  return rowsOf(product, bare, peak);
}

function rowsOf(product: readonly Round[], bare: readonly Round[], peak: Memory): readonly Row[] {
  const [part, whole] = [median(product.map((r) => r.perSecond)), median(bare.map((r) => r.perSecond))];
  const [mine, theirs] = [product.flatMap((r) => r.steady), bare.flatMap((r) => r.steady)];
  const used = (where: keyof ProcessorTime) => product.flatMap((round) => round.used?.[where] ?? []);
  const steady = (at: number, goal?: string): Row => ({
    what: `Answer at ${STEADY_PER_SECOND} messages/s, p${at}`,
    desk: ms(percentile(mine, at)),
    bare: ms(percentile(theirs, at)),
    ...(goal !== undefined && { goal }),
  });
  return [
    {
      what: `Messages answered, ${CHATS_AT_ONCE} chats at once`,
      desk: perSecond(part),
      bare: `${perSecond(whole)} (an echo bot)`,
      ratio: percent(part, whole),
      goal: "at least 50 %",
    },
    {
      what: "Processor time an answer, of all cores",
      desk: `${ms(median(used("server")))} server, ${ms(median(used("database")))} database`,
    },
    steady(50),
    steady(99, "below 250 ms"),
    { what: "Memory under that load", desk: inWords(peak) },
  ];
}

const perAnswer = (before: ProcessorTime, after: ProcessorTime, answers: number): ProcessorTime => ({
  server: (after.server - before.server) / answers,
  database: (after.database - before.database) / answers,
});

/** Chats that say the next thing as soon as they are answered. @returns answers per second */
async function answered(line: TelegramLine, url: string, forMs: number): Promise<number> {
  const platform = webhook(url, CHATS_AT_ONCE);
  const hear = listenTo(line);
  let count = 0;
  const began = performance.now();
  await inParallel(CHATS_AT_ONCE, forMs, async () => {
    const chat = nextChat();
    for (const text of COMPLAINT) {
      const heard = hear(chat);
      await platform.says(chat, text);
      await heard;
      count += 1;
    }
  });
  const seconds = (performance.now() - began) / 1000;
  await platform.close();
  return count / seconds;
}

/** So many messages a second, whatever becomes of them. @returns how long each waited for its answer, in ms */
async function steadily(line: TelegramLine, url: string): Promise<readonly number[]> {
  const platform = webhook(url, CHATS_AT_ONCE);
  const hear = listenTo(line);
  const waits: Promise<number>[] = [];
  const began = performance.now();
  const lanes = Array.from({ length: STEADY_CHATS }, () => ({ chat: nextChat(), said: 0 }));
  for (let n = 0; n < (STEADY_MS / 1000) * STEADY_PER_SECOND; n += 1) {
    await pause(Math.max(0, began + (n * 1000) / STEADY_PER_SECOND - performance.now()));
    const lane = lanes[n % lanes.length] ?? { chat: nextChat(), said: 0 };
    if (lane.said === COMPLAINT.length) Object.assign(lane, { chat: nextChat(), said: 0 });
    waits.push(oneAnswer(platform, hear(lane.chat), lane.chat, COMPLAINT[lane.said++] ?? ""));
  }
  const times = await Promise.all(waits);
  await platform.close();
  return times;
}

async function oneAnswer(
  platform: ReturnType<typeof webhook>,
  heard: Promise<void>,
  chat: number,
  text: string,
): Promise<number> {
  const began = performance.now();
  await Promise.all([platform.says(chat, text), heard]);
  return performance.now() - began;
}

let lastChat = 1_000_000;
const nextChat = (): number => ++lastChat;

/**
 * Takes over the line. @returns a promise of the next message to a chat; it is rejected where none comes. Messages said
 * in one burst have one answer.
 */
function listenTo(line: TelegramLine): (chat: number) => Promise<void> {
  const waiting = new Map<number, (() => void)[]>();
  line.onSent = (chat) => {
    for (const heard of waiting.get(chat) ?? []) heard();
    waiting.delete(chat);
  };
  return (chat) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Chat ${chat} was not answered.`)), PATIENCE_MS);
      const heard = () => {
        clearTimeout(late);
        resolve();
      };
      waiting.set(chat, [...(waiting.get(chat) ?? []), heard]);
    });
}
