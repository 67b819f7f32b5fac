import type { Situation } from "../../src/core/decision.ts";
import { NO_GROUNDS } from "../../src/core/grounds.ts";
import type { Playbook } from "../../src/core/playbook.ts";
import { NO_FLAGS, type Reading } from "../../src/core/reading.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../src/core/settings.ts";
import { makeCode } from "../../src/core/tracking-code.ts";

/** A Sunday, half past one in the afternoon in Tehran. */
export const NOON = new Date("2026-11-22T10:00:00Z");
export const FRESH_CODE = makeCode(12_345_678);
export const TICKET_CODE = makeCode(0);

/** Saturday to Wednesday, eight to four, in Tehran. */
export const OFFICE: Settings = {
  ...DEFAULT_SETTINGS,
  hours: Object.fromEntries(["sat", "sun", "mon", "tue", "wed"].map((day) => [day, [["08:00", "16:00"]]])),
};

/** A calm, clear complaint about a parcel. */
export function aReading(given: Partial<Reading> = {}): Reading {
  return {
    language: "fa",
    category: "delivery",
    categorySecond: null,
    subcategory: null,
    confidence: 0.9,
    candidates: [{ category: "delivery", confidence: 0.9 }],
    sentiment: "negative",
    complaint: true,
    heat: 0,
    substance: 2,
    urgency: "normal",
    reasons: [],
    flags: NO_FLAGS,
    constructive: true,
    facts: [],
    missing: [],
    summary: "The parcel has not arrived.",
    evidence: [],
    engine: "offline",
    redacted: "",
    pii: [],
    ...given,
  };
}

export function aPlaybook(given: Partial<Playbook> & Pick<Playbook, "category">): Playbook {
  const words = { nextStep: { new: [], known: [] }, evidence: [], notes: [], escalation: [] };
  return { ask: [], evidence: [], nextWord: {}, remedies: [], words: { fa: words, ar: words, en: words }, ...given };
}

export const aTicket = (given: Partial<NonNullable<Situation["ticket"]>> = {}): NonNullable<Situation["ticket"]> => ({
  code: TICKET_CODE,
  status: "open",
  category: "delivery",
  priority: "normal",
  summary: "",
  ...given,
});

type Given = Omit<Partial<Situation>, "owner" | "answers" | "reading"> & {
  readonly owner?: Partial<Situation["owner"]>;
  readonly answers?: Partial<Situation["answers"]>;
  readonly reading?: Partial<Reading>;
};

/** A first complaint to the bot, in opening time, with nothing known; `given` says what is different. */
export function aSituation({ owner, answers, reading, ...given }: Given = {}): Situation {
  return {
    now: NOON,
    settings: OFFICE,
    owner: { state: "bot", agentId: null, botHelps: false, promisedAt: null, ...owner },
    reading: aReading(reading),
    graveBefore: null,
    language: "fa",
    held: null,
    ticket: null,
    nextWordBy: null,
    overdue: false,
    freshCode: FRESH_CODE,
    codes: [],
    wrongCodes: 0,
    answers: {
      yes: false,
      no: false,
      smalltalk: false,
      news: false,
      sameMatter: false,
      settled: null,
      withdrawn: null,
      letsGo: false,
      ownCase: false,
      asks: true,
      talk: null,
      wordless: false,
      ...answers,
    },
    onlyAttachments: false,
    unheard: false,
    denied: null,
    introduced: false,
    hotTurns: 0,
    failedAnswers: 0,
    mutedUntil: null,
    closedNoticeFor: null,
    personOffered: false,
    helpAsked: false,
    closeAsked: false,
    asked: [],
    grounds: NO_GROUNDS,
    knownFacts: [],
    repeats: 1,
    turnsThisHour: 0,
    lastAgentId: null,
    playbooks: {},
    ...given,
  };
}
