import { fold } from "../../core/fold.ts";

/** Words by which people take back what they said, in the folded form of each language. */
const TAKES_BACK = [
  /(?:^| )(?:اشتباه (?:نوشتم|گفتم|فرستادم|تایپ کردم|دادم|شد|کردم)|اشتباهی (?:نوشتم|گفتم|فرستادم)|غلط (?:نوشتم|گفتم)|تصحیح میکنم|تصحیح می کنم|اصلاح میکنم|اصلاح می کنم|منظورم|درستش|صحیحش|نه ببخشید|ببخشید نه)(?: |$)/,
  /(?:^| )(?:غلطت|اخطات|کتبت غلط|کتبته غلط|بالغلط|الصحیح|اقصد|قصدی|عفوا لا|لا اسف|تصحیح|بل هو|بل هی)(?: |$)/,
  /\b(?:i meant|i mean|my mistake|my bad|wrong number|typo|correction|i mistyped|i mis-typed|i wrote (?:it |that )?wrong|sorry,? (?:it'?s|it is|the (?:right|correct)))\b/,
  /\b(?:manzoram|eshtebah(?:i)? (?:neveshtam|goftam|zadam|ferestadam|kardam|shod)|dorostesh|sahihesh|na bebakhshid)\b/,
];

/** "No wait, 45687": a number and nothing after it. What follows a number is counted by it, or is told. */
const INSTEAD =
  /^ (?:(?:no|nope|wait|oops|sorry|actually|its|it is|na|nah|bebakhshid|نه|خیر|صبر کن\S*|ببخشید|اوه|وای|لا|عفوا|اسف|لحظه|استنوا|هو|هی) )*(?:no|nope|wait|oops|na|نه|خیر|لا|عفوا|صبر کن\S*) (?:(?:sorry|wait|actually|its|it is|the|order|number|bebakhshid|sefaresh|shomare|ببخشید|سفارش|شماره|هو|رقم|الرقم|الطلب) )*[\d ]{3,}(?:(?:please|است|هست|بود|درسته|لطفا|من فضلکم) )*$/;

const FEW_LETTERS = 60;

/** Does the customer correct something they told before? */
export function saysCorrection(text: string): boolean {
  const folded = fold(text);
  return (folded.length <= FEW_LETTERS && INSTEAD.test(folded)) || TAKES_BACK.some((pattern) => pattern.test(folded));
}
