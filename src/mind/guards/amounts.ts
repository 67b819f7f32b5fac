import { fold } from "./fold.ts";
import { remembering } from "./remembering.ts";

/** Money as one figure. `unit` is `rial` for Iranian money, whatever it was said in; else the currency's own word. */
interface Amount {
  readonly value: number;
  readonly unit: string;
  readonly written: string;
}

const MULTIPLIERS: readonly (readonly [RegExp, number])[] = [
  [/^(?:هزار|الف|thousand|k)$/, 1_000],
  [/^(?:میلیون|ملیون|million|m)$/, 1_000_000],
  [/^(?:میلیارد|ملیار|billion)$/, 1_000_000_000],
];

/** A toman is ten rials. `ریال` is also the rial of the Gulf, which nobody says beside a toman. */
const CURRENCIES: readonly (readonly [RegExp, string, number])[] = [
  [/^(?:تومان|تومن|تومنی|تومانی|toman|tomans|tooman|t)$/, "rial", 10],
  [/^(?:ریال|ریالا|ریالات|rial|rials|riyal|riyals|sar)$/, "rial", 1],
  [/^(?:دلار|دولار|دولارا|dollar|dollars|usd|\$)$/, "dollar", 1],
  [/^(?:یورو|euro|euros|eur|€)$/, "euro", 1],
  [/^(?:پوند|جنیه|جنیها|pound|pounds|gbp|£)$/, "pound", 1],
  [/^(?:درهم|دراهم|dirham|dirhams|aed)$/, "dirham", 1],
  [/^(?:دینار|دنانیر|dinar|dinars)$/, "dinar", 1],
];

const NUMBER_WORD =
  /^و?(?:یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|یازده|دوازده|پانزده|بیست|سی|چهل|پنجاه|شصت|هفتاد|هشتاد|نود|صد|یکصد|دویست|سیصد|چهارصد|پانصد|ششصد|هفتصد|هشتصد|نهصد|نیم|هزار|میلیون|واحد|ثلاثه?|اربعه?|خمسه?|سته?|سبعه?|ثمانیه?|تسعه?|عشره?|عشرون|عشرین|ثلاثون|ثلاثین|اربعین|خمسون|خمسین|ستین|سبعین|ثمانین|تسعین|مایه|میه|مییه|مایتان|مایتین|میتا|میتین|ثلاثمایه|خمسمایه|الف|الفا|الفین|الاف|ملیون|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half)$/;

/**
 * Amounts of money in a text that stand nowhere in what it may build on. The same sum in the other Iranian unit is the
 * same sum; the same figure in the other unit is not.
 */
export function foreignAmountsIn(text: string, allowed: readonly string[]): readonly string[] {
  const known = allowed.map(fold).join(" ");
  const sums = new Set(amountsIn(known).map(({ value, unit }) => `${value} ${unit}`));
  // A bare figure was said in whatever its reader counts in.
  const bare = new Set(figuresWithoutUnit(known));
  const inFigures = amountsIn(fold(text))
    .filter(({ value, unit, written }) => !sums.has(`${value} ${unit}`) && !bare.has(firstFigure(written)))
    .map(({ written }) => written);
  const inWords = amountsInWords(fold(text)).filter((phrase) => !known.includes(` ${phrase} `));
  return [...inFigures, ...inWords];
}

/** A text without the sums that stand in what it may build on, whatever unit they were said in there. Folded. */
export function withoutKnownAmounts(text: string, allowed: readonly string[]): string {
  const sums = new Set(allowed.flatMap((known) => amountsIn(fold(known))).map(({ value, unit }) => `${value} ${unit}`));
  const words = tokens(fold(text)).join(" ");
  return amountsIn(fold(text))
    .filter(({ value, unit }) => sums.has(`${value} ${unit}`))
    .reduce((rest, { written }) => rest.replace(written, " "), words);
}

const amountsIn = remembering((folded): readonly Amount[] => {
  const words = tokens(folded);
  return words.flatMap((word, at) => {
    const value = figure(word);
    if (value === null) return [];
    let next = at + 1;
    let factor = 1;
    for (let multiplier = multiplierOf(words[next]); multiplier !== null; multiplier = multiplierOf(words[next])) {
      factor *= multiplier;
      next += 1;
    }
    const before = currencyOf(words[at - 1]);
    const after = currencyOf(words[next]);
    const sign = before && /^[$€£]$/.test(words[at - 1] ?? "") ? before : after;
    if (!sign) return [];
    const [unit, rate] = sign;
    return [{ value: value * factor * rate, unit, written: words.slice(at, next + 1).join(" ") }];
  });
});

function amountsInWords(folded: string): readonly string[] {
  const words = folded.trim().split(" ");
  return words.flatMap((word, at) => {
    if (!currencyOf(word)) return [];
    let from = at;
    while (from > 0 && (NUMBER_WORD.test(words[from - 1] ?? "") || words[from - 1] === "و")) from -= 1;
    const phrase = words.slice(from, at + 1);
    return phrase.some((piece) => NUMBER_WORD.test(piece)) && !figure(words[from - 1] ?? "") ? [phrase.join(" ")] : [];
  });
}

/** Folding parts `1,250,000` into words and `500$` not: here each figure is one word again. */
function tokens(folded: string): readonly string[] {
  return folded
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, "")
    .replace(/([$€£%])/g, " $1 ")
    .replace(/(\d)(?=\p{L})/gu, "$1 ")
    .trim()
    .split(/ +/);
}

const figuresWithoutUnit = remembering((folded): readonly string[] => {
  const words = tokens(folded);
  return words.filter(
    (word, at) => figure(word) !== null && !currencyOf(words[at + 1]) && multiplierOf(words[at + 1]) === null,
  );
});

const firstFigure = (written: string): string => written.split(" ")[0] ?? "";
const figure = (word: string): number | null => (/^\d+$/.test(word) ? Number(word) : null);

function multiplierOf(word: string | undefined): number | null {
  return MULTIPLIERS.find(([pattern]) => word !== undefined && pattern.test(word))?.[1] ?? null;
}

function currencyOf(word: string | undefined): readonly [unit: string, rate: number] | null {
  const found = CURRENCIES.find(([pattern]) => word !== undefined && pattern.test(word));
  return found ? [found[1], found[2]] : null;
}
