import { LLMock } from "@copilotkit/aimock";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { anAnswer } from "../mind/openai/support.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { draftsAt } from "../support/desk-drafts.ts";
import { MODEL_PATIENCE_MS } from "../support/patience.ts";

/** Anger, money, and words of a model: three minutes in which a person may stop them. */
const ANGRY = [
  {
    name: "Persian",
    language: "fa",
    said: "سفارش #48217 نرسیده، خیلی عصبانی‌ام! بازپرداخت می‌خوام",
    reply:
      "سفارش #48217 شما هنوز نرسیده است و پیگیری آن با ماست. تا {time} همین‌جا خبر می‌دهیم. کد پیگیری شما {code} است.",
  },
  {
    name: "Arabic",
    language: "ar",
    said: "طلبي رقم #48217 لم يصل وأنا غاضب جداً! أريد استرداد المبلغ",
    reply: "طلبكم رقم #48217 لم يصل بعد، ومتابعته علينا. نكتب لكم هنا في موعد أقصاه {time}. رقم المتابعة {code}.",
  },
  {
    name: "English",
    language: "en",
    said: "my order #48217 never came and I am furious! I want a refund",
    reply: "Order #48217 has not reached you, and we follow it up. You hear from us by {time}. Your code is {code}.",
  },
] as const;

let server: LLMock;
let desk: Desk;
let drafts: ReturnType<typeof draftsAt>;
beforeAll(async () => {
  server = new LLMock({ port: 0 });
  await server.start();
  desk = await aDesk({ env: { OPENAI_BASE_URL: `${server.url}/v1`, MODEL_DEADLINE_MS: MODEL_PATIENCE_MS } });
  drafts = draftsAt(desk);
});
afterAll(async () => {
  await desk.stop();
  await server.stop();
});

describe.each(ANGRY)(
  "in $name, a model's words to an angry customer who wants money back",
  ({ language, said, reply }) => {
    beforeEach(() => {
      const fact = { kind: "order_id", value: "#48217", quote: "#48217", confidence: 1 };
      const reading = { language, heat: 2, evidence: [], facts: [fact], summary: said };
      server.on({ endpoint: "chat" }, { content: JSON.stringify(anAnswer(reading, { text: reply })) });
    });
    afterEach(() => server.clearFixtures());

    async function held() {
      const customer = await desk.visitor();
      await customer.says(said);
      expect(await customer.reply()).toMatchObject({ author: "system", kind: "notice" });
      const draft = await drafts.of(customer.id);
      if (!draft) throw new Error("No draft waits.");
      return { customer, draft };
    }

    it("are held for three minutes, and go out then by themselves", async () => {
      const { customer, draft } = await held();
      expect(draft).toMatchObject({ lane: "veto", reasons: ["hot-by-model", "about money", "hot", "model wrote"] });
      expect(draft.dueAt).toBe(draft.releaseAt);
      await desk.minutesPass(3);
      expect(await customer.reply()).toMatchObject({ author: "bot", text: draft.text });
      const [, back] = await desk.transitions(customer.id);
      expect(back).toMatchObject({ to: "bot", reason: "review_approved", actor: "system" });
    });

    it("do not go out where a person has said no: the customer is in the queue", async () => {
      const { customer, draft } = await held();
      await drafts.decide(customer.id, "reject");
      await customer.reply();
      await desk.minutesPass(3);
      expect(await desk.conversation(customer.id)).toMatchObject({ state: "queued" });
      expect((await desk.messages(customer.id)).map(({ text }) => text)).not.toContain(draft.text);
    });

    it("go out at once where a person has said yes", async () => {
      const { customer, draft } = await held();
      await drafts.decide(customer.id, "approve");
      expect(await customer.reply()).toMatchObject({ author: "bot", text: draft.text });
    });
  },
);
