import { readFileSync } from "node:fs";
import { telegramAdapter } from "../../../adapters/telegram/index.ts";
import type { ChannelCase, PlatformMood } from "../../contract/channel.ts";
import { startTelegramApi, type TelegramApi } from "../../support/telegram-api.ts";
import type { Fault } from "../../support/telegram-faults.ts";
import { openTelegram, telegramDeps } from "./open.ts";

const secret = "s3cret-of_the-test";
const proof = "x-telegram-bot-api-secret-token";
const chatId = 700_001;
const picture = { ref: "photo-1", bytes: new Uint8Array([1, 2, 3]) };

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/telegram/${name}.json`, import.meta.url), "utf8"));

const FAULTS: Readonly<Record<Exclude<PlatformMood, "unreachable">, readonly Fault[]>> = {
  accepts: [],
  "limits-for-7-seconds": [{ kind: "limited", retryAfter: 7 }],
  blocked: [{ kind: "error", code: 403, description: "Forbidden: bot was blocked by the user" }],
  "chat-gone": [{ kind: "error", code: 400, description: "Bad Request: chat not found" }],
  "server-error": [{ kind: "error", code: 500, description: "Internal Server Error" }],
  "cuts-the-answer": [{ kind: "cut" }],
  hangs: [{ kind: "hang-after" }],
};

async function open(mode: "webhook" | "polling") {
  const api: TelegramApi = await startTelegramApi();
  const customer = api.customer({ id: chatId });
  api.addFile(picture.ref, picture.bytes);
  return {
    adapter: openTelegram({
      token: api.token,
      apiRoot: api.root,
      webhookSecret: mode === "webhook" ? secret : undefined,
    }),
    threadId: customer.threadId,
    nextSend: async (mood: PlatformMood) => {
      if (mood === "unreachable") await api.close();
      else api.failNext("sendMessage", ...FAULTS[mood]);
    },
    arrived: (count: number) => api.calls("sendMessage", count),
    seen: () =>
      api.sentTo(chatId).map(({ text, buttons }) => ({ text, choices: buttons.map((button) => button.text) })),
    customerSays: (text: string) => void customer.says(text),
    theirMessage: "41",
    file: picture,
    close: () => api.close(),
  };
}

const shared = {
  bodies: {
    message: fixture("text"),
    messageAgain: fixture("text"),
    otherMessage: fixture("start"),
    edit: fixture("edited"),
    ownMessage: fixture("business-own-bot"),
    several: fixture("text"),
    unknownKind: fixture("ignored-future-kind"),
    foreign: [{ ok: true, result: [] }, { update_id: "7" }, { update_id: 1.5 }, { events: [] }, "{}"],
    press: fixture("button"),
    reaction: fixture("reaction"),
    file: fixture("photo"),
    strangersCard: { body: fixture("contact-other"), phone: "+989350000000" },
  },
  genuine: (body: unknown) => ({
    method: "POST",
    url: "https://desk.example.org/webhooks/telegram",
    headers: { [proof]: secret },
    body: new TextEncoder().encode(JSON.stringify(body)),
  }),
  proof,
  withoutSecret: () => {
    const config = { token: "700:t", apiRoot: "http://127.0.0.1:1", publicUrl: undefined, proxy: undefined };
    return telegramAdapter({ ...config, webhookSecret: "" }, telegramDeps([]));
  },
  secrets: ["test-token", secret],
};

const lacks = {
  "reads every event of a body that holds several, in order": "an update holds one event at most",
  "tells each step of our message as an event of its own":
    "Telegram tells a bot nothing of a message after its sending",
  "tells two handles of one person where the platform proves it": "a Telegram account keeps its id for good",
  "calls forged a body that travels under the proof of another": "the proof is a shared secret, not a signature",
  "answers the platform's handshake, and nobody else's": "Telegram asks nothing before it delivers",
  "repeats a send whose end is not known, and the customer reads it once":
    "a send carries no key by which Telegram could tell a repeat: it is told as unknown",
  "tells whether anything can be sent at all": "each send makes its own connection",
  "asks a customer to write again, outside the reply window": "a bot may answer at any time",
} satisfies ChannelCase["skip"];

export const telegramByWebhook: ChannelCase = {
  ...shared,
  open: () => open("webhook"),
  skip: {
    ...lacks,
    "hands over what it hears and stops when told": "in webhook mode nothing is polled",
    "brings again what could not be stored": "in webhook mode Telegram itself delivers again what was not accepted",
  },
};

export const telegramByPolling: ChannelCase = {
  ...shared,
  open: () => open("polling"),
  skip: {
    ...lacks,
    "accepts a request that proves itself": "in polling mode there is no webhook to prove anything to",
    "calls forged what has no, a short, a long or a wrong proof": "in polling mode there is no webhook",
  },
};
