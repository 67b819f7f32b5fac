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
    نه بله آره اره باشه یک یه یکی اگر اگه ولی اما پس الان الآن حالا فقط خیلی هنوز دیگه دیگر هر همه چیز چیزی کسی دیگری چکار چیکار کار بهتون میکنین بکنید دیروز چطور چطوری جوری چجوری چگونه آیا راستی اصلا یعنی مثلا فعلا بعد چون
  `,
  ar: `
    من الى إلى عن على في مع ب ل ك و ف ثم أو ام أم ان أن إن إذا اذا لو لكن بل حتى قد لقد سوف كل بعض أي اي غير بين عند لدى عبر
    هذا هذه ذلك تلك هؤلاء الذي التي الذين ما لا لم لن ليس هل يا أنا انا نحن أنت انت أنتم انتم هو هي هم لي لنا لك لكم له لها لهم عندي عندكم لدي لديكم لدينا معي معكم فيها فيه منه منها عليه عليها عنها عنه بها به
    كان كانت يكون تكون أكون كنت يمكن يمكنني ممكن أستطيع استطيع أقدر اقدر اريد أريد أود اود ارغب أرغب بدي ابغى أبغى عايز عاوز حاب حابب ابي أبي لازم يجب فقط جدا الان الآن
    السلام عليكم ورحمة الله وبركاته مرحبا أهلا اهلا صباح مساء الخير النور لو سمحت سمحتم سمحتوا فضلك فضلكم رجاء الرجاء شكرا تحياتي أخي اخي أختي حضرتكم أرجو ارجو اعرف أعرف معرفة اسأل أسأل سؤال استفسار
    لا نعم ايوه تم يتم شيء شي هناك هنا بعد قبل عندما حين آخر أخرى ثاني ثانية كيف شو ايش أعمل افعل أفعل اللي بس عشان ما وش أسوي اسوي الحين طيب عملت عملته سويت يقول تقول ويقول أمس ليت
  `,
  en: `
    a an the of to in on at by for from with without into onto about as and or but if so then than that this these those it its it's
    i i'm im i've i'd me my mine we us our you your yours he she they them their is are was were be been being am do does did done doing have has had having
    can could may might will would shall should must need want wanna wish like let lets let's please thanks thank hello hi hey there good morning evening afternoon dear sir madam
    just only also too very really still yet now any some something anything someone anyone not no yes ok okay get got getting go going gonna
    know tell wondering wonder ask asking question hope could'nt there's here up out another other else how what which one someone somebody
    don't doesn't didn't can't won't isn't wasn't what's that's while though rather usually right yesterday needs needed
  `,
};

/**
 * Words that ask, tell a time, or say no more than that something happens or is on sale. They help to find an article, for
 * "when" and "how much" are other questions; that an article has them shows nothing.
 */
const LEAN: Readonly<Record<ReplyLanguage, string>> = {
  fa: `
    کی کیه کجا کجاست کجاش کجای چند چندم چندمه چنده چقدر چقدره چه چی چیه چیست چرا کدام کدوم قسمت طول زمان زمانی موقع مدت وقت
    روز روزه روزی ساعت ساعتی سال ساله ماه ماهه ماههست سالهست روزهست هفته امروز فردا امشب دوباره باز بار قبل پیش میاد بیاد میفروشید میفروشین میفروشن
  `,
  ar: `
    متى امتى إمتى كم بكم بكام أين وين فين ماذا لماذا ليش مين مدة المدة وقت الوقت يوم يوما أيام اليوم ساعة الساعة شهر شهرا أشهر شهور سنة سنوات
    أسبوع أسبوعين غدا مرة يحدث يصير يحصل تبيعون تبيع
  `,
  en: `
    when where why who whom whose long much many time times day days week weeks month months year years hour hours today tomorrow tonight
    until again already ever happen happens happened come comes coming came back sell sells selling offer offers
  `,
};

type Lists = Readonly<Record<ReplyLanguage, string>>;

const setsOf = (lists: Lists): ((language: ReplyLanguage) => ReadonlySet<string>) => {
  const made = new Map<ReplyLanguage, ReadonlySet<string>>();
  return (language) => {
    const set = made.get(language) ?? new Set(fold(lists[language]).trim().split(/\s+/));
    made.set(language, set);
    return set;
  };
};

const small = setsOf(SMALL);
const lean = setsOf(LEAN);

/** Does the folded word say nothing of what is asked? */
export const isSmallWord = (word: string, language: ReplyLanguage): boolean => small(language).has(word);

/** Does the folded word ask, tell when, or say as little? */
export const isLeanWord = (word: string, language: ReplyLanguage): boolean => lean(language).has(word);
