import { fold } from "../fold.ts";
import type { ReplyLanguage } from "../reading.ts";

/** Words that say nothing of what is asked: they stand in any question. Greetings and politeness are among them. */
const SMALL: Readonly<Record<ReplyLanguage, string>> = {
  fa: `
    از به با در بر را رو و یا که تا هم نیز برای واسه بی بدون روی توی تو توسط درباره درمورد مورد این آن اون همین همان همون اینکه آنکه
    من ما شما او ایشان آنها اونا خود خودم خودتان خودتون خودش تان تون مان مون شان شون ام ات اش ای ها های هایی هایم
    است هست هستم هستید هستیم هستن هستند نیست بود بودم باشد باشه باشم میباشد می نمی شده شد بشه بشود شود میشه میشود نمیشه
    دارد داره دارم داریم دارید دارین دارن دارند داشت داشتم داشته باید بتوانم میتوانم میتونم بتونم میتوان میتونید توانم تونم تونید توان
    کنم کنید کنیم کنند کنه کند میکنم میکنید میکنه میکنن میکند کرد کردم کرده کردن بکنم میخوام میخواهم میخواستم خواستم خواهم خوام خواهش میگم بگم بگید بگین بفرمایید بدونم بدانم
    هستین دارین بودیم اومده اومدن اومد آمده آمدند دادم دادین میدید میدین میدهید بدین بدید بدهید میزنم بزنم میزنید رفته بره برود جای جایی امکان امکانش ممکن ممکنه طور طوری
    لطفا سلام درود وقت بخیر روز شب خسته نباشید نباشین ممنون ممنونم مرسی سپاس متشکرم تشکر ببخشید عزیز جان آقا خانم دوست دوستان
    نه بله آره اره باشه یک یه یکی اگر اگه ولی اما پس الان الآن حالا فقط خیلی هنوز دیگه دیگر هر همه چیز چیزی کسی دیگری چکار چیکار کار چطور چطوری جوری چجوری چگونه آیا راستی اصلا یعنی مثلا فعلا بعد چون
  `,
  ar: `
    من الى إلى عن على في مع ب ل ك و ف ثم أو ام أم ان أن إن إذا اذا لو لكن بل حتى قد لقد سوف كل بعض أي اي غير بين عند لدى عبر
    هذا هذه ذلك تلك هؤلاء الذي التي الذين ما لا لم لن ليس هل يا أنا انا نحن أنت انت أنتم انتم هو هي هم لي لنا لك لكم له لها لهم عندي عندكم لدي لديكم لدينا معي معكم فيها فيه منه منها عليه عليها عنها عنه بها به
    كان كانت يكون تكون أكون كنت يمكن يمكنني ممكن أستطيع استطيع أقدر اقدر اريد أريد أود اود ارغب أرغب بدي ابغى أبغى عايز عاوز حاب حابب ابي أبي لازم يجب فقط جدا الان الآن
    السلام عليكم ورحمة الله وبركاته مرحبا أهلا اهلا صباح مساء الخير النور لو سمحت سمحتم سمحتوا فضلك فضلكم رجاء الرجاء شكرا تحياتي أخي اخي أختي حضرتكم أرجو ارجو اعرف أعرف معرفة اسأل أسأل سؤال استفسار
    لا نعم ايوه تم يتم شيء شي هناك هنا بعد قبل عندما حين آخر أخرى ثاني ثانية كيف شو ايش أعمل افعل أفعل اللي بس عشان ما
  `,
  en: `
    a an the of to in on at by for from with without into onto about as and or but if so then than that this these those it its it's
    i i'm im i've i'd me my mine we us our you your yours he she they them their is are was were be been being am do does did done doing have has had having
    can could may might will would shall should must need want wanna wish like let lets let's please thanks thank hello hi hey there good morning evening afternoon dear sir madam
    just only also too very really still yet now any some something anything someone anyone not no yes ok okay get got getting go going gonna
    know tell wondering wonder ask asking question hope could'nt there's here up out another other else how what which one someone somebody
  `,
};

const sets = new Map<ReplyLanguage, ReadonlySet<string>>();

/** Is the folded word of that kind? */
export function isSmallWord(word: string, language: ReplyLanguage): boolean {
  let set = sets.get(language);
  if (!set) {
    set = new Set(fold(SMALL[language]).trim().split(" "));
    sets.set(language, set);
  }
  return set.has(word);
}
