/** The words of amounts and durations as Finglish and English write them. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:rooz|ruz|roz|days?)$/, "روز"],
  [/^(?:hafte|hafteh|weeks?)$/, "هفته"],
  [/^(?:mah|months?)$/, "ماه"],
  [/^(?:sal|years?)$/, "سال"],
  [/^(?:saat|sa'at|hours?|hrs?)$/, "ساعت"],
  [/^(?:daghighe|daqiqe|daghigheh|minutes?|mins?)$/, "دقیقه"],
  [/^(?:hezar|thousand)$/, "هزار"],
  [/^(?:milion|million|melion|milyoon)$/, "میلیون"],
  [/^(?:toman|tooman|tomans|tomen)$/, "تومان"],
  [/^(?:rials?|riyals?)$/, "ریال"],
  [/^(?:dollars?|dolar|usd)$/, "دلار"],
  [/^(?:euros?|yoro|eur)$/, "یورو"],
  [/^(?:derham|dirhams?|aed)$/, "درهم"],
  [/^(?:yek|ye|one|a|an)$/, "یک"],
  [/^(?:do|two)$/, "دو"],
  [/^(?:se|three)$/, "سه"],
  [/^(?:chahar|char|four)$/, "چهار"],
  [/^(?:panj|five)$/, "پنج"],
  [/^(?:shish|shesh|six)$/, "شش"],
  [/^(?:haft|seven)$/, "هفت"],
  [/^(?:hasht|eight)$/, "هشت"],
  [/^(?:noh|nine)$/, "نه"],
  [/^(?:dah|ten)$/, "ده"],
  [/^(?:bist|twenty)$/, "بیست"],
  [/^(?:chand|chandin|several|few)$/, "چند"],
  [/^(?:nim|half)$/, "نیم"],
];

const inPersianDigits = (number: string): string =>
  number.replace(/\d/g, (digit) => String.fromCharCode("۰".charCodeAt(0) + Number(digit)));

/** "10 rooz" as «۱۰ روز», "500 hezar toman" as «۵۰۰ هزار تومان»; null where one of its words is not known. */
export function inPersian(value: string): string | null {
  const pieces = value.toLowerCase().match(/\d+(?:[.,]\d+)*|[^\s\d]+/g) ?? [];
  const said = pieces.map((piece) =>
    /^\d/.test(piece) ? inPersianDigits(piece) : (WORDS.find(([word]) => word.test(piece))?.[1] ?? null),
  );
  return said.length === 0 || said.includes(null) ? null : said.join(" ");
}
