import type { Points } from "../../core/rubric.ts";
import { fold } from "../guards/fold.ts";
import { questionsIn } from "../guards/questions.ts";
import { sentencesOf } from "../guards/sentences.ts";
import { type Heard, isServed } from "./heard.ts";

/** A time by which something happens. Folded. */
const TIME =
  / (?:\d{1,2} \d{2}|tomorrow|tonight|today|noon|(?:on |by |next |before )(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:with)?in (?:\d+|an?|one|two|three|a few|twenty four) (?:minutes?|hours?|days?|working days?|weeks?)|end of (?:the )?(?:day|week)|فردا|امروز|امشب|پس فردا|تا (?:ساعت|ظهر|عصر|پایان|اخر|شنبه|یکشنبه|دوشنبه|سه ?شنبه|چهارشنبه|پنج ?شنبه|جمعه)|ظرف \S+ (?:\S+ )?(?:دقیقه|ساعت|روز|هفته)|تا \S+ (?:دقیقه|ساعت|روز|هفته) دیگر|غدا|بعد غد|الیوم|اللیله|خلال (?:\S+ )?(?:دقیقه|دقایق|ساعه|ساعات|ساعتین|یوم|یومین|ایام|اسبوع)|قبل (?:نهایه|الساعه|ظهر|مساء|یوم)|(?:یوم )?(?:السبت|الاحد|الاثنین|الثلاثاء|الاربعاء|الخمیس|الجمعه))(?= )/g;

/** Somebody does something next, and the customer hears of it. */
const STEP =
  / و?(?:(?:will|shall|ill|well) (?!not)\S+|hear from|hear back|writes? (?:\S+ )?to you|tells? you|calls? you|looks? into|write by|reply|answer|update|next step|get back|keep you posted|our next|we are (?:asking|checking|looking|carrying)|خبر (?:\S+ )?(?:می ?گیرید|می ?دهیم|می ?دهم|می ?کنیم|می ?رسد)|پاسخ (?:\S+ )?(?:می ?گیرید|می ?دهیم|می ?دهد|را|ما|مان)|جواب\S*|می ?نویسیم|می ?نویسم|می ?نویسد|زنگ می ?\S+|تماس می ?\S+|بررسی می ?کنیم|می ?پرسیم|می ?اییم|واریز می ?شود|خبر می ?اور\S+|پیگیری (?:را|می ?کنیم)|قدم بعدی|همین ?جا|خواهیم \S+|و?س?تسمع(?:ون)?|سنکتب|سنرد|نرد علیکم|جواب\S*|یکتب الیکم|نکتب|اکتب|نسال|نراجع|ننظر|سنتصل|یتصل|سنخبرکم|نخبرکم|نوافیکم|الخطوه التالیه|و?سن\S{3,}|یصلکم|یاتیکم|تقرو\S*)(?= )/;

/** Exactly one next step, with who does it and by when. */
export function nextStep(text: string, heard: Heard): Points {
  if (!isServed(heard)) {
    const asks = heard.purpose === "boundary" || heard.purpose === "unclear";
    return !asks || questionsIn(text) > 0 ? 2 : 1;
  }
  const steps = sentencesOf(text).filter((sentence) => STEP.test(fold(sentence)));
  const times = new Set(steps.flatMap((sentence) => timesIn(sentence, heard.times)));
  if (times.size === 1) return 2;
  return steps.length > 0 || times.size > 1 ? 1 : 0;
}

/** A promised time counts as one, whatever is in it. */
function timesIn(sentence: string, promised: readonly string[]): readonly string[] {
  const own = promised.filter((time) => time !== "" && sentence.includes(time));
  if (own.length > 0) return own;
  const found = [...fold(sentence).matchAll(TIME)].map(([time]) => time.trim());
  // "Tomorrow at 17:00" is one time in two words.
  return found.length === 0 ? [] : [found.join(" ")];
}
