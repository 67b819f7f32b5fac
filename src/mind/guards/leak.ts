import { fold } from "../../core/fold.ts";

/** Folded phrases in which a bot speaks about its own workings. */
const WORKINGS =
  / (?:system prompt|my (?:instructions|prompt|rules)|these instructions|language model|llm|as an ai|openai|chatgpt|gpt|json|schema|internal mark|data markers?|injectionsuspected|injection suspected|dan mode|developer mode|دستورالعمل(?: های)? (?:من|سیستم)|پرامپت|مدل زبانی|تعلیماتی|تعلیمات النظام|نموذج لغوی|برومبت)(?= )/;

/** Folded phrases in which a bot says it is a person. */
const DENIES_BOT =
  / (?:(?:i am|im) (?:not (?:an? )?(?:\S+ )?(?:bot|robot|machine|ai|assistant|program|chatbot)|(?:an? )?(?:\S+ )?(?:human|person|real person|man|woman))|i am a human|(?:ربات|بات|ماشین|برنامه|هوش مصنوعی|دستیار خودکار) نیستم|من (?:یک |یه )?(?:انسان|ادم|شخص واقعی|فرد واقعی|انسان واقعی)(?: واقعی)?(?: هستم|م|ام)?|(?:لست|انا لست|لسنا) (?:روبوتا?|الیا|بوتا?|برنامجا?|اله|ذکاء|مساعدا الیا)|انا (?:انسان|بشر|شخص حقیقی|موظف حقیقی|انسان حقیقی))(?= )/;

const PLACEHOLDER = /\[[A-Z][A-Z_]*_?\d*\]|<<|>>|\{[^}]*\}/;

/** Words in a row that a reply may share with the instructions by chance. */
const SHARED_WORDS = 8;

/** What of our own workings stands in a reply. */
export function leaksIn(text: string, canary: string, instructions: string): readonly string[] {
  const folded = fold(text);
  const bare = (value: string) => value.toLowerCase().replace(/[^a-z0-9]/g, "");
  return [
    ...(canary !== "" && bare(text).includes(bare(canary)) ? ["the internal mark"] : []),
    ...[PLACEHOLDER.exec(text)?.[0], WORKINGS.exec(folded)?.[0], DENIES_BOT.exec(folded)?.[0]].flatMap((found) =>
      found === undefined ? [] : [found.trim()],
    ),
    ...(sharesWords(folded, fold(instructions)) ? ["a line of the instructions"] : []),
  ];
}

function sharesWords(text: string, instructions: string): boolean {
  const words = text.trim().split(" ");
  return words.some((_, at) => {
    const run = words.slice(at, at + SHARED_WORDS);
    return run.length === SHARED_WORDS && instructions.includes(` ${run.join(" ")} `);
  });
}
