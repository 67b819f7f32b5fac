import type { OpenPage } from "../browser/browser.ts";
import { chatOn } from "../browser/chat.ts";
import { consoleOn } from "../browser/console.ts";
import type { Desk } from "../support/desk.ts";
import type { TelegramApi } from "../support/telegram-api.ts";

export const SHOP = {
  organisation: "فروشگاه باران",
  hours: {
    sat: [["09:00", "17:00"]],
    sun: [["09:00", "17:00"]],
    mon: [["09:00", "17:00"]],
    tue: [["09:00", "17:00"]],
    wed: [["09:00", "17:00"]],
    thu: [["09:00", "13:00"]],
  },
  firstReplyMinutes: 20,
} as const;

export const MARYAM = { name: "مریم", email: "maryam@baran.example", password: "a-long-password" } as const;

/** The words by which the conversation of the pictures is found in the queue. */
export const ASKS_FOR_PERSON = "این چه وضعشه؟ می‌خوام با یک نفر حرف بزنم";

export interface Morning {
  readonly desk: Desk;
  readonly telegram: TelegramApi;
  /** The web chat on a customer's phone. */
  readonly customer: OpenPage;
  /** The console of Maryam, who has no account yet. */
  readonly agent: OpenPage;
}

/** Makes the first account, by the link that the desk prints at its first start. */
export async function maryamSignsUp({ desk, agent: { page } }: Morning): Promise<void> {
  await page.goto(desk.setupUrl ?? "");
  await page.getByLabel("نام شما").fill(MARYAM.name);
  await page.getByLabel("ایمیل").fill(MARYAM.email);
  await page.getByLabel("گذرواژه").fill(MARYAM.password);
  await page.getByRole("button", { name: "ساختن حساب" }).click();
  await page.getByRole("heading", { name: "صف انتظار" }).waitFor();
}

/** Everybody but the customer of the pictures: praise, a late parcel, a double charge, a burnt charger. */
export async function othersWrite({ desk, telegram }: Pick<Morning, "desk" | "telegram">): Promise<void> {
  const onTelegram = async (id: number, firstName: string, lastName: string, texts: readonly string[]) => {
    const customer = telegram.customer({ id, firstName, lastName });
    for (const [index, text] of texts.entries()) {
      customer.says(text);
      await telegram.messagesTo(id, index + 1);
    }
  };

  await desk.at("sat 9:04");
  await onTelegram(7001, "James", "Carter", ["Thank you, the lamp came a day early and it is lovely!"]);

  await desk.at("sat 9:07");
  const passer = await desk.visitor();
  await passer.says("salam sefaresham 48311 naresid, 3 rooze montazeram");
  await passer.reply();

  await desk.at("sat 9:12");
  await onTelegram(7002, "نورة", "الحربي", ["تم خصم المبلغ مرتين من بطاقتي للطلب رقم 50931", "أريد التحدث مع موظف"]);

  await desk.at("sat 9:16");
  await onTelegram(7003, "Emily", "Brown", ["I returned the kettle two weeks ago and still no refund, order #47766"]);

  await desk.at("sat 9:21");
  await onTelegram(7004, "مهدی", "رستگار", ["دیشب شارژر شما دود کرد و دستم سوخت"]);
}

/** Writes as on a phone, where Enter begins a new line. */
async function writes({ desk, customer: { page } }: Morning, text: string): Promise<void> {
  await page.clock.setFixedTime(desk.clock.now());
  await page.getByRole("textbox").fill(text);
  await chatOn(page).presses("ارسال");
}

/** The complaint of the pictures, answered by the desk. */
export async function theCustomerComplains(morning: Morning): Promise<void> {
  const { desk, customer } = morning;
  const chat = chatOn(customer.page);
  await desk.at("sat 9:24");
  await chat.open();
  await writes(morning, "برای بار سوم می‌گم سفارش #48217 نرسیده! پس‌فردا تولد دخترمه");
  await chat.sees(/\d{9}/);
}

export async function theCustomerAsksForAPerson(morning: Morning): Promise<void> {
  await morning.desk.at("sat 9:26");
  await writes(morning, ASKS_FOR_PERSON);
  await chatOn(morning.customer.page).isToldThat("یکی از همکاران به‌زودی پاسخ می‌دهد");
}

/** Maryam takes the open conversation over and answers; the bot is silent from here on. */
export async function maryamAnswers({ desk, agent, customer }: Morning): Promise<void> {
  const answer = "سلام، مریم هستم. مرسوله‌ی شما در انبار مانده بود؛ با پیک راهی شد و امروز تا ساعت ۶ عصر می‌رسد.";
  const maryam = consoleOn(agent.page);
  await desk.at("sat 9:29");
  await maryam.presses("پاسخ می‌دهم");
  await maryam.isToldThat("شما پاسخ می‌دهید");
  await maryam.says(answer);
  await chatOn(customer.page).sees(answer);
}

/** Only the customer closes it: Maryam holds it solved, and the customer is asked. */
export async function itIsOver(morning: Morning): Promise<void> {
  const { desk, agent, customer } = morning;
  const chat = chatOn(customer.page);
  await desk.at("sat 16:40");
  await writes(morning, "رسید، ممنون!");
  await consoleOn(agent.page).sees("رسید، ممنون!");
  await consoleOn(agent.page).presses("حل شد");
  await customer.page.clock.setFixedTime(desk.clock.now());
  await chat.presses("بله، حل شد");
  await chat.sees(/\d{9}.*بسته/);
}
