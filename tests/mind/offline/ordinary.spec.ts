import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FLAG_NAMES } from "../../../src/core/reading.ts";
import { MODEL_FILE } from "../../../src/mind/offline/model/file.ts";
import { offlineReader } from "../../../src/mind/offline-reader.ts";
import { projectRoot } from "../../../src/project-root.ts";
import { HANDLING } from "../../support/handling.ts";
import { turn } from "./reading.ts";

/** What a desk hears all day: a flag here would call a person for nothing. */
const ORDINARY = [
  "ساعت کاری شعبه ونک چنده؟",
  "این کفش سایز ۴۲ داره؟",
  "هزینه ارسال به مشهد چقدره؟",
  "چطور رمز عبورم رو عوض کنم؟",
  "کجا میتونم کارت هدیه بخرم؟",
  "از کجا میتونم خرید اقساطی کنم؟",
  "کد تخفیف برای مشتری‌های قدیمی دارید؟",
  "چطور حسابم رو ارتقا بدم؟",
  "میخوام آدرسم رو عوض کنم",
  "شماره شبا رو از کجا پیدا کنم؟",
  "آیا امکان پرداخت در محل هست؟",
  "گارانتی این یخچال چند ساله؟",
  "میشه فاکتور رسمی بدید؟",
  "میخوام سفارش عمده بدم",
  "نمایندگی شیراز کجاست؟",
  "خیلی ممنون از پیگیری‌تون",
  "سلام وقت بخیر",
  "چند روز دیگه میرسه؟",
  "میشه رنگ سفارشمو عوض کنم؟",
  "اپ رو از کجا دانلود کنم؟",
  "Where can I buy a gift card?",
  "What are your opening hours on Sunday?",
  "Do you deliver to Leeds?",
  "How do I change my address?",
  "Can I upgrade my plan?",
  "Is there a student discount?",
  "Where do I find my IBAN?",
  "Can I pay in cash?",
  "How long is the warranty?",
  "Do you have size 42?",
  "Thanks, that was quick",
  "Can someone explain the fees?",
  "I'd like a copy of my invoice",
  "my parcel is two days late",
  "the kettle is broken",
  "the app will not open",
  "I was charged twice",
  "أين أجد بطاقة العضوية؟",
  "كم سعر التوصيل لجدة؟",
  "متى تفتحون يوم الجمعة؟",
  "كيف أغير كلمة المرور؟",
  "هل عندكم مقاس 42؟",
  "وين ألاقي رقم الحساب؟",
  "أبغى نسخة من الفاتورة",
  "الطلب متأخر يومين",
  "الغلاية مكسورة",
  "التطبيق لا يفتح",
  "خصمتم المبلغ مرتين",
  "شكرا على سرعتكم",
  "ممكن أعرف حالة الطلب؟",
  "saat kari shobe vanak chande?",
  "hazine ersal chande?",
  "az koja mitoonam karte hedye bekharam",
  "chetor ramzamo avaz konam",
  "mamnoon az peygiritoon",
  "baste do rooz dir karde",
  "هنوز منتظر بسته‌ام هستم",
  "عالیه. من که خیلی راضی هستم",
  "کارت باشگاه مشتریان را از کجا بگیرم؟",
  "از این همه انتظار خسته شدم",
  "دیگه تحمل صدای این یخچال رو ندارم",
  "همین الان بنویسید که پولم رو برمی‌گردونید",
  "سفارش #10124 را شکسته فرستادید، پیگیری کنید",
  "I am tired of being on hold",
  "I can't take this anymore, your app crashes every day",
  "I don't want sorry, I want to know what happens next",
  "I'm dying of hunger, where is my pizza",
  "did you see the match last night 😂",
  "خودمو کشتم تا سفارش ثبت شد",
  "خسته شدم از دست شما",
  "تعبت من الانتظار",
  "ما زلت أنتظر الطرد",
  "khaste shodam az entezar",
  "hanooz montazere baste hastam",
];

describe("an ordinary sentence raises no flag, whatever the model sees in it", () => {
  const read = offlineReader(join(projectRoot, MODEL_FILE), HANDLING);

  it.each(ORDINARY)("%s", (text) => {
    const { flags } = read(turn(text));
    expect(FLAG_NAMES.filter((name) => flags[name])).toEqual([]);
  });
});

/** Who is in need says so beside what a desk hears all day. */
const IN_NEED = [
  "دیگه خسته شدم می‌خوام خودمو بکشم از دست شما",
  "می‌خوام خودمو بکشم برای اینکه پولمو خوردید",
  "سفارش ۳۳۱۲ نرسیده می‌خوام خودمو بکشم",
  "تعبت منكم سأنتحر",
  "I am so tired of waiting I want to kill myself",
  "khaste shodam mikham khodamo bokosham az daste shoma",
];

describe("a cry for help is heard, whatever stands beside it", () => {
  const read = offlineReader(join(projectRoot, MODEL_FILE), HANDLING);

  it.each(IN_NEED)("%s", (text) => {
    expect(read(turn(text))).toMatchObject({ flags: { crisis: true }, urgency: "critical" });
  });
});

/** Words that are spelled like the beginning of an unkind one. */
const KINDLY = [
  "كم مهلة إرجاع المنتج عندكم؟",
  "المبلغ وصل، والمتجر ممتاز",
  "بكرة إن شاء الله",
  "هل عندكم كرة قدم؟",
  "كم سعر الموتور الجديد؟",
  "the same thing as before",
];

describe("a sentence without a word of trouble is no complaint, whatever its words look like", () => {
  const read = offlineReader(join(projectRoot, MODEL_FILE), HANDLING);

  it.each(KINDLY)("%s", (text) => {
    expect(read(turn(text))).toMatchObject({ complaint: false });
  });
});
