import type { Pii, PiiKind } from "../../core/reading.ts";
import { foldDigits } from "../../core/tracking-code.ts";

/** Letters and digits of an IBAN by country, both check digits and country included. Source: SWIFT IBAN registry. */
const IBAN_LENGTH: Readonly<Record<string, number>> = {
  IR: 26, AE: 23, SA: 24, KW: 30, QA: 29, BH: 22, OM: 23, JO: 30, LB: 28, IQ: 23, EG: 29, TN: 24, MR: 27, PS: 29, LY: 25,
  SD: 18, TR: 26, PK: 24, GB: 22, DE: 22, FR: 27, NL: 18, ES: 24, IT: 27, BE: 16, AT: 20, CH: 21, SE: 24, DK: 18, NO: 15,
}; // biome-ignore format: a table

function mod97(iban: string): number {
  let rest = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const value = digits.charCodeAt(digits.length - 1 - i) - 48;
    sum += i % 2 === 0 ? value : value > 4 ? value * 2 - 9 : value * 2;
  }
  return sum % 10 === 0;
}

/** Check digit of an Iranian national id: weights 10 to 2, modulo 11. */
function isNationalId(digits: string): boolean {
  const id = digits.padStart(10, "0");
  if (id.length !== 10 || /^(\d)\1{9}$/.test(id)) return false;
  let sum = 0;
  for (let i = 0; i < 9; i += 1) sum += (id.charCodeAt(i) - 48) * (10 - i);
  const rest = sum % 11;
  return id.charCodeAt(9) - 48 === (rest < 2 ? rest : 11 - rest);
}

const near = (text: string, start: number, width = 32): string => bare(text.slice(Math.max(0, start - width), start));

/** As the word lists have it: some write the doubled letter of «ملّی». */
const bare = (text: string): string => text.toLowerCase().replace(/[\u064b-\u0652]/g, "");

const NATIONAL_ID_WORDS =
  /(?:کد|شماره|رقم)[\s\u200c]*(?:ملی|ملي|القومي|الهوية|الوطني)|(?:الرقم)\s*(?:القومي|الوطني)|الهوية|الإقامة|الاقامة|national\s*(?:id|code|number)|emirates\s*id|\bcod?d?e?\s*e?\s*mell?i|kod\s*e?\s*mell?i|iqama/;
const PHONE_WORDS =
  /شماره(?:[\s\u200c]*(?:من|ام|تماس|تلفن|موبایل))|تلفن|موبایل|همراه|واتساپ|واتس|زنگ|تماس|رقمي|جوال|موبايل|هاتف|تليفون|تلفون|اتصل|كلم|phone|mobile|call|cell|whatsapp|tel\b|sms|contact|shomare\s*(?:man|am|tamas)|mobail|zang|tamas/;
const POSTAL_WORDS = /کد[\s\u200c]*پستی|كد پستي|الرمز البريدي|postal\s*code|post\s*code|zip|kode?\s*e?\s*posti/;
const ORDER_WORDS = /سفارش|فاکتور|طلب|order|invoice|مبلغ|amount|ref|sefaresh|رهگیری|پیگیری/;

function* ibans(text: string): Iterable<Pii> {
  for (const match of text.matchAll(/(?<![A-Za-z0-9])([A-Za-z]{2})[ -]?\d{2}/g)) {
    const wanted = IBAN_LENGTH[(match[1] ?? "").toUpperCase()];
    if (wanted === undefined) continue;
    let iban = "";
    let at = match.index;
    for (; at < text.length && iban.length < wanted; at += 1) {
      const char = text.charAt(at);
      if (/[A-Za-z0-9]/.test(char)) iban += char.toUpperCase();
      else if (!/[ \u00a0-]/.test(char)) break;
    }
    if (iban.length === wanted && !/[A-Za-z0-9]/.test(text.charAt(at)) && mod97(iban) === 1) {
      yield { kind: "iban", span: [match.index, at] };
    }
  }
}

/** Runs of digits with the separators people use. What each run is, its length, checksum and neighbours tell. */
function* numbers(text: string): Iterable<Pii> {
  for (const match of text.matchAll(
    /(?<![\d#A-Za-z])(?:\(\+?\d{1,4}\)|\+?\d)(?:[ \u00a0.()-]{0,2}\d){7,30}(?![\dA-Za-z])/g,
  )) {
    const kind = kindOfNumber(text, match.index, match[0]);
    if (kind !== null) yield { kind, span: [match.index, match.index + match[0].length] };
    else yield* insideRun(match.index, match[0]);
  }
}

function kindOfNumber(text: string, start: number, written: string): PiiKind | null {
  const digits = written.replace(/\D/g, "");
  const international = /^\(?\+/.test(written);
  const before = near(text, start);
  const after = bare(text.slice(start + written.length, start + written.length + 16));
  if (digits.length === 16 && luhn(digits) && digits[0] !== "0") return "card";
  if (/^(?:98|0098|0)9\d{9}$/.test(digits) && (!/^98/.test(digits) || international)) return "phone";
  if (international && digits.length >= 9 && digits.length <= 15) return "phone";
  const id = NATIONAL_ID_WORDS.test(before) || NATIONAL_ID_WORDS.test(after);
  if (id && digits.length >= 8 && digits.length <= 10 && isNationalId(digits)) return "national_id";
  if (id && digits.length >= 10 && !/ملی|ملي|mell/.test(before) && /قومي|هوي|وطني|قامة|emirates|iqama/.test(before)) {
    return "national_id";
  }
  if (POSTAL_WORDS.test(before) && digits.length === 10) return "postal_code";
  if (
    /^00(?:971|966|965|974|973|968|20|962|961|963|964|970|212|213|216|218|249|967|90|44|1|49)\d{7,10}$/.test(digits)
  ) {
    return "phone";
  }
  const callable = PHONE_WORDS.test(before) && !ORDER_WORDS.test(before.slice(-14));
  if (callable && digits.length >= 8 && digits.length <= 12 && /^(?:0|5|6|7|9)/.test(digits)) return "phone";
  return null;
}

/** Spaces may have joined a card or a mobile number with a number beside it. */
function* insideRun(start: number, written: string): Iterable<Pii> {
  for (const match of written.matchAll(/(?<!\d)\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?!\d)/g)) {
    if (!luhn(match[0].replace(/\D/g, ""))) continue;
    yield { kind: "card", span: [start + match.index, start + match.index + match[0].length] };
  }
  for (const match of written.matchAll(/(?<!\d)09\d{9}(?!\d)/g)) {
    yield { kind: "phone", span: [start + match.index, start + match.index + match[0].length] };
  }
}

function* emails(text: string): Iterable<Pii> {
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    const name = /[A-Za-z0-9._%+-]{1,64}$/.exec(text.slice(Math.max(0, at - 64), at))?.[0];
    const host = /^(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}/.exec(text.slice(at + 1, at + 255))?.[0];
    if (name !== undefined && host !== undefined)
      yield { kind: "email", span: [at - name.length, at + 1 + host.length] };
  }
}

const SECRET =
  /(?:رمز[\s\u200c]*(?:عبور|دوم|پویا|کارت|ورود|یکبار مصرف)?(?:م|ام|[\s\u200c]من)?|پسورد(?:م|[\s\u200c]من)?|کد[\s\u200c]*(?:تایید|تأیید|فعال[\s\u200c]*سازی|ورود)(?:م)?|cvv2?|cvc|كلمة (?:السر|المرور)|الرقم السري|رمز (?:التحقق|المرور|التفعيل)|كود (?:التحقق|التفعيل)|password|passcode|otp|one[- ]time code|verification code|\bpin\b|ramz(?:am|e man)?|\bkode? ?e? ?ta'?yid)(?:\s*(?:is|was|هست|اینه|من|هو|my|code|ine)){0,2}\s*[:=：]?\s*/giu;

function* secrets(text: string): Iterable<Pii> {
  for (const match of text.matchAll(SECRET)) {
    const start = match.index + match[0].length;
    const value = /^[^\s،,؛;]{3,64}/.exec(text.slice(start, start + 64))?.[0].replace(/[.؟?]+$/, "") ?? "";
    const told = /[:=：]\s*$/.test(match[0]);
    const digits = value.replace(/\D/g, "").length;
    if (value.length >= 3 && ((told && value.length >= 4) || digits >= 3)) {
      yield { kind: "secret", span: [start, start + value.length] };
    }
  }
}

const ADDRESS = /(?:آدرس|نشانی|عنواني|العنوان|address|adres)(?:م|ام|[\s\u200c]من)?\s*[:：]\s*/gi;

function* addresses(text: string): Iterable<Pii> {
  for (const match of text.matchAll(ADDRESS)) {
    const start = match.index + match[0].length;
    const line = /^[^\n]{6,160}/.exec(text.slice(start, start + 160))?.[0].trimEnd();
    if (line !== undefined) yield { kind: "address", span: [start, start + line.length] };
  }
}

/**
 * Personal data of a text, in order and without overlap. What has a checksum needs it; what has none needs a word beside it.
 * Spans are [start, end) in UTF-16 units of `text`. A bare number without such a sign is an order number, not a person.
 */
export function findPii(text: string): readonly Pii[] {
  const folded = foldDigits(text);
  // Strongest first: a later finding never splits an earlier one.
  const all = [...ibans(folded), ...secrets(folded), ...emails(folded), ...numbers(folded), ...addresses(folded)];
  const claimed = new Uint8Array(text.length);
  const kept = all.filter(({ span: [start, end] }) => {
    if (claimed.subarray(start, end).includes(1)) return false;
    claimed.fill(1, start, end);
    return true;
  });
  return kept.sort((a, b) => a.span[0] - b.span[0]);
}

/** Replaces every span by a placeholder that is the same for the same value: `[CARD_1]`. */
export function redact(text: string, pii: readonly Pii[]): string {
  const seen = new Map<string, string>();
  const counts = new Map<PiiKind, number>();
  let out = "";
  let at = 0;
  for (const { kind, span } of pii) {
    const value = `${kind} ${foldDigits(text.slice(span[0], span[1]))
      .replace(/[\s.()-]/g, "")
      .toLowerCase()}`;
    let name = seen.get(value);
    if (name === undefined) {
      const number = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, number);
      name = `[${kind.toUpperCase()}_${number}]`;
      seen.set(value, name);
    }
    out += text.slice(at, span[0]) + name;
    at = span[1];
  }
  return out + text.slice(at);
}
