import { LLMock } from "@copilotkit/aimock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anAnswer, SAID } from "../mind/openai/support.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { bodyOf } from "../support/desk-wire.ts";
import { MODEL_PATIENCE_MS } from "../support/patience.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { conversationOf } from "./telegram-thread.ts";

let server: LLMock;
let telegram: TelegramApi;
let desk: Desk;
beforeEach(async () => {
  server = new LLMock({ port: 0 });
  await server.start();
  telegram = await startTelegramApi({ seed: 3 });
  desk = await aDesk({
    env: {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.root,
      OPENAI_BASE_URL: `${server.url}/v1`,
      MODEL_DEADLINE_MS: MODEL_PATIENCE_MS,
    },
  });
});
afterEach(async () => {
  await desk.stop();
  await telegram.close();
  await server.stop();
});

describe("a model that thinks for a while and misses a phone number", () => {
  it("is seen thinking without a word of it; its question has a key for the number, which is asked for once", async () => {
    server.setChaos({ latencyMs: 900 });
    server.on({ endpoint: "chat" }, { content: JSON.stringify(anAnswer({ missing: ["phone"] })) });
    const sara = telegram.customer({ id: 700001, firstName: "Sara" });
    sara.says(SAID);
    const [draft] = await telegram.calls("sendMessageDraft", 1);
    expect(draft?.payload).toMatchObject({ chat_id: sara.id, text: "" });
    const [question] = await telegram.messagesTo(sara.id, 1);
    expect(question?.keys).toEqual([{ text: "Share my number", request_contact: true }]);

    sara.sharesCard("989120000000");
    const { id } = await conversationOf(desk, sara.threadId);
    await telegram.messagesTo(sara.id, 2);
    sara.says("and it is late, order #48217");
    const [, ...later] = await telegram.messagesTo(sara.id, 3);
    expect(later.flatMap(({ keys }) => keys)).toEqual([]);
    type Known = { facts: readonly { kind: string; value: string; confidence: number }[] };
    const { facts } = bodyOf(await desk.api.get<Known>(`/api/v1/conversations/${id}`));
    expect(facts).toContainEqual(expect.objectContaining({ kind: "phone", value: "989120000000", confidence: 1 }));
  });
});
