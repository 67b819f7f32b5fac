import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import type { ConversationWire, MessageWire } from "../support/desk-wire.ts";
import { startWhatsAppApi, type WhatsAppApi } from "../support/whatsapp-api.ts";
import type { WhatsAppCustomer } from "../support/whatsapp-customer.ts";
import { pairLimited } from "../support/whatsapp-faults.ts";

const DAY_MINUTES = 24 * 60;
const COMPLAINT = "سفارش #48217 من هنوز نرسیده";

describe("on WhatsApp", () => {
  let whatsapp: WhatsAppApi;
  let desk: Desk;
  let sara: WhatsAppCustomer;
  beforeEach(async () => {
    whatsapp = await startWhatsAppApi();
    whatsapp.approveTemplate("still_there");
    desk = await aDesk({
      env: {
        WHATSAPP_PHONE_NUMBER_ID: whatsapp.phoneNumberId,
        WHATSAPP_ACCESS_TOKEN: whatsapp.accessToken,
        WHATSAPP_APP_SECRET: whatsapp.appSecret,
        WHATSAPP_VERIFY_TOKEN: whatsapp.verifyToken,
        WHATSAPP_API_ROOT: whatsapp.root,
        WHATSAPP_REOPEN_TEMPLATE: "still_there:fa",
      },
    });
    expect(await whatsapp.subscribe(`${desk.url}/webhooks/whatsapp`)).toBe(true);
    sara = whatsapp.customer({ phone: "989121112222" });
  });
  afterEach(async () => {
    await desk.stop();
    await whatsapp.close();
  });

  const theConversation = (): Promise<ConversationWire> =>
    desk.until(async () => {
      const path = `/api/v1/conversations?threadId=${encodeURIComponent(sara.threadId)}`;
      return (await desk.api.get<{ items: readonly ConversationWire[] }>(path)).body.items[0];
    }, "a conversation");
  const settled = (id: string, text: string): Promise<MessageWire> =>
    desk.until(
      async () =>
        (await desk.messages(id)).find(
          (one) => one.text === text && !["pending", "sending"].includes(one.delivery ?? ""),
        ),
      `the end of "${text}"`,
    );

  it("a customer who has been silent for a day is asked to write again, and then answered", async () => {
    sara.says(COMPLAINT);
    await whatsapp.messagesTo(sara.threadId, 1);
    const { id } = await theConversation();
    await desk.minutesPass(DAY_MINUTES + 1);
    whatsapp.closeWindow(sara.threadId);
    await desk.agent("reza").says(id, "فردا می‌رسد.");
    expect(await settled(id, "فردا می‌رسد.")).toMatchObject({ delivery: "failed", failure: "window-closed" });

    const asked = await desk.api.post<{ message: MessageWire }>(`/api/v1/conversations/${id}/ask-to-reopen`, {});
    expect(asked.status).toBe(200);
    const [, template] = await whatsapp.messagesTo(sara.threadId, 2);
    expect(template?.payload).toMatchObject({ type: "template", template: { name: "still_there" } });
    expect((await settled(id, asked.body.message.text)).author).toBe("system");

    whatsapp.openWindow(sara.threadId);
    // The clock of the desk runs a day ahead of the phone's: the message says when it was written.
    const timestamp = String(Math.floor(desk.clock.now().getTime() / 1_000));
    sara.says("بله، هنوز منتظرم", { timestamp });
    await desk.until(
      async () => (await desk.messages(id)).find(({ text }) => text === "بله، هنوز منتظرم"),
      "her words",
    );
    await desk.agent("reza").says(id, "فردا حتماً می‌رسد.");
    expect(["sent", "delivered"]).toContain((await settled(id, "فردا حتماً می‌رسد.")).delivery);
  });

  it("two answers that its limit has held up arrive as one message, and both are delivered with it", async () => {
    whatsapp.failNext("messages", pairLimited);
    sara.says(COMPLAINT);
    await whatsapp.calls("messages", 1);
    sara.says("یک هفته از سفارش گذشته و هیچ‌کس جواب نمی‌دهد");
    const [first] = await whatsapp.messagesTo(sara.threadId, 1);
    const { id } = await theConversation();
    const answers = await desk.until(async () => {
      const said = (await desk.messages(id)).filter(({ author }) => author !== "customer");
      return said.length >= 2 && said.every(({ delivery }) => delivery === "delivered") ? said : undefined;
    }, "two delivered answers");
    expect(first?.text).toBe(answers.map(({ text }) => text).join("\n\n"));
    expect(new Set(answers.map(({ externalId }) => externalId))).toEqual(new Set([first?.id]));
    expect(whatsapp.retriedTooEarly).toBe(0);
  });
});
