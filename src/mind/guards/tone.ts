import { formsOf } from "./forms.ts";
import { remembering } from "./remembering.ts";
import { sentencesOf } from "./sentences.ts";

/** "It is not your fault" takes the blame off the customer: such phrases are taken out first. */
const RELIEF: readonly RegExp[] = [
  / (?:is not|isnt|was not|wasnt|not|never) (?:\S+ )?(?:your|you) (?:own )?(?:fault|mistake|error|blame)(?= )/g,
  / (?:تقصیر|اشتباه|مقصر|مشکل) (?:از )?(?:خود )?شما (?:نیست|نبود|نبوده|نیستید)/g,
  / (?:لیس|لیست|لیس هذا) (?:خطوک|خطاک|غلطتک|ذنبک|بسببک|منک)(?= )/g,
  / لست (?:انت )?(?:المخطی|السبب|المذنب)(?= )/g,
];

const BLAME: readonly RegExp[] = [
  / your (?:own )?(?:fault|mistake|error|carelessness|negligence)(?= )/,
  / (?:fault|mistake|error|blame) (?:is|was|lies) (?:entirely |only )?(?:yours|your own|with you)(?= )/,
  / you (?:should have|must have|ought to have|failed to|neglected|forgot to|did not (?:read|follow|check|provide|bother)|didnt (?:read|follow|check|provide|bother)|entered (?:the|a) wrong|gave (?:the|a|us the) wrong|misread|caused)(?= )/,
  / (?:as (?:we|i) (?:already |have already )?(?:told|said|explained)|you are to blame|youre to blame|you are wrong|youre wrong|had you (?:read|checked))(?= )/,
  / (?:تقصیر|اشتباه|بی دقتی|سهل انگاری|کوتاهی) (?:از )?(?:خود ?)?(?:شما|شماست|خودتان|خودتون)(?= )/,
  / (?:مقصر (?:خود )?شما|شما مقصر|خودتان مقصر|شما (?:اشتباه|دقت نکرد|توجه نکرد|نخواند|درست وارد)\S*|باید (?:زودتر|قبلا|خودتان|دقت می ?کرد)\S*|همان ?طور که (?:قبلا )?گفتیم)(?= )/,
  / (?:خطوک|خطاک|غلطتک|غلطک|ذنبک|بسببک|انت المخطی|انت السبب|انت المذنب|الخطا منک|اهمالک|کان علیک|کان یجب علیک|کان یجب ان (?:تقرا|تتاکد|تنتبه)|لم (?:تقرا|تقرو|تقری|تنتبه|تتاکد|تلتزم)|کما قلنا لک|کما اخبرناک)(?= )/,
];

const CALM_DOWN: readonly RegExp[] = [
  /(?<! (?:we|i)) (?:calm down|calm yourself|please be calm|keep calm|stay calm|remain calm|relax|chill|cool down|take it easy|stop (?:shouting|yelling|complaining)|(?:watch|mind) your (?:language|tone)|no need to (?:be |get )?(?:angry|upset|rude)|do not (?:be|get) (?:angry|upset)|dont (?:be|get) (?:angry|upset))(?= )/,
  / (?:ارام باش|اروم باش|ارامش خود|ارامشتان|ارامشتون|خونسرد|خونسردی|عصبانی نشو|ناراحت نباش|ناراحت نشو|عصبانی نباش|داد نزن|مودب باش|درست صحبت|لحن خود|لحنتان)(?:ید|ین|ی|تان|تون|تان را)?(?= )/,
  / (?:اهدا|اهدو|اهداوا|هدی|هدیء|هدوء|هدوءک|روعک|اعصابک|لا تغضب|لا تنفعل|لا تعصب|لا تصرخ|لا داعی (?:للغضب|للانفعال|للعصبیه)|انتبه لالفاظک|احترم نفسک)(?= )/,
];

/** Sentences that blame the customer. */
export function blameIn(text: string): readonly string[] {
  return sentencesOf(text).filter((sentence) => formsOf(sentence).some(blames));
}

const blames = remembering((form): boolean => {
  const rest = RELIEF.reduce((left, phrase) => left.replace(phrase, " … "), form);
  return BLAME.some((pattern) => pattern.test(rest));
});

/** Sentences that tell an angry customer how to feel or speak. */
export function calmDownIn(text: string): readonly string[] {
  return sentencesOf(text).filter((sentence) => formsOf(sentence).some(hushes));
}

const hushes = remembering((form): boolean => CALM_DOWN.some((pattern) => pattern.test(form)));
