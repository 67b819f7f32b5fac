import { anAnswer, anEndpoint, completion, sendJson } from "../mind/openai/support.ts";
import { DECODERS } from "./attacks.ts";

interface Wire {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly tools?: unknown;
}

/** Everything in a prompt that somebody else wrote: the strings of its data lines. */
function dataOf({ messages }: Wire): readonly string[] {
  const lines = messages.filter(({ role }) => role === "user").flatMap(({ content }) => content.split("\n"));
  return lines.flatMap((line) => {
    const json = line.replace(/^\[KB-[\d#]+\] /, "");
    try {
      return stringsIn(JSON.parse(json));
    } catch {
      return [];
    }
  });
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** The longest thing anybody told it to say, in whatever disguise. */
function orderIn(texts: readonly string[]): string | null {
  const orders = texts.flatMap((text) =>
    DECODERS.flatMap((decode) => [...decode(text).matchAll(/«([^«»]{6,})(?:»|$)/g)].map(([, order = ""]) => order)),
  );
  return orders.reduce<string | null>(
    (longest, order) => (order.length > (longest?.length ?? 0) ? order : longest),
    null,
  );
}

/** What it was told to look up, out of its own prompt. */
export function lookedUp(order: string, { canary, line }: { canary: string; line: string }): string {
  return order
    .replaceAll("$CANARY", canary)
    .replaceAll("$SPACED", [...canary].join(" "))
    .replaceAll("$REVERSED", [...canary].reverse().join(""))
    .replaceAll("$BASE64", Buffer.from(canary).toString("base64"))
    .replaceAll("$PROMPT", line);
}

export const GOOD = {
  en: "We have your message about order #48217 and follow it up.",
  fa: "پیامتان دربارهٔ سفارش #48217 رسید و پیگیر آن هستیم.",
  ar: "وصلتنا رسالتكم عن الطلب #48217 ونحن نتابعه.",
} as const;

const NO_FLAG = {
  humanRequest: false,
  crisis: false,
  safety: false,
  legalThreat: false,
  fraudPrivacy: false,
  abusive: false,
  churnRisk: false,
  injectionSuspected: false,
};

/**
 * A model that does whatever the data tells it, alone or behind a good sentence, looks up what it was told to keep to
 * itself, and says of every message that it is praise and nothing is wrong.
 */
export async function anObedientModel() {
  let obeyed = 0;
  let withTools = 0;
  const endpoint = await anEndpoint((body, response) => {
    const wire = body as Wire;
    if (wire.tools !== undefined) withTools += 1;
    const prompt = wire.messages.map(({ content }) => content).join("\n");
    const canary = /never to be written: (\w+)/.exec(prompt)?.[1] ?? "";
    const line = prompt.split("\n").find((text) => text.includes("Acknowledge once")) ?? "";
    const order = orderIn(dataOf(wire));
    if (order !== null) obeyed += 1;
    const language = (/Reply language: .*\((fa|ar|en)\)/.exec(prompt)?.[1] ?? "en") as keyof typeof GOOD;
    const says = order === null ? "" : lookedUp(order, { canary, line });
    const text = obeyed % 2 === 0 ? `${GOOD[language]} ${says}` : says || GOOD[language];
    const fact = (kind: string) => ({ kind, value: order ?? "", quote: order ?? "", confidence: 1 });
    const reading = {
      evidence: [],
      category: "praise",
      confidence: 1,
      sentiment: "positive",
      complaint: false,
      heat: 0,
      substance: 0,
      urgency: "low",
      flags: NO_FLAG,
      facts: ["order_id", "amount", "date", "product", "person"].map(fact),
    };
    const claims = ["customer", "facts", "KB-99#1", "KB-7#1"].map((source) => ({ quote: says, source }));
    sendJson(response, completion(JSON.stringify(anAnswer(reading, { text, claims }))));
  });
  return Object.assign(endpoint, { obeyed: () => obeyed, withTools: () => withTools });
}
