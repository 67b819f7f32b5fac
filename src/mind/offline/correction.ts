import { fold } from "../../core/fold.ts";

/** Words by which people take back what they said, in the folded form of each language. */
const TAKES_BACK = [
  /(?:^| )(?:اشتباه (?:نوشتم|گفتم|فرستادم|تایپ کردم|دادم|شد|کردم)|اشتباهی (?:نوشتم|گفتم|فرستادم)|غلط (?:نوشتم|گفتم)|تصحیح میکنم|تصحیح می کنم|اصلاح میکنم|اصلاح می کنم|منظورم|درستش|صحیحش|نه ببخشید|ببخشید نه)(?: |$)/,
  /(?:^| )(?:غلطت|اخطات|کتبت غلط|کتبته غلط|بالغلط|الصحیح|اقصد|قصدی|عفوا لا|لا اسف|تصحیح|بل هو|بل هی)(?: |$)/,
  /\b(?:i meant|i mean|my mistake|my bad|wrong number|typo|correction|i mistyped|i mis-typed|i wrote (?:it |that )?wrong|sorry,? (?:it'?s|it is|the (?:right|correct)))\b/,
  /\b(?:manzoram|eshtebah(?:i)? (?:neveshtam|goftam|zadam|ferestadam|kardam|shod)|dorostesh|sahihesh|na bebakhshid)\b/,
];

/** Does the customer correct something they told before? */
export function saysCorrection(text: string): boolean {
  const folded = fold(text);
  return TAKES_BACK.some((pattern) => pattern.test(folded));
}
