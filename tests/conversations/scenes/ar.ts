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
  "إرجاع المنتجات",
  "يمكنكم إرجاع المنتج السليم خلال سبعة أيام من التسليم. يُشترط أن يكون المنتج في علبته ومعه الفاتورة. لتسجيل الإرجاع يكفي أن تكتبوا رقم الطلب لينسَّق موعد مع المندوب.",
);
const WARRANTY = article(
  "ضمان الأجهزة المنزلية",
  "ضمان الأجهزة المنزلية لدينا ثمانية عشر شهراً. رقم الضمان مكتوب على البطاقة داخل العلبة.",
);

export const arabic: Place = {
  language: "ar",
  heading: "العربية",
  organisation: "متجر النور",
  zone: "Asia/Riyadh",
  offset: 180,
  scenes: [
    {
      title: "A parcel that is late, at 23:40",
      look: "Annoyed, with something to act on; the shop's own system knows where the parcel is; the desk is closed, an agent answers in the morning, and the customer confirms.",
      name: "سارة محمود",
      day: "2026-11-22",
      lines: [
        { at: "23:40", says: "السلام عليكم، طلبي لم يصل حتى الآن وتعبت من الانتظار" },
        {
          at: "23:42",
          says: "رقم الطلب #48217",
          knows: {
            lookups: [
              {
                source: "order",
                subject: "#48217",
                values: { status: "shipped", since: "2026-11-18", expected: "2026-11-20", carrier: "سمسا" },
              },
            ],
          },
        },
        {
          at: "23:50",
          says: "يعني أين هو الآن؟ ما زلت أنتظر",
          knows: {
            lookups: [
              {
                source: "order",
                subject: "#48217",
                values: { status: "in_transit", tracking: "TX-90412-7", carrier: "سمسا" },
              },
            ],
          },
        },
        {
          at: "+1 08:20",
          agent: "رضا",
          says: "صباح الخير أستاذة سارة، معكم رضا. بقي الطرد في مستودع سمسا وسيصلكم اليوم قبل الثانية ظهراً.",
        },
        { at: "+1 08:24", says: "شكراً على المتابعة" },
        { at: "+1 08:26", agent: "رضا", says: "على الرحب والسعة، أخبروني حين يصلكم." },
        { at: "+1 14:30", agent: "رضا", does: "resolve" },
        { at: "+1 14:41", presses: "confirm:yes" },
      ],
    },
    {
      title: "Furious, and with reason",
      look: "A person is offered first, the reply is short; the second hot message hands over; the question whether it is solved waits until there was time to calm.",
      name: "فهد العتيبي",
      day: "2026-11-24",
      lines: [
        { at: "10:05", says: "ما هذا الاستهتار!!! الثلاجة التي أرسلتموها خربانة ولا أحد يرد، خدمة زفت" },
        { at: "10:07", says: "مهزلة!!! ثلاثة أيام والأكل يفسد، أنا غاضب جداً منكم" },
        {
          at: "10:15",
          agent: "منى",
          says: "أستاذ فهد، معكم منى. يصلكم الفني اليوم الرابعة عصراً، وإن لم تُصلح نستبدل الثلاجة.",
        },
        { at: "10:18", says: "أتمنى أن تصدقوا هذه المرة!!! جننتونا" },
        { at: "10:22", agent: "منى", says: "معكم حق في قلقكم. أتابع الأمر بنفسي حتى ينتهي." },
        { at: "16:50", agent: "منى", does: "resolve" },
        { at: "18:10", presses: "confirm:yes" },
      ],
    },
    {
      title: "Anger without a word of what happened",
      look: "The ladder: acknowledged, asked one thing, a pause with its end, silence; a calm word is answered at once and starts anew.",
      name: "",
      day: "2026-11-25",
      lines: [
        { at: "21:00", says: "أنتم زبالة" },
        { at: "21:01", says: "يا حمير" },
        { at: "21:03", says: "أغبياء" },
        { at: "21:04", says: "كلاب" },
        { at: "21:10", says: "عذراً على كلامي. خُصم مبلغ الطلب من حسابي مرتين" },
        { at: "21:12", says: "{code}" },
      ],
    },
    {
      title: "A question the knowledge base answers",
      look: "The article's own paragraph with its title, one question whether it helped, and thanks.",
      name: "نورة",
      day: "2026-11-28",
      lines: [
        { at: "11:30", says: "مرحبا" },
        { at: "11:31", says: "ما شروط إرجاع المنتج؟", knows: { passages: [RETURNS] } },
        { at: "11:33", says: "نعم شكراً" },
      ],
    },
    {
      title: "An answer that was not the right one",
      look: "No is taken for no: a person answers, with a time.",
      name: "كريم حداد",
      day: "2026-11-29",
      lines: [
        { at: "15:00", says: "كم شهراً ضمان مجفف الشعر؟", knows: { passages: [WARRANTY] } },
        { at: "15:01", says: "لا" },
        { at: "15:40", agent: "رضا", says: "مرحباً، ضمان مجفف الشعر ستة أشهر والبطاقة داخل العلبة." },
        { at: "15:41", says: "شكراً" },
        { at: "15:42", agent: "رضا", does: "release" },
        { at: "15:50", says: "مع السلامة" },
      ],
    },
    {
      title: "Wants a person, on a Friday",
      look: "Nobody is on shift: when the desk opens is said once, the bot helps meanwhile, nothing is asked twice.",
      name: "ليلى منصور",
      day: "2026-12-04",
      lines: [
        { at: "18:00", says: "أريد التحدث مع موظف" },
        { at: "18:02", says: "أخذتم مني 250 ريال زيادة" },
        { at: "18:05", says: "رقم الطلب 77120" },
        { at: "18:06", says: "متى تردون؟ ما زلت أنتظر" },
        { at: "+1 08:12", agent: "منى", says: "أستاذة ليلى، معكم منى. رأيت المبلغ الزائد وسجّلت طلب استرداده." },
      ],
    },
    {
      title: "Gulf Arabic",
      look: "A dialect is understood, and answered in plain standard Arabic.",
      name: "بدر",
      day: "2026-12-06",
      lines: [
        { at: "09:10", says: "هلا، الجوال اللي شريته خربان وما يشتغل" },
        { at: "09:12", says: "الطلب 55012" },
        { at: "09:20", says: "لسه أستنى، متى تردون" },
        { at: "09:30", says: "أبغى أكلم موظف" },
        { at: "09:45", agent: "رضا", says: "أهلاً أستاذ بدر، معكم رضا. يمرّ بكم المندوب غداً لتبديل الجوال." },
      ],
    },
    {
      title: "Changes of mind",
      look: "The order number is corrected, and the wish changes from money to the right item; the case goes on, the code stays, and a no opens it again.",
      name: "هدى سالم",
      day: "2026-12-07",
      lines: [
        { at: "12:00", says: "أرسلتم الطلب 33410 بلون خطأ، أريد فلوسي" },
        { at: "12:04", says: "عفواً كتبت غلط، رقم الطلب 33140" },
        { at: "12:10", says: "غيّرت رأيي، بدل المبلغ أرسلوا اللون الأزرق" },
        { at: "12:20", says: "{code}" },
        { at: "13:00", agent: "منى", says: "أستاذة هدى، شُحن اللون الأزرق اليوم ويصلكم غداً." },
        { at: "13:02", agent: "منى", does: "resolve" },
        { at: "13:05", presses: "confirm:no" },
        { at: "13:06", says: "لم يصلني شيء بعد" },
        { at: "13:12", agent: "منى", says: "صحيح، سألنا قبل الأوان. حين يصلكم غداً أسألكم بنفسي." },
      ],
    },
    {
      title: "By text message",
      look: "Every message costs: who speaks, the matter, its time and the code in two segments.",
      name: "",
      day: "2026-12-08",
      channel: "sms",
      lines: [
        { at: "10:00", says: "الطلب 91823 لم يصل والمندوب لا يرد" },
        { at: "10:30", says: "لم يصل بعد" },
        { at: "11:00", says: "ما ساعات العمل لديكم؟" },
      ],
    },
    {
      title: "Warm words, and a colleague who was rude",
      look: "Praise is not a case; the complaint after it is; who waits is told the time again.",
      name: "الدكتور نبيل",
      day: "2026-12-09",
      lines: [
        { at: "10:00", says: "شكراً جزيلاً على التغليف الرائع" },
        { at: "10:05", says: "لكن الموظف في فرع العليا تعامل معي بوقاحة" },
        { at: "10:08", says: "كان ذلك أمس مساءً" },
        { at: "10:16", says: "أنتظر خبركم" },
        { at: "11:00", agent: "رضا", says: "دكتور نبيل، معكم رضا مسؤول الفروع. تحدثت مع الموظف وأعتذر لكم شخصياً." },
        { at: "11:05", agent: "رضا", does: "resolve" },
        { at: "11:20", says: "نعم، تم الحل" },
      ],
    },
  ],
};
