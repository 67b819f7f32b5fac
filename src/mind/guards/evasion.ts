import { fold } from "./fold.ts";

const DONT_KNOW: readonly RegExp[] = [
  / (?:i|we) (?:(?:really |just |simply |honestly )?(?:do not|dont|did not) (?:yet )?know|have no (?:idea|information|clue)|cannot tell|cant tell|am not sure|are not sure|are unable to say)(?= )/,
  / (?:نمی ?(?:دانم|دانیم|دونم|دونیم)|اطلاعی (?:ندارم|نداریم|در دست نیست)|خبر (?:ندارم|نداریم)|بی ?اطلاع(?:م|یم| هستیم| هستم))(?= )/,
  / (?:لا (?:اعرف|نعرف|اعلم|نعلم|ادری|ندری)|لست متاکدا|لسنا متاکدین|لیس لدی(?:نا)? (?:ای )?(?:علم|معلومات|فکره)|ما عندنا (?:فکره|علم|خبر))(?= )/,
];

/** The work is somebody else's, and that is all. */
const NOT_US: readonly RegExp[] = [
  / (?:technical|tech|it|engineering|relevant|responsible|another|other|different|appropriate|concerned) (?:team|department|unit|section|office|colleagues)(?: \S+){0,2}? (?:must|has to|have to|needs? to|should|will have to|is|are|will)(?: \S+)? (?:check|look|investigate|examine|review|checking|looking|reviewing|handle|decide)(?= )/,
  / (?:that|this|it) is (?:not (?:our|my) (?:job|department|responsibility|problem|business|area)|out of our hands|beyond our control)(?= )/,
  /(?:^| (?:please|must|should|can|could|to|better|then)) (?:contact|call|ask|write to|turn to|speak to) (?:the |your )?(?:technical|it|relevant|responsible|other|another|courier|bank|manufacturer|seller)(?: \S+)?(?: team| department| company| directly)?(?= )/,
  / (?:تیم|بخش|واحد|دپارتمان|همکاران) (?:فنی|مربوطه|مربوط|دیگر|دیگری|مالی|ای تی)(?: \S+){0,3}? (?:باید|بایستی|لازم است|می ?بایست)(?= )/,
  / (?:باید|لطفا) (?:با|به) (?:بخش|واحد|تیم|پیک|شرکت|بانک|فروشنده|سازنده)(?: \S+){0,3}? (?:تماس بگیرید|مراجعه کنید|صحبت کنید|پیام بدهید)(?= )/,
  / (?:به ما مربوط نیست|به ما ربطی ندارد|وظیفه ما نیست|کار ما نیست|از دست ما کاری|کاری از ما ساخته نیست|از کنترل ما خارج)(?= |$)/,
  / (?:علی|یجب علی|لا بد ان|یجب ان|ینبغی علی|ینبغی ان) ?(?:یقوم |یفحص |یراجع |یتحقق |ینظر )?(?:ال)?(?:فریق|قسم|دایره|اداره|جهه|الفریق|القسم) (?:ال)?(?:تقنی|فنی|مختص|مختصه|معنی|معنیه|اخر|اخری|تقنیه)(?= )/,
  / (?:راجعوا|تواصلوا مع|اتصلوا ب|توجهوا الی|خاطبوا|اسالوا) ?(?:ال)?(?:قسم|فریق|شرکه|بنک|بایع|مصنع|جهه|القسم|الفریق|الشرکه|البنک|البایع|الجهه)(?= )/,
  / (?:لیس من (?:اختصاصنا|شاننا|عملنا|مسوولیتنا|مسیولیتنا)|لا علاقه لنا|الامر خارج عن (?:ارادتنا|سیطرتنا|ایدینا)|لیس بیدنا)(?= |$)/,
];

/** Cut at full stops only: "we do not know yet; you hear from us by …" is one thought. */
const thoughtsOf = (text: string): readonly string[] =>
  text.match(/(?:[^.!?؟\n]|[.](?=[\da-z]))+[.!?؟\n]*/g)?.filter((part) => part.trim() !== "") ?? [];

/**
 * Thoughts that leave the customer with nothing: "I don't know", "the technical team must check". Said together with the
 * time at which they hear from us, they are honest and pass.
 * @param times  the times that code promised, as they stand in the text
 */
export function evasionsIn(text: string, times: readonly string[]): readonly string[] {
  const promised = times.filter((time) => time !== "");
  return thoughtsOf(text).filter((thought) => {
    const folded = fold(thought);
    const empty = [...DONT_KNOW, ...NOT_US].some((pattern) => pattern.test(folded));
    return empty && !promised.some((time) => thought.includes(time));
  });
}
