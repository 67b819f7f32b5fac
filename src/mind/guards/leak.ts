import { foldDigits } from "../../core/tracking-code.ts";
import { fold } from "./fold.ts";
import { formsOf } from "./forms.ts";
import { remembering } from "./remembering.ts";

/** Folded phrases in which a bot speaks about its own workings. */
const WORKINGS =
  / (?:system prompt|my (?:instructions|prompt|rules)|these instructions|language model|llm|as an ai|openai|chatgpt|gpt|json|schema|internal mark|data markers?|injectionsuspected|injection suspected|dan mode|developer mode|debug mode|canary|i was (?:told|instructed) (?:to|not to)|i am instructed|hidden rules?|kb ?ids?|access token|api key|دستورالعمل(?: ها)?(?: ی| های)? (?:من|سیستم|ام|داخلی)|دستورالعملم|دستورهای من|قوانین (?:پنهان|مخفی|داخلی) من|به من (?:گفته|دستور داده) (?:اند|شده)|پرامپت|مدل زبانی|مدل زبان|حالت توسعه ?دهنده|تعلیماتی|تعلیمات النظام|تعلیمات النموذج|القواعد المخفیه|قیل لی (?:ان|الا)|طلب منی (?:ان|الا|عدم)|نموذج لغوی|وضع المطور|برومبت)(?= )/;

/** Folded phrases in which a bot says it is a person. */
const DENIES_BOT =
  / (?:(?:you are|youre|you have been) (?:talking|speaking|chatting|writing) (?:to|with) an? (?:real |actual |living )?(?:human|person|man|woman|agent)(?! is)|(?:no|not an?|there is no) (?:bot|robot|machine|automatic system) (?:here|is|involved|writing)|این پیام را (?:یک )?انسان|با (?:یک )?(?:انسان|ادم) واقعی (?:صحبت|حرف|گفتگو|گفت)\S*|شما با (?:یک )?(?:انسان|ادم) |(?:انت|انتم) (?:تتحدث|تتکلم|تتحدثون|تتکلمون) (?:مع|الی) (?:انسان|شخص|بشر)\S*|لا (?:یوجد|روبوت) (?:هنا )?(?:روبوت|بوت|الی)|(?:i am|im) (?:not (?:an? )?(?:\S+ )?(?:bot|robot|machine|ai|assistant|program|chatbot)|(?:an? )?(?:\S+ )?(?:human|person|real person|man|woman))|i am a human|(?:ربات|بات|ماشین|برنامه|هوش مصنوعی|دستیار خودکار) نیستم|من (?:یک |یه )?(?:انسان|ادم|شخص واقعی|فرد واقعی|انسان واقعی)(?: واقعی)?(?: هستم|م|ام)?|(?:لست|انا لست|لسنا) (?:روبوتا?|الیا|بوتا?|برنامجا?|اله|ذکاء|مساعدا الیا)|انا (?:انسان|بشر|شخص حقیقی|موظف حقیقی|انسان حقیقی))(?= )/;

const PLACEHOLDER = /\[[A-Z][A-Z_]*_?\d*\]|<<|>>|\{[^}]*\}|<\/?[a-z!][^>]*>|!?\[[^\]]*\]\([^)]*\)|```/i;

/** Nobody writes to a customer like this: letters one by one, or a word of a machine's alphabet. */
const DISGUISED =
  /(?<![\p{L}])(?:\p{L}[ .·_*-]){5,}\p{L}(?![\p{L}])|(?<![\w/])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=[\w+/]*\d)[\w+/]{16,}={0,2}|[A-Za-z0-9+/]{20,}={1,2}/u;

/** Words in a row that a reply may share with the instructions by chance. */
const SHARED_WORDS = 8;

/** What of our own workings stands in a reply. */
export function leaksIn(text: string, canary: string, instructions: string): readonly string[] {
  return [
    ...(canary !== "" && shows(text, canary) ? ["the internal mark"] : []),
    ...[
      PLACEHOLDER.exec(text)?.[0],
      DISGUISED.exec(text)?.[0],
      ...formsOf(text).flatMap((form) => [WORKINGS.exec(form)?.[0], DENIES_BOT.exec(form)?.[0]]),
    ].flatMap((found) => (found === undefined ? [] : [found.trim()])),
    ...(sharesWords(text, instructions) ? ["a line of the instructions"] : []),
  ];
}

/** The mark, also spaced out, backwards, turned by thirteen letters, or in another alphabet of bytes. */
function shows(text: string, canary: string): boolean {
  const bare = (value: string) => value.toLowerCase().replace(/[^a-z0-9]/g, "");
  const mark = bare(canary);
  const turned = mark.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97));
  const bytes = [...mark].map((letter) => letter.charCodeAt(0));
  const hex = bytes.map((byte) => byte.toString(16)).join("");
  const forms = [mark, [...mark].reverse().join(""), turned, hex, bare(btoa(canary)), bytes.join("")];
  const shown = bare(foldDigits(text.normalize("NFKC")));
  return forms.some((form) => shown.includes(form));
}

function sharesWords(text: string, instructions: string): boolean {
  const known = runsOf(instructions);
  return [...runsOf(text)].some((run) => known.has(run));
}

/** All that a text says in so many words on end. */
const runsOf = remembering((text): ReadonlySet<string> => {
  const words = fold(text).trim().split(" ");
  return new Set(words.slice(SHARED_WORDS - 1).map((_, at) => words.slice(at, at + SHARED_WORDS).join(" ")));
});
