import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CHANNEL_KINDS } from "../../adapters/registry.ts";
import { SUPPORT_KINDS } from "../../src/core/grounds.ts";
import { OWNER_STATES, TRANSITION_REASONS } from "../../src/core/ownership.ts";
import { NEXT_ACTIONS } from "../../src/core/proposal.ts";
import { CATEGORIES, FACT_KINDS, FLAG_NAMES } from "../../src/core/reading.ts";
import { FAULTS, MARKS } from "../../src/core/rubric.ts";
import { ESCALATION } from "../../src/core/rules.ts";
import { PRIORITIES, TICKET_STATUSES } from "../../src/core/ticket.ts";
import { ATTACHMENT_KINDS, REFUSAL_REASONS } from "../../src/ports/channel.ts";

const LANGUAGES = ["fa", "ar", "en"] as const;
type Texts = Readonly<Record<string, string>>;

function textsOf(page: string, language: string): Texts {
  const file = join(import.meta.dirname, `../../src/${page}/locales/${language}.json`);
  return JSON.parse(readFileSync(file, "utf8"));
}

const placesIn = (text: string | undefined) => (text?.match(/\{\w+\}/g) ?? []).toSorted();

/** What belongs to the neighbour: Arabic kaf, yeh, alef maksura and teh marbuta; Persian peh, cheh, zheh, gaf, kaf, yeh. */
const FOREIGN = { fa: /[كيىة]/, ar: /[پچژگکی]/ } as const;

describe.each(["console", "widget"])("the texts of the %s", (page) => {
  const english = textsOf(page, "en");

  it.each(LANGUAGES)("in %s have the same names, none of them empty", (language) => {
    const texts = textsOf(page, language);
    expect(Object.keys(texts).toSorted()).toEqual(Object.keys(english).toSorted());
    expect(Object.entries(texts).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it.each(LANGUAGES)("in %s leave the same places to be filled", (language) => {
    const texts = textsOf(page, language);
    const others = Object.keys(english).filter(
      (name) => placesIn(texts[name]).join() !== placesIn(english[name]).join(),
    );
    expect(others).toEqual([]);
  });

  it.each(["fa", "ar"] as const)("in %s are written in its own letters", (language) => {
    const foreign = Object.entries(textsOf(page, language)).filter(([, text]) => FOREIGN[language].test(text));
    expect(foreign).toEqual([]);
  });

  it("in fa spell a word and the mark of ezafe in one way", () => {
    const others = Object.entries(textsOf(page, "fa")).filter(([, text]) => /جستجو|ه\u200cی(?!\p{L})/u.test(text));
    expect(others).toEqual([]);
  });
});

it("the chat speaks to an Arabic customer in the plural, as the bot does", () => {
  const toOne = Object.entries(textsOf("widget", "ar")).filter(([, text]) =>
    /(?<!\p{L})(?:أنت|اكتب|أعد|تحقق|أرسل)(?!\p{L})|(?:معك|اتصالك|رسالتك|كلماتك|يجيبك)(?!\p{L})/u.test(text),
  );
  expect(toOne).toEqual([]);
});

describe("the console's words for what the server says", () => {
  const FAMILIES: Readonly<Record<string, readonly string[]>> = {
    category: CATEGORIES,
    fact: FACT_KINDS,
    flag: FLAG_NAMES,
    priority: PRIORITIES,
    status: TICKET_STATUSES,
    reason: TRANSITION_REASONS,
    to: OWNER_STATES,
    mark: MARKS,
    fault: FAULTS,
    support: SUPPORT_KINDS,
    next: NEXT_ACTIONS,
    rule: ESCALATION.map(({ id }) => id),
    attachment: ATTACHMENT_KINDS,
    failure: REFUSAL_REASONS,
    remedy: [...REFUSAL_REASONS, "unknown", "none"],
    kind: Object.keys(CHANNEL_KINDS),
    "kind-hint": Object.keys(CHANNEL_KINDS),
  };

  it.each(Object.entries(FAMILIES))("leave no %s unnamed", (family, values) => {
    const texts = textsOf("console", "en");
    expect(values.filter((value) => !(`${family}.${value}` in texts))).toEqual([]);
  });

  it.each(["setting", "setting-hint"])("leave no %s of a channel unnamed", (family) => {
    const texts = textsOf("console", "en");
    const unnamed = Object.entries(CHANNEL_KINDS).flatMap(([channel, { settings }]) =>
      settings
        // The environment's way to switch an account on: the console does not ask for it.
        .filter(({ name }) => name !== "enabled")
        .filter(({ name }) => !(`${family}.${channel}.${name}` in texts || `${family}.${name}` in texts))
        .map(({ name }) => `${channel}.${name}`),
    );
    expect(unnamed).toEqual([]);
  });
});
