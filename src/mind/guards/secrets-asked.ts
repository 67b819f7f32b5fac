import { fold } from "./fold.ts";
import { sentencesOf } from "./sentences.ts";

const SECRET =
  / (?:(?:full |whole |complete |credit |debit |bank )*card (?:number|numbers|details|no)|cvv ?2?|cvc|card security code|expiry date of your card|password|passcode|pin(?: code)?|one time (?:code|password)|otp|verification code|(?:(?:ال)?رقم|بیانات|ارقام) (?:ال)?بطاق\S*|رمز (?:التحقق|الامان|سری)|الرمز السری|کلمه (?:ال)?(?:مرور|سر)\S*|کلمه السر|الرقم السری|شماره (?:کامل )?(?:ی )?کارت\S*|(?:هر )?(?:16|شانزده) رقم\S*|رمز (?:عبور|دوم|پویا|کارت|ورود|یک ?بار ?مصرف|شما|خود|تان)\S*|رمزتان|رمزتون|کلمه عبور\S*|گذرواژه\S*|پسورد\S*|کد (?:تایید|پیامکی)|تاریخ انقضای کارت)(?= )/;

const ASKS =
  / (?:please|kindly|send|give|tell|share|enter|type|provide|write|confirm|need|require|what is|whats|could you|can you|reply with|لطفا|بفرستید|بنویسید|بدهید|بفرمایید|وارد کنید|ارسال کنید|اعلام کنید|بگویید|نیاز داریم|لازم داریم|لازم است|می ?خواهیم|چیست|را (?:بفرستید|بنویسید|بدهید)|ارسلوا|ارسل|اکتبوا|اکتب|زودونا|زودنا|اعطونا|ادخلوا|نحتاج|نرید|یرجی|الرجاء|من فضلکم|من فضلک|اخبرونا|شارکوا|ما هو|ما هی|تزویدنا|موافاتنا)(?= )/;

/** "Never send anybody your password" is advice. */
const WARNS =
  / (?:never|do not|dont|without|no need|nobody|not (?:need|ask|send|share|give)|will not|wont|هرگز|هیچ ?(?:گاه|وقت|کس)|نفرستید|ننویسید|ندهید|نیازی (?:به|نیست)|لازم نیست|نمی ?(?:خواهیم|پرسیم|خواهد|پرسد)|بدون|لا (?:ترسلوا|تکتبوا|تشارکوا|ترسل|تعطوا|نطلب|نحتاج|حاجه|داعی|تشارک)|لن (?:نطلب|یطلب)|ابدا|دون|لا یطلب)(?= )/;

/** Sentences that ask for what must never be sent to a desk: a card number, a password, a one-time code. */
export function secretsAskedIn(text: string): readonly string[] {
  return sentencesOf(text).filter((sentence) => {
    const folded = fold(sentence);
    return SECRET.test(folded) && !WARNS.test(folded) && (ASKS.test(folded) || /[?؟]/.test(sentence));
  });
}
