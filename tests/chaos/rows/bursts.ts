import { setTimeout as pause } from "node:timers/promises";
import { ordersIn } from "../account.ts";
import { atMost, none, told } from "../figures.ts";
import { judge } from "../judge.ts";
import { complaint } from "../load.ts";
import { startModel } from "../model.ts";
import type { Row } from "../row.ts";
import { openScene } from "../scene.ts";
import { inParallel } from "../wait.ts";

const TEXTS = 10;
const BURST_MS = 3_000;
const FIRST_CHAT = 500_000;
const THINKING_MS = 300;

export const bursts: Row = {
  name: "bursts",
  title: "Customers who write in bursts",
  done: "Each customer sends ten messages within three seconds; the quiet time is the one the desk is shipped with.",
  needs: [],
  limit: { quick: 180, full: 900 },
  async play(stage) {
    const model = await startModel(() => stage.random() * THINKING_MS);
    stage.defer(model.close);
    const environment = { OPENAI_BASE_URL: model.url, TURN_QUIET_MS: "1500", TURN_MAX_WAIT_MS: "6000" };
    const scene = await openScene(stage, { environment });
    const customers = stage.size(15, 500);
    const atOnce = stage.size(5, 25);
    const texts = (customer: number) =>
      Array.from({ length: TEXTS }, (_, index) => complaint(customer * TEXTS + index));
    await inParallel(
      Array.from({ length: customers }, (_, customer) => customer),
      atOnce,
      async (customer) => {
        const accepted: Promise<void>[] = [];
        for (const text of texts(customer)) {
          accepted.push(scene.poster.says(FIRST_CHAT + customer, text));
          await pause((BURST_MS / TEXTS) * (0.5 + stage.random()));
        }
        await Promise.all(accepted);
      },
    );
    const { chats } = await judge(stage, scene, { duplicates: 0 });

    const prompts = model.asked.map(({ messages }) => new Set(ordersIn(messages.at(-1)?.content ?? "")));
    const unread: number[] = [];
    const scattered: string[] = [];
    for (let customer = 0; customer < customers; customer += 1) {
      const orders = texts(customer).flatMap(ordersIn);
      if (!prompts.some((prompt) => orders.every((order) => prompt.has(order)))) unread.push(FIRST_CHAT + customer);
      const turns = chats.get(FIRST_CHAT + customer)?.turns.filter(({ outcome }) => outcome !== "superseded") ?? [];
      if (turns.length > 2) scattered.push(`${FIRST_CHAT + customer}: ${turns.length} turns`);
    }
    const turns = [...chats.values()].flatMap((chat) => chat.turns.filter(({ outcome }) => outcome !== "superseded"));
    stage.note(
      told("bursts", customers),
      none("bursts in more than two turns", scattered),
      atMost("turns a burst", turns.length / customers, 2),
      none("bursts that stood in no single prompt as a whole", unread.map(String)),
      atMost("calls of the model a burst", model.asked.length / customers, 1.2),
    );
  },
};
