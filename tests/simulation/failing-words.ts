import type { ReplyLanguage } from "../../src/core/reading.ts";

interface Replies {
  /** Plausible, and harmless. */
  readonly good: readonly string[];
  readonly money: readonly string[];
  readonly invented: readonly string[];
  readonly calm: readonly string[];
  readonly same: readonly string[];
}

const WORDS: Readonly<Record<ReplyLanguage, Replies>> = {
  fa: {
    good: [
      "نوشتهٔ شما را با دقت خواندیم و پیگیری‌اش با ماست. کد: {code}. تا {time} همین‌جا از ما می‌شنوید.",
      "موضوعی که گفتید روشن است و آن را دنبال می‌کنیم. تا {time} برایتان می‌نویسیم. کد پیگیری: {code}",
      "متوجه شدم چه پیش آمده است. خبر بعدی تا {time} همین‌جاست. کد شما {code} است.",
      "از اینکه نوشتید ممنونیم؛ این کار را خودمان دنبال می‌کنیم. {code} را نگه دارید، تا {time} می‌نویسیم.",
    ],
    money: [
      "پولتان را کامل برمی‌گردانیم و تا فردا واریز می‌شود. {code} {time}",
      "تضمین می‌کنیم ۵۰۰ هزار تومان جبران خسارت بگیرید. کد {code}، تا {time}",
    ],
    invented: [
      "بسته‌تان در انبار کرج است و راننده آقای رضایی با 09121234567 تماس می‌گیرد. {code} {time}",
      "مطابق مادهٔ ۱۲ قرارداد، وضعیت را در https://track.example.com/991 ببینید. {code} {time}",
    ],
    calm: ["لطفاً آرام باشید، این اشتباه خودتان بوده است. {code} {time}"],
    same: ["موضوع شما پیش ماست و آن را تا پایان دنبال می‌کنیم. {code} {time}"],
  },
  ar: {
    good: [
      "قرأنا ما كتبتم بعناية ونتابعه بأنفسنا. الرمز: {code}. نكتب لكم هنا حتى {time}.",
      "ما ذكرتموه واضح ونحن نتابعه. يصلكم منا خبر هنا حتى {time}. رمز المتابعة: {code}",
      "فهمت ما حدث معكم. خبرنا التالي هنا حتى {time}. رمزكم {code}.",
      "شكرًا لأنكم كتبتم لنا؛ نتولى هذا الأمر. احتفظوا بالرمز {code}، ونكتب لكم حتى {time}.",
    ],
    money: ["سنعيد إليكم المبلغ كاملًا غدًا. {code} {time}", "نضمن لكم تعويضًا قدره ٥٠٠ ريال. الرمز {code}، حتى {time}"],
    invented: [
      "طلبكم في مستودع جدة وسيتصل بكم السائق خالد على 0551234567. {code} {time}",
      "وفق البند ١٢ من العقد، تابعوا الحالة على https://track.example.com/991. {code} {time}",
    ],
    calm: ["اهدأوا من فضلكم، هذا خطؤكم أنتم. {code} {time}"],
    same: ["أمركم لدينا ونتابعه حتى النهاية من أجلكم. {code} {time}"],
  },
  en: {
    good: [
      "We have read what you wrote with care and look after it. Code: {code}. You hear from us here by {time}.",
      "What you describe is clear and we follow it up. We write here by {time}. Tracking code: {code}",
      "I see what happened. Our next word comes here by {time}. Your code is {code}.",
      "Thank you for writing; we take this on ourselves. Keep {code}, we write by {time}.",
    ],
    money: [
      "We refund you the full amount tomorrow. {code} {time}",
      "We guarantee 500 dollars of compensation. Code {code}, by {time}",
    ],
    invented: [
      "Your parcel is in the Leeds depot and the driver, Mr Carter, calls you on 07700900123. {code} {time}",
      "Under clause 12 of the contract, see https://track.example.com/991. {code} {time}",
    ],
    calm: ["Please calm down, this was your own mistake. {code} {time}"],
    same: ["Your matter is with us and we follow it to the end. {code} {time}"],
  },
};

/** What the failing model says, by how it fails. */
export const repliesIn = (language: ReplyLanguage): Replies => WORDS[language];
