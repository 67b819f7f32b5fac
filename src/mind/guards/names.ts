import { fold } from "./fold.ts";
import { sentencesOf } from "./sentences.ts";

/** A title or a word of introduction, and the name after it. Folded. */
const TITLED =
  / (?:mr|mrs|ms|miss|dr|sir|madam|آقای|اقای|خانم|مهندس|دکتر|سرکار خانم|جناب آقای|جناب|السید|السیده|الاستاذ|الاستاذه|الدکتور|المهندس|المهندسه|named|called|به نام|به اسم|اسمش|اسمه|اسمها|یدعی|همکارم ان|زمیلی السید) (\p{L}{2,}(?: \p{L}{2,})?)(?= )/gu;

/** Latin words with a capital that name nothing and nobody. */
const COMMON = new Set(
  "mr mrs ms miss dr prof i im ive ill sms ok pdf faq id url pin otp usa uk eu am pm vat gps"
    .split(" ")
    .concat([
      "monday",
      "tuesday",
      "wednesday",
      "thursday",
      "friday",
      "saturday",
      "sunday",
      ..."january february march april may june july august september october november december".split(" "),
      ..."persian arabic english".split(" "),
    ]),
);

/** After a title these go on with the sentence: "called back", "آقای عزیز". */
const NO_NAME =
  /^(?:back|again|off|out|in|for|by|the|a|an|us|you|it|and|or|to|عزیز|محترم|گرامی|های|و|که|شما|ما|خودتان|خود|ایشان|الکریم|العزیز|المحترم|من|فی)$/;

/**
 * Names of people and brands that stand nowhere in what a text may build on: after a title in any language, or with a
 * capital inside a sentence. A word that opens a sentence proves nothing.
 */
export function foreignNamesIn(text: string, known: readonly string[]): readonly string[] {
  const own = fold(known.join(" "));
  const isKnown = (word: string) => own.includes(` ${fold(word).trim()} `);
  const capitals = sentencesOf(text).flatMap((sentence) =>
    [...sentence.matchAll(/(?<=[^\s"«(“'\-–—:#@/.\d]\s+["«(“']?)(?<![\p{L}\d#@/.-])[A-Z][\p{L}’'-]*/gu)].map(
      ([word]) => word,
    ),
  );
  const latin = capitals.filter((word) => {
    const bare = word.replace(/['’]s?$/, "");
    return bare.length > 1 && !COMMON.has(bare.toLowerCase().replace(/['’]/g, "")) && !isKnown(bare);
  });
  const titled = [...fold(text).matchAll(TITLED)]
    .map((match) => match[1] ?? "")
    .filter((name) => {
      const [first = "", second = ""] = name.split(" ");
      return !NO_NAME.test(first) && !isKnown(first) && !(second && isKnown(second));
    });
  return [...latin, ...titled];
}
