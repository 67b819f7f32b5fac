import { zoneName } from "../../pages/language/format.ts";
import { INTERFACE_LANGUAGES } from "../../pages/language/languages.ts";

/** Cities of those we speak with, which Intl names by their country alone. In Persian, then in Arabic. */
const CITIES: Readonly<Record<string, string>> = {
  "Africa/Algiers": "الجزیره الجزائر",
  "Africa/Cairo": "قاهره القاهرة",
  "Africa/Casablanca": "کازابلانکا الدار البيضاء",
  "Africa/Khartoum": "خارطوم الخرطوم",
  "Africa/Tripoli": "طرابلس",
  "Africa/Tunis": "تونس",
  "Asia/Aden": "عدن صنعا صنعاء",
  "Asia/Amman": "امان عمّان",
  "Asia/Baghdad": "بغداد",
  "Asia/Bahrain": "منامه المنامة",
  "Asia/Beirut": "بیروت",
  "Asia/Damascus": "دمشق",
  "Asia/Dubai": "دبی ابوظبی دبي أبوظبي",
  "Asia/Dushanbe": "دوشنبه دوشنبة",
  "Asia/Kabul": "کابل كابول",
  "Asia/Kuwait": "کویت الكويت",
  "Asia/Muscat": "مسقط",
  "Asia/Qatar": "دوحه الدوحة",
  "Asia/Riyadh": "ریاض جده الرياض جدة",
  "Asia/Tehran": "تهران طهران",
  "Europe/Istanbul": "استانبول إسطنبول",
};

const named = new Map<string, string>();

/** All that a zone is called by: its IANA name, its city, and its time in every language of the pages. */
function namesOf(zone: string): string {
  let names = named.get(zone);
  if (names === undefined) {
    const times = INTERFACE_LANGUAGES.map((language) => zoneName(language, zone));
    names = plain([zone.replaceAll("_", " "), CITIES[zone] ?? "", ...times].join(" "));
    named.set(zone, names);
  }
  return names;
}

/** As people type: without marks, and with the letters of either keyboard. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ك", "ک")
    .replaceAll(/[يى]/g, "ی")
    .replaceAll("ة", "ه")
    .replaceAll(/[_\s\u200c]+/g, " ");

/** Is this zone one that these words, in any of our languages, may mean? */
export const zoneMatches = (zone: string, words: string): boolean => namesOf(zone).includes(plain(words).trim());
