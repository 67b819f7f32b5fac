import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChannelCustomer, ChannelWay } from "../support/channel-customer.ts";
import type { Desk } from "../support/desk.ts";
import type { ConversationWire } from "../support/desk-wire.ts";
import { codeIn } from "./tongues.ts";

const COMPLAINT = "سفارش #48217 من هنوز نرسیده";

/** The life of a complaint, as it must go on every channel, by every way to it. What a way cannot do is left out. */
export function channelStory(name: string, open: () => Promise<ChannelWay>): void {
  describe(`a complaint on ${name}`, () => {
    let way: ChannelWay;
    let desk: Desk;
    let sara: ChannelCustomer;
    beforeEach(async () => {
      way = await open();
      desk = way.desk;
      sara = way.customer("سارا");
    });
    afterEach(() => way.close());

    const theConversation = (customer = sara): Promise<ConversationWire> =>
      desk.until(async () => {
        const query = `channel=${way.channel}&threadId=${encodeURIComponent(customer.threadId)}`;
        const { body } = await desk.api.get<{ items: readonly ConversationWire[] }>(`/api/v1/conversations?${query}`);
        return body.items[0];
      }, `a conversation on ${name}`);

    it("is answered with a code, taken over, handed back, told by its code and closed by a button", async () => {
      await sara.says(COMPLAINT);
      const answer = await sara.reply();
      expect(answer.text).toContain("#48217");
      const code = codeIn(answer.text);
      const { id, contact } = await theConversation();
      if (!way.cannot?.names) expect(contact.name).toBe("سارا");

      await desk.agent("reza").says(id, "سلام، من رضا هستم؛ فردا می‌رسد.");
      expect((await sara.reply()).text).toBe("سلام، من رضا هستم؛ فردا می‌رسد.");
      await sara.says("ممنون، منتظرم");
      expect((await desk.turnOf(id, 4)).decision.rule).toBe("person-owns");
      expect(sara.unread).toEqual([]);

      expect(await desk.agent("reza").releases(id)).toMatchObject({ state: "bot" });
      await sara.says(code);
      const status = await desk.until(
        async () => (await desk.messages(id)).find(({ author, text }) => author === "system" && text.includes(code)),
        "the status of the case",
      );
      let seen = await sara.reply();
      const isStatus = (text: string) => (way.cannot?.longAnswers ? text.includes(code) : text === status.text);
      while (!isStatus(seen.text)) seen = await sara.reply();

      await desk.agent("reza").resolves(id);
      seen = await sara.reply();
      const buttons = way.cannot?.buttons ? [] : ["confirm:yes", "confirm:no"];
      expect(seen.buttons.map((button) => button.id)).toEqual(buttons);
      await sara.presses("confirm:yes");
      expect((await sara.reply()).text).toContain(code);
      expect(await desk.ticket(code)).toMatchObject({ status: "closed" });
      expect(desk.log).toEqual([]);
    });

    it("may come with a picture, whose words are read, where pictures come", async () => {
      if (way.cannot?.photos) return;
      await sara.sendsPhoto("سفارش #48217 شکسته رسید");
      await sara.reply();
      const { id } = await theConversation();
      const [first, answer] = await desk.messages(id);
      expect(answer?.text).toContain("#48217");
      expect(first).toMatchObject({ text: "سفارش #48217 شکسته رسید", attachments: [{ kind: "image" }] });
    });

    it("is kept apart from another customer's, and each message is heard once and in order", async () => {
      const omid = way.customer("امید");
      const words = ["سفارش #48217 من هنوز نرسیده", "یک هفته گذشته", "لطفا پیگیری کنید"];
      for (const text of words) {
        await sara.says(text);
        await omid.says(`${text}.`);
      }
      for (const [customer, end] of [[sara, ""] as const, [omid, "."] as const]) {
        const { id } = await theConversation(customer);
        await desk.turnOf(id, words.length);
        const said = (await desk.messages(id)).filter(({ author }) => author === "customer");
        expect(said.map(({ text }) => text)).toEqual(words.map((text) => text + end));
      }
    });
  });
}
