import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Support } from "../../src/core/grounds.ts";
import { connect, type Database } from "../../src/db/connect.ts";
import { migrate } from "../../src/db/migrate.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { bodyOf } from "../support/desk-wire.ts";
import { testDatabase } from "../support/postgres.ts";

const TONGUES = [
  {
    language: "fa",
    article: {
      title: "بازگرداندن کالا",
      questions: ["تا چند روز می‌توانم جنس را پس بدهم؟", "مهلت مرجوع کردن چقدر است؟"],
      body: "تا هفت روز پس از تحویل می‌توانید کالا را بازگردانید.\n\nجعبه و فاکتور را همراه آن بدهید.",
    },
    asks: "سلام، مهلت برگردوندن جنس چند روزه؟",
    asksElse: "ببخشید، کارت باشگاه مشتریان را از کجا بگیرم؟",
    invented: /هفت روز|باشگاه مشتریان .* (?:دارد|است)/,
  },
  {
    language: "ar",
    article: {
      title: "إرجاع المنتج",
      questions: ["كم يوما عندي لإرجاع البضاعة؟", "ما مهلة الإرجاع؟"],
      body: "يمكنكم إرجاع المنتج خلال سبعة أيام من استلامه.\n\nأحضروا العلبة والفاتورة معه.",
    },
    asks: "مرحبا، كم مهلة إرجاع المنتج عندكم؟",
    asksElse: "من فضلكم، من أين آخذ بطاقة نقاط الولاء؟",
    invented: /سبعة أيام/,
  },
  {
    language: "en",
    article: {
      title: "Returning a product",
      questions: ["How many days do I have to send something back?", "What is your return policy?"],
      body: "You can return a product within 14 days of receiving it.\n\nPlease bring the box and the invoice.",
    },
    asks: "Hello, what is the deadline to return a product?",
    asksElse: "Excuse me, where do I get a loyalty card?",
    invented: /14 days/,
  },
] as const;

let desk: Desk;
let database: Database;
beforeAll(async () => {
  const { connection } = await testDatabase();
  const migrated = await migrate(connection);
  if (!migrated.ok) throw new Error(migrated.error.message);
  database = connect(connection, 1);
  desk = await aDesk({ connection });
});
afterAll(async () => {
  await desk.stop();
  await database.close();
});

async function supportsOf(messageId: string): Promise<readonly Support[]> {
  const [row] = await database.sql<{ supports: readonly Support[] }[]>`
    select supports from reply_records where message_id = ${Number(messageId)}`;
  return row?.supports ?? [];
}

interface Gaps {
  readonly items: readonly { readonly id: string; readonly text: string; readonly count: number }[];
}

describe.each(TONGUES)("what the organisation has written down in $language", (tongue) => {
  const { language, article } = tongue;
  const gaps = async () => bodyOf(await desk.api.get<Gaps>(`/api/v1/articles/gaps?language=${language}`)).items;

  it("answers who asks it in other words, and the reply is kept with the paragraph it stands on", async () => {
    const { id } = bodyOf(await desk.api.post<{ id: string }>("/api/v1/articles", { language, ...article }));
    const customer = await desk.visitor();
    await customer.says(tongue.asks);
    const answer = await customer.reply();
    const stands = (await supportsOf(answer.id)).filter(({ kind }) => kind === "article");
    expect(stands).toEqual([{ kind: "article", ref: `${id}#1`, quote: article.body.split("\n\n")[0] }]);
    expect(await gaps()).toEqual([]);
  });

  it("gives nobody a fact that no article holds: the question waits among the gaps until an article settles it", async () => {
    const customer = await desk.visitor();
    await customer.says(tongue.asksElse);
    const answer = await customer.reply();
    expect((await supportsOf(answer.id)).filter(({ kind }) => kind === "article")).toEqual([]);
    expect(answer.text).not.toMatch(tongue.invented);
    const [gap, ...more] = await gaps();
    expect(more).toEqual([]);
    expect(gap).toMatchObject({ text: tongue.asksElse, count: 1 });

    const title = tongue.asksElse;
    const written = { language, title, body: "…", settles: gap?.id };
    bodyOf(await desk.api.post("/api/v1/articles", written));
    expect(await gaps()).toEqual([]);
  });

  it("is missed by no talk of a case that is open, nor by who only tells something", async () => {
    const told = {
      fa: ["دوشنبه گرفتمش", "سفارش #48217 نرسیده", "اصلاً خوندید چی نوشتم؟", "الان شماره ۴۵۶۸۷ پیش شماست؟"],
      ar: ["استلمته يوم الاثنين", "طلبي #48217 لم يصل", "هل قرأتم ما كتبت أصلا؟", "هل عندكم 45687 الآن؟"],
      en: [
        "I got it on Monday",
        "my order #48217 never came",
        "Did you even read what I wrote?",
        "is it 45687 you have now?",
      ],
    }[language];
    const customer = await desk.visitor();
    for (const text of told) {
      await customer.says(text);
      await customer.reply();
    }
    expect(await gaps()).toEqual([]);
  });

  it("is not asked for a greeting, and a complaint leaves no gap", async () => {
    const customer = await desk.visitor();
    await customer.says({ fa: "سلام", ar: "السلام عليكم", en: "hello" }[language]);
    await customer.reply();
    await customer.says(
      {
        fa: "سفارش #48217 یک هفته است نرسیده",
        ar: "طلبي #48217 لم يصل منذ أسبوع",
        en: "my order #48217 has not arrived for a week",
      }[language],
    );
    await customer.reply();
    expect(await gaps()).toEqual([]);
  });
});
