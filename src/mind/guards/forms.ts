import { fold } from "./fold.ts";
import { remembering } from "./remembering.ts";

/**
 * A sentence as the word lists know it, folded: as it is, with words joined that were cut by marks ("re-fund"), and with
 * Arabic said to one person: the lists know «مالك», and not «أموالكم» beside it.
 */
export const formsOf = remembering((sentence): readonly string[] => {
  const rejoined = sentence.replace(/[-_.·*'’](?=\p{L})(?<=\p{L}.)/gu, "");
  return [...new Set([saidToOne(fold(sentence)), saidToOne(fold(rejoined))])];
});

/** What stands before an ending is looked at last: an engine that looks there first does so at every letter. */
function saidToOne(folded: string): string {
  return folded
    .replace(/کم(?= )(?<=\p{L}کم)/gu, "ک")
    .replace(/ون(?= )(?<= [وف]?س?ت\p{L}{2,}ون)/gu, "")
    .replace(/وا(?= )(?<= \p{L}{3,}وا)/gu, "")
    .replace(/تم(?= )(?<= (?:کتب|قل|ذکر|طلب|دفع|ارسل|قرا|انتظر|فعل|سبب|نسی|اهمل|اخطا)تم)/gu, "ت")
    .replace(/ انتم(?= )/g, " انت");
}
