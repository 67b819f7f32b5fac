import { readFileSync } from "node:fs";
import { telegramAdapter } from "../../../adapters/telegram/index.ts";
import { type ChannelCase, channelContract, type PlatformMood } from "../../contract/channel.ts";
import { startTelegramApi, type TelegramApi } from "../../support/telegram-api.ts";
import type { Fault } from "../../support/telegram-faults.ts";
import { openTelegram, telegramDeps } from "./open.ts";

const secret = "s3cret-of_the-test";
const proof = "x-telegram-bot-api-secret-token";

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/telegram/${name}.json`, import.meta.url), "utf8"));

const FAULTS: Readonly<Record<Exclude<PlatformMood, "unreachable">, readonly Fault[]>> = {
  accepts: [],
  "limits-for-7-seconds": [{ kind: "limited", retryAfter: 7 }],
  blocked: [{ kind: "error", code: 403, description: "Forbidden: bot was blocked by the user" }],
  "chat-gone": [{ kind: "error", code: 400, description: "Bad Request: chat not found" }],
  "moves-the-chat": [
    {
      kind: "error",
      code: 400,
      description: "Bad Request: group chat was upgraded to a supergroup chat",
      parameters: { migrate_to_chat_id: -1001234567890 },
    },
  ],
  "server-error": [{ kind: "error", code: 500, description: "Internal Server Error" }],
  "cuts-the-answer": [{ kind: "cut" }],
  hangs: [{ kind: "hang-after" }],
};

async function open(mode: "webhook" | "polling") {
  const api: TelegramApi = await startTelegramApi();
  const customer = api.customer({ id: 700001 });
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
    customerSays: (text: string) => void customer.says(text),
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
};

const oneEvent = { "reads every event of a body that holds several, in order": "an update holds one event at most" };

const byWebhook: ChannelCase = {
  ...shared,
  open: () => open("webhook"),
  skip: { ...oneEvent, "hands over what it hears and stops when told": "in webhook mode nothing is polled" },
};
const byPolling: ChannelCase = {
  ...shared,
  open: () => open("polling"),
  skip: {
    ...oneEvent,
    "accepts a request that proves itself": "in polling mode there is no webhook to prove anything to",
    "calls forged what has no, a short, a long or a wrong proof": "in polling mode there is no webhook",
  },
};

channelContract("telegram by webhook", byWebhook);
channelContract("telegram by polling", byPolling);
