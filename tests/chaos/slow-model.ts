import { setTimeout as pause } from "node:timers/promises";
import { anAnswer, anEndpoint, completion, sendJson } from "../mind/openai/support.ts";

/** A model that reads every message as a complaint about a delivery, and takes its time. */
export function slowModel(delayMs: () => number) {
  return anEndpoint(async ({ messages }, response) => {
    await pause(delayMs());
    const [order = ""] = (messages.at(-1)?.content ?? "").match(/#\d{5}/g)?.slice(-1) ?? [];
    const reading = {
      evidence: [{ label: "category", quote: "نرسیده" }],
      language: "fa",
      facts: [{ kind: "order_id", value: order, quote: order, confidence: 1 }],
      summary: `سفارش ${order} نرسیده است.`,
    };
    const reply = { text: `سفارش ${order} هنوز به دست شما نرسیده است.` };
    sendJson(response, completion(JSON.stringify(anAnswer(reading, reply))));
  });
}
