import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDesk, type Desk } from "../support/desk.ts";
import { codeIn } from "./tongues.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk({ settings: { organisation: "Sepid" } });
});
afterAll(() => desk.stop());

interface Stop {
  readonly reason: string;
  readonly priority: string;
  readonly said: string;
  /** The notice speaks of this matter. */
  readonly names: RegExp;
}

const HARD_STOPS: readonly Stop[] = [
  { reason: "crisis", priority: "critical", said: "می‌خوام خودم رو بکشم", names: /تنها نیستید/ },
  { reason: "crisis", priority: "critical", said: "أريد أن أقتل نفسي", names: /الطوارئ/ },
  { reason: "crisis", priority: "critical", said: "I want to kill myself", names: /you are not alone/ },
  { reason: "crisis", priority: "critical", said: "mikham khodamo bokosham", names: /تنها نیستید/ },
  { reason: "safety", priority: "critical", said: "شارژر آتش گرفت و دست بچه‌ام سوخت", names: /اورژانس/ },
  { reason: "safety", priority: "critical", said: "انفجر الشاحن وأصيب ابني بحروق", names: /الطوارئ|الإسعاف/ },
  { reason: "safety", priority: "critical", said: "the charger caught fire and my son got burned", names: /emergency/ },
  { reason: "legal_threat", priority: "high", said: "وکیلم از شما شکایت می‌کند", names: /حقوقی|قانونی/ },
  { reason: "legal_threat", priority: "high", said: "سأرفع عليكم دعوى قضائية", names: /قانون|القضائ/ },
  { reason: "legal_threat", priority: "high", said: "my lawyer will sue you", names: /legal/ },
  { reason: "legal_threat", priority: "high", said: "vakilam az shoma shekayat mikone", names: /حقوقی|قانونی/ },
  {
    reason: "fraud_privacy",
    priority: "high",
    said: "از حسابم بدون اجازه پول برداشت شده، کلاهبرداری است",
    names: /رمز/,
  },
  { reason: "fraud_privacy", priority: "high", said: "سُرقت بطاقتي وسُحبت منها أموال بدون إذني", names: /بطاق/ },
  {
    reason: "fraud_privacy",
    priority: "high",
    said: "someone used my card without my permission",
    names: /card number/,
  },
];

describe("what cannot wait", () => {
  it.each(HARD_STOPS)(
    "$reason goes to a person at once, and is told so: $said",
    async ({ reason, priority, said, names }) => {
      const customer = await desk.visitor();
      await customer.says(said);

      const notice = await customer.reply();
      expect(notice).toMatchObject({ author: "system", kind: "notice", delivery: "sent" });
      expect(notice.text).toMatch(names);
      const conversation = await desk.conversation(customer.id);
      expect(conversation).toMatchObject({ state: "queued", owner: { reason }, ticket: { priority } });
      expect(codeIn(notice.text)).toBe(conversation.ticket?.code);
      const [move] = await desk.transitions(customer.id);
      expect(move).toMatchObject({ from: "bot", to: "queued", reason, noticeMessageId: notice.id });
      expect((await desk.messages(customer.id)).map(({ author }) => author)).toEqual(["customer", "system"]);
    },
  );

  it("is the same in the middle of a complaint, and keeps its ticket", async () => {
    const customer = await desk.visitor();
    await customer.says("my order #48217 never came");
    const code = codeIn((await customer.reply()).text);
    await customer.says("if order #48217 is not here today my lawyer will sue you");
    const notice = await customer.reply();
    expect(codeIn(notice.text)).toBe(code);
    expect(notice.text).toContain("#48217");
    expect(await desk.conversation(customer.id)).toMatchObject({ state: "queued", owner: { reason: "legal_threat" } });
  });
});

describe("anger", () => {
  const ANGRY = [
    ["افتضاح است!!! سفارش #48217 نرسیده، مسخره‌ام کرده‌اید؟", "دزدهای بی‌شرف، پول من را بدهید! سفارشم نرسیده!!!"],
    ["هذا مقرف!!! الطلب #48217 لم يصل، أنتم نصابون", "أنتم حقراء، أعيدوا مالي الآن! الطلب لم يصل!!!"],
    [
      "THIS IS DISGUSTING!!! my order #48217 never came!!!",
      "you damn liars, give me my money back!!! the order never came",
    ],
  ] as const;

  it.each(ANGRY)(
    "is answered first with the offer of a person; the second time a person comes: %s",
    async (first, second) => {
      const customer = await desk.visitor();
      await customer.says(first);
      const answer = await customer.reply();
      expect(answer.author).toBe("bot");
      expect(answer.text).toContain("#48217");
      expect(answer.text).toMatch(/همکار|موظف|زميل|colleague|agent/);
      const [turn] = await desk.turns(customer.id);
      expect(turn?.decision.reasons).toContain("offered a person");
      expect(await desk.conversation(customer.id)).toMatchObject({ state: "bot" });

      await customer.says(second);
      expect(await customer.reply()).toMatchObject({ author: "system", kind: "notice" });
      expect(await desk.conversation(customer.id)).toMatchObject({ state: "queued", owner: { reason: "heat" } });
    },
  );

  it("ends with a yes to the offer just as well", async () => {
    const customer = await desk.visitor();
    await customer.says("THIS IS DISGUSTING!!! my order #48217 never came!!!");
    await customer.reply();
    await customer.says("yes please");
    await customer.reply();
    expect(await desk.conversation(customer.id)).toMatchObject({
      state: "queued",
      owner: { reason: "asked_for_human" },
    });
  });

  it("without anything to act on gets a boundary and no ticket", async () => {
    const customer = await desk.visitor();
    await customer.says("you are all stupid idiots");
    expect(await customer.reply()).toMatchObject({ author: "bot" });
    const [turn] = await desk.turns(customer.id);
    expect(turn?.decision.kind).toBe("boundary");
    expect(await desk.conversation(customer.id)).toMatchObject({ state: "bot", ticket: null });
  });
});

describe("a person who is asked for again", () => {
  it("is promised for the same time, not for a later one", async () => {
    const customer = await desk.visitor();
    await customer.says("I want to talk to a person");
    const first = await customer.reply();
    const { owner, epoch } = await desk.conversation(customer.id);
    await desk.minutesPass(10);
    await customer.says("where is that person? I want to talk to a human");
    const second = await customer.reply();
    expect(second).toMatchObject({ author: "system", kind: "notice" });
    expect(codeIn(second.text)).toBe(codeIn(first.text));
    expect(await desk.conversation(customer.id)).toMatchObject({ epoch, owner: { promisedAt: owner.promisedAt } });
  });
});
