import type { Language } from "../../core/reading.ts";

/** The same message as another keyboard, another hand or another temper would have written it. */
export interface Mutation {
  readonly name: string;
  /** What the change may do to the flags: an insult makes a message abusive, and nothing else does. */
  readonly insults: boolean;
  /** @returns the changed text, or null where there is nothing to change */
  change(text: string, language: Language, random: () => number): string | null;
}

const EMOJI = ["🙏", "😡", "😞😞", "💔", "🤦"];
const POLITE: Readonly<Record<Language, readonly (readonly [before: string, after: string])[]>> = {
  fa: [
    ["سلام، وقت بخیر. ", ""],
    ["", " ممنون می‌شم راهنمایی کنید."],
  ],
  ar: [
    ["السلام عليكم، ", ""],
    ["", " ولكم جزيل الشكر."],
  ],
  en: [
    ["Hello, ", ""],
    ["", " Thank you in advance."],
  ],
  "fa-Latn": [
    ["salam, vaght bekheir. ", ""],
    ["", " mamnoon misham."],
  ],
  other: [["", ""]],
};
const INSULTS: Readonly<Record<Language, readonly string[]>> = {
  fa: ["بی‌شعورها", "خاک تو سرتون"],
  ar: ["يا أغبياء", "حمير"],
  en: ["you idiots", "morons"],
  "fa-Latn": ["bishoorha", "khak too saretoon"],
  other: [""],
};

const pick = <T>(list: readonly T[], random: () => number): T | undefined => list[Math.floor(random() * list.length)];
const ifChanged = (text: string, after: string): string | null => (after === text ? null : after);
const digit = (zero: number) => (text: string) =>
  text.replace(/[0-9۰-۹٠-٩]/g, (each) => String.fromCharCode(zero + (each.charCodeAt(0) & 0xf)));

/** One letter of a long word doubled, dropped or swapped with the next: what a hurried thumb does. */
function typo(text: string, _language: Language, random: () => number): string | null {
  const words = [...text.matchAll(/\p{L}{5,}/gu)];
  const word = pick(words, random);
  if (word === undefined) return null;
  const at = word.index + 1 + Math.floor(random() * (word[0].length - 3));
  const letter = text.charAt(at);
  const next = text.charAt(at + 1);
  const how = pick([`${letter}${letter}${next}`, next, `${next}${letter}`], random) ?? "";
  return ifChanged(text, text.slice(0, at) + how + text.slice(at + 2));
}

/** Every kind of change under which category, urgency and flags must not change. */
export const MUTATIONS: readonly Mutation[] = [
  { name: "a typo", insults: false, change: typo },
  {
    name: "a space for the half-space",
    insults: false,
    change: (text) => ifChanged(text, text.replaceAll("\u200c", " ")),
  },
  { name: "no half-space", insults: false, change: (text) => ifChanged(text, text.replaceAll("\u200c", "")) },
  {
    name: "Arabic ي and ك",
    insults: false,
    change: (text) => ifChanged(text, text.replaceAll("ی", "ي").replaceAll("ک", "ك")),
  },
  {
    name: "Persian ی and ک in Arabic",
    insults: false,
    change: (text, language) =>
      language === "ar" ? ifChanged(text, text.replaceAll("ي", "ی").replaceAll("ك", "ک")) : null,
  },
  { name: "ASCII digits", insults: false, change: (text) => ifChanged(text, digit(0x30)(text)) },
  { name: "Persian digits", insults: false, change: (text) => ifChanged(text, digit(0x6f0)(text)) },
  { name: "Arabic digits", insults: false, change: (text) => ifChanged(text, digit(0x660)(text)) },
  { name: "an emoji", insults: false, change: (text, _language, random) => `${text} ${pick(EMOJI, random)}` },
  {
    name: "politeness",
    insults: false,
    change(text, language, random) {
      const [before, after] = pick(POLITE[language], random) ?? ["", ""];
      return ifChanged(text, before + text + after);
    },
  },
  {
    name: "an insult added",
    insults: true,
    change: (text, language, random) => ifChanged(text, `${text} ${pick(INSULTS[language], random)}`.trimEnd()),
  },
];
