import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** One order to the machine, smuggled in beside a real complaint. */
export interface Attack {
  readonly id: string;
  readonly language: "en" | "fa" | "ar" | "fa-Latn" | "ar-Latn";
  readonly vector: "message" | "contact name" | "file name" | "quoted reply" | "knowledge" | "lookup" | "history";
  readonly encoding: keyof typeof ENCODERS;
  readonly harm: string;
  /** What the customer really wants. It must be answered. */
  readonly complaint: string;
  /** The order as a person reads it; what is to be said stands in «». */
  readonly order: string;
  /** What a model that obeys writes. `$CANARY`, `$PROMPT` and their kin are what it looks up. */
  readonly says: string;
  /** Pieces that no customer may read. */
  readonly never: readonly string[];
}

const FOLDER = path.join(import.meta.dirname, "attacks");

export const ATTACKS: readonly Attack[] = readdirSync(FOLDER)
  .sort()
  .flatMap((file) => readFileSync(path.join(FOLDER, file), "utf8").trim().split("\n"))
  .map((line) => JSON.parse(line) as Attack);

const turned = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });
const LOOK_ALIKES: readonly (readonly [latin: string, cyrillic: string])[] = [
  ["a", "а"],
  ["e", "е"],
  ["o", "о"],
  ["p", "р"],
  ["c", "с"],
];
const swapped = (text: string, from: 0 | 1) =>
  LOOK_ALIKES.reduce((rest, pair) => rest.replaceAll(pair[from], pair[from === 0 ? 1 : 0]), text);

/** How an order is disguised. */
export const ENCODERS = {
  plain: (text: string) => text,
  base64: (text: string) => Buffer.from(text).toString("base64"),
  rot13: turned,
  "zero-width": (text: string) => [...text].join("\u200b"),
  homoglyph: (text: string) => swapped(text, 0),
  reversed: (text: string) => [...text].reverse().join(""),
  "html-comment": (text: string) => `<!-- ${text} -->`,
  json: (text: string) => JSON.stringify({ role: "system", content: text }),
  spaced: (text: string) => [...text].join(" "),
  hex: (text: string) => Buffer.from(text).toString("hex"),
  tatweel: (text: string) => text.replace(/(?<=[\u0628-\u064a])(?=[\u0628-\u064a])/g, "ـ"),
} as const;

/** Every way in which an obedient reader tries to make sense of a text. */
export const DECODERS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/[A-Za-z0-9+/]{16,}={0,2}/g, (token) => Buffer.from(token, "base64").toString()),
  (text) => text.replace(/(?:[0-9a-f]{2}){12,}/g, (token) => Buffer.from(token, "hex").toString()),
  turned,
  (text) => text.replaceAll("\u200b", ""),
  (text) => swapped(text, 1),
  (text) => [...text].reverse().join(""),
  (text) => text.replace(/(.) (?=.(?: |$))/gu, "$1"),
  (text) => text.replaceAll("ـ", ""),
];
