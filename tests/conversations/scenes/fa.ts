import type { Passage } from "../../../src/core/grounds.ts";
import type { Place } from "../scene.ts";

const article = (title: string, text: string): Passage => ({
  articleId: 1,
  paragraph: 1,
  title,
  text,
  score: 0.9,
  answers: true,
});

const RETURNS = article(
  "مرجوعی کالا",
  "تا هفت روز بعد از تحویل می‌توانید کالای سالم را پس بدهید. کالا باید با جعبه و برچسبش باشد. برای ثبت درخواست، شمارهٔ سفارش را بنویسید تا پیک برای گرفتن بسته هماهنگ شود.",
);
const WARRANTY = article(
  "گارانتی لوازم خانگی",
  "لوازم خانگی ما هجده ماه گارانتی دارند. شمارهٔ گارانتی روی کارت داخل جعبه نوشته شده است.",
);

export const persian: Place = {
  language: "fa",
  heading: "فارسی",
  organisation: "فروشگاه مهر",
  zone: "Asia/Tehran",
  offset: 210,
  scenes: [
    {
      title: "A parcel that is late, at 23:40",
      look: "Annoyed, with something to act on; the shop's own system knows where the parcel is; the desk is closed, an agent answers in the morning, and the customer confirms.",
      name: "سارا محمدی",
      day: "2026-11-22",
      lines: [
        { at: "23:40", says: "سلام، بسته‌ام هنوز نرسیده و واقعاً خسته شدم" },
        {
          at: "23:42",
          says: "شمارهٔ سفارش #48217",
          knows: {
            lookups: [
              {
                source: "order",
                subject: "#48217",
                values: { status: "shipped", since: "2026-11-18", expected: "2026-11-20", carrier: "تیپاکس" },
              },
            ],
          },
        },
        {
          at: "23:50",
          says: "یعنی الان دقیقاً کجاست؟ هنوز منتظرم",
          knows: {
            lookups: [
              {
                source: "order",
                subject: "#48217",
                values: { status: "in_transit", tracking: "TX-90412-7", carrier: "تیپاکس" },
              },
            ],
          },
        },
        {
          at: "+1 08:20",
          agent: "رضا",
          says: "سلام خانم محمدی، رضا هستم. بسته در انبار تیپاکس جا مانده بود؛ امروز تا ساعت ۱۴ به دستتان می‌رسد.",
        },
        { at: "+1 08:24", says: "ممنون که پیگیری کردید" },
        { at: "+1 08:26", agent: "رضا", says: "خواهش می‌کنم؛ وقتی رسید خبرم کنید." },
        { at: "+1 14:30", agent: "رضا", does: "resolve" },
        { at: "+1 14:41", presses: "confirm:yes" },
      ],
    },
    {
      title: "Furious, and with reason",
      look: "A person is offered first, the reply is short; the second hot message hands over; the question whether it is solved waits until there was time to calm.",
      name: "امیر کاظمی",
      day: "2026-11-24",
      lines: [
        { at: "10:05", says: "این چه وضعشه!!! یخچالی که فرستادید خرابه و هیچ‌کس جواب نمی‌ده، افتضاحید" },
        { at: "10:07", says: "سه روزه غذاهامون خراب شده!!! مسخره کردید ما رو؟" },
        {
          at: "10:15",
          agent: "مینا",
          says: "آقای کاظمی، مینا هستم. همین امروز تکنسین ساعت ۱۶ به منزل شما می‌آید و اگر درست نشود، یخچال عوض می‌شود.",
        },
        { at: "10:18", says: "امیدوارم این بار راست باشه!!! دیوونه‌مون کردید" },
        { at: "10:22", agent: "مینا", says: "حق دارید نگران باشید. خودم تا انجام کار دنبالش هستم." },
        { at: "16:50", agent: "مینا", does: "resolve" },
        { at: "18:10", presses: "confirm:yes" },
      ],
    },
    {
      title: "Anger without a word of what happened",
      look: "The ladder: acknowledged, asked one thing, a pause with its end, silence; a calm word is answered at once and starts anew.",
      name: "",
      day: "2026-11-25",
      lines: [
        { at: "21:00", says: "خیلی آشغالید" },
        { at: "21:01", says: "حالم ازتون به هم می‌خوره عوضیا" },
        { at: "21:03", says: "بی‌شعورها" },
        { at: "21:04", says: "احمق‌ها" },
        { at: "21:10", says: "ببخشید تند رفتم. برای یک سفارش دو بار از حسابم کم شده" },
        { at: "21:12", says: "{code}" },
      ],
    },
    {
      title: "A question the knowledge base answers",
      look: "The article's own paragraph with its title, one question whether it helped, and thanks.",
      name: "نگار",
      day: "2026-11-28",
      lines: [
        { at: "11:30", says: "سلام وقت بخیر" },
        { at: "11:31", says: "شرایط مرجوع کردن کالا چیه؟", knows: { passages: [RETURNS] } },
        { at: "11:33", says: "بله ممنون" },
      ],
    },
    {
      title: "An answer that was not the right one",
      look: "No is taken for no: a person answers, with a time.",
      name: "کیوان رستمی",
      day: "2026-11-29",
      lines: [
        { at: "15:00", says: "گارانتی سشوار چند ماهه؟", knows: { passages: [WARRANTY] } },
        { at: "15:01", says: "نه" },
        { at: "15:40", agent: "رضا", says: "سلام، برای سشوار گارانتی شش‌ماهه است و کارتش داخل جعبه است." },
        { at: "15:41", says: "مرسی" },
        { at: "15:42", agent: "رضا", does: "release" },
        { at: "15:50", says: "خداحافظ" },
      ],
    },
    {
      title: "Wants a person, on a Friday",
      look: "Nobody is on shift: when the desk opens is said once, the bot helps meanwhile, nothing is asked twice.",
      name: "لیلا صادقی",
      day: "2026-12-04",
      lines: [
        { at: "18:00", says: "می‌خوام با یک نفر حرف بزنم" },
        { at: "18:02", says: "مبلغ ۲۵۰ هزار تومان اضافه ازم گرفتید" },
        { at: "18:05", says: "سفارش 77120" },
        { at: "18:06", says: "خب کی جواب می‌دید؟ هنوز خبری نشد" },
        {
          at: "+1 08:12",
          agent: "مینا",
          says: "سلام خانم صادقی، مینا هستم. مبلغ اضافه را دیدم و درخواست برگشتش را ثبت کردم.",
        },
      ],
    },
    {
      title: "Finglish",
      look: "Understood, and answered in Persian script; the order number as it was written.",
      name: "Babak",
      day: "2026-12-06",
      lines: [
        { at: "09:10", says: "salam goshi ke kharidam kharab boode va roshan nemishe" },
        { at: "09:12", says: "sefaresh 55012" },
        { at: "09:20", says: "hanooz montazeram, key javab midid" },
        { at: "09:30", says: "mikham ba yek nafar harf bezanam" },
        { at: "09:45", agent: "رضا", says: "سلام آقا بابک، رضا هستم. برای تعویض گوشی فردا پیک می‌آید." },
      ],
    },
    {
      title: "Changes of mind",
      look: "The order number is corrected, and the wish changes from money to the right item; the case goes on, the code stays, and a no opens it again.",
      name: "هدی کریمی",
      day: "2026-12-07",
      lines: [
        { at: "12:00", says: "سفارش 33410 رو رنگ اشتباهی فرستادید، پولم رو می‌خوام" },
        { at: "12:04", says: "ببخشید اشتباه نوشتم، شمارهٔ سفارش 33140 بود" },
        { at: "12:10", says: "راستش نظرم عوض شد، به‌جای پول همون رنگ آبی رو بفرستید" },
        { at: "12:20", says: "{code}" },
        { at: "13:00", agent: "مینا", says: "خانم کریمی، رنگ آبی امروز فرستاده شد و فردا به دستتان می‌رسد." },
        { at: "13:02", agent: "مینا", does: "resolve" },
        { at: "13:05", presses: "confirm:no" },
        { at: "13:06", says: "هنوز نرسیده که" },
        { at: "13:12", agent: "مینا", says: "درست است؛ زود پرسیدیم. فردا که رسید، خودم دوباره می‌پرسم." },
      ],
    },
    {
      title: "By text message",
      look: "Every message costs: who speaks, the matter, its time and the code in two segments.",
      name: "",
      day: "2026-12-08",
      channel: "sms",
      lines: [
        { at: "10:00", says: "سفارش 91823 نرسیده. پیک هم جواب نمیده" },
        { at: "10:30", says: "هنوز نرسیده" },
        { at: "11:00", says: "ساعت کاری شما چنده؟" },
      ],
    },
    {
      title: "Warm words, and a colleague who was rude",
      look: "Praise is not a case; the complaint after it is; who waits is told the time again.",
      name: "دکتر نوری",
      day: "2026-12-09",
      lines: [
        { at: "10:00", says: "از بسته‌بندی عالی‌تون خیلی ممنونم" },
        { at: "10:05", says: "فقط صندوقدار شعبهٔ ونک خیلی بی‌ادبانه با من برخورد کرد" },
        { at: "10:08", says: "دیروز عصر بود" },
        { at: "10:16", says: "منتظر خبرتون هستم" },
        {
          at: "11:00",
          agent: "رضا",
          says: "سلام آقای دکتر، رضا هستم، مسئول شعبه‌ها. با همکار صندوق صحبت کردم و شخصاً از شما عذر می‌خواهم.",
        },
        { at: "11:05", agent: "رضا", does: "resolve" },
        { at: "11:20", says: "بله، حل شد" },
      ],
    },
  ],
};
