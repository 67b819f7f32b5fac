import type { CodeAsked, Situation } from "../core/decision.ts";
import { WHETHER_TO_CLOSE } from "../core/decisions/letting-go.ts";
import { NO_GROUNDS } from "../core/grounds.ts";
import { onlyShown, ownWords, showsMatter, wordsRead } from "../core/heard.ts";
import { type FactKind, languageToAnswer, type Reading, type ReplyLanguage } from "../core/reading.ts";
import type { Settling } from "../core/reply.ts";
import { HELPED } from "../core/reply-plan.ts";
import { findCodes } from "../core/tracking-code.ts";
import { endsMatter, saysCloseIt } from "../mind/offline/settled.ts";
import { wishedLanguage } from "../mind/offline/small-talk.ts";
import { wishTakenBack } from "../mind/offline/withdrawn.ts";
import type { Engines, Understanding } from "../mind/understand.ts";
import type { MindInput } from "../ports/mind.ts";
import { confirmationOf, factsStanding } from "./confirm.ts";
import type { SaidMessage, TurnFile } from "./load.ts";

/** What the mind may see of a turn. */
export function mindInput({ settings, conversation, contactName, said, history, facts, ticket }: TurnFile): MindInput {
  const words = wordsRead(said);
  return {
    organisation: settings.organisation,
    defaultLanguage: settings.defaultLanguage,
    // A wished one says nothing of what they write.
    knownLanguage: conversation.wishedLanguage === null ? conversation.language : null,
    wishedLanguage: conversation.wishedLanguage,
    contactName: contactName || null,
    said: said.map((message, nth) => ({
      text: words[nth] ?? "",
      attachments: message.attachments.map(({ kind }, item) => `${kind} (${madeOf(message, item)})`),
      quoted: message.replyQuote,
    })),
    history,
    facts,
    ticket: ticket && { code: ticket.code, status: ticket.status, category: ticket.category },
    grounds: NO_GROUNDS,
  };
}

/** Reads a text of this turn by itself. */
export function readAlone(read: Engines["read"], file: TurnFile): (text: string) => Reading {
  return (text) => read({ ...mindInput(file), said: [{ text, attachments: [], quoted: null }] });
}

/** Says of a file what became of it: a machine's words are trusted less than written ones. */
function madeOf({ heard }: SaidMessage, item: number): string {
  const note = heard.find((one) => one.item === item);
  if (!note) return "nobody has looked at it yet";
  return note.kind === "transcript" ? "transcribed by machine, in the message" : `described by machine: ${note.text}`;
}

/** Everything the decision looks at, from the file and from what was understood of it. */
export function situationOf(
  file: TurnFile,
  understanding: Understanding,
  { now, freshCode, playbooks }: Pick<Situation, "now" | "freshCode" | "playbooks">,
): Situation {
  const { conversation, settings, said, ticket, phone } = file;
  const confirmation = confirmationOf(file, understanding.reading);
  const standing = factsStanding(file, understanding.reading);
  // What was held never reached the customer.
  const lastHeard = conversation.state === "bot_review" ? null : file.lastDecision;
  const answers = answersOf(file, understanding, lastHeard?.reasons ?? []);
  return {
    now,
    settings,
    owner: {
      state: conversation.state,
      agentId: conversation.ownerAgentId,
      botHelps: conversation.botHelps,
      promisedAt: conversation.promisedAt,
    },
    reading: understanding.reading,
    graveBefore: file.graveBefore,
    grounds: understanding.grounds,
    language: languageOf(file, understanding.reading),
    held: file.held,
    ticket,
    nextWordBy: file.nextWordBy,
    overdue: file.overdue,
    freshCode,
    codes: codesAsked(file),
    wrongCodes: file.wrongCodes,
    answers,
    onlyAttachments:
      said.every((message) => ownWords(message) === "" && message.attachments.length > 0) &&
      !(onlyShown(said) && showsMatter(understanding.reading, ticket !== null)),
    unheard: said.some(isUnheard),
    denied: confirmation?.answer === "no" && confirmation.instead === null ? confirmation.fact.kind : null,
    introduced: conversation.introduced,
    hotTurns: conversation.hotTurns,
    failedAnswers: conversation.failedAnswers,
    mutedUntil: conversation.mutedUntil,
    closedNoticeFor: conversation.closedNoticeFor,
    // A yes to our question about a fact is none to the offer beside it.
    personOffered: confirmation === null && (lastHeard?.reasons.includes("offered a person") ?? false),
    closeAsked: lastHeard?.reasons.includes(`asked ${WHETHER_TO_CLOSE}`) ?? false,
    helpAsked: lastHeard?.reasons.includes(`asked ${HELPED}`) ?? false,
    asked: file.asked,
    knownFacts: phone === null ? standing : [...standing, { kind: "phone", value: phone, quote: phone, confidence: 1 }],
    repeats: repeatsOf(file),
    turnsThisHour: file.turnsThisHour,
    lastAgentId: conversation.lastAgentId,
    playbooks,
  };
}

/** The language in which this turn is answered; a wish in it counts at once. */
export function languageOf(
  { conversation, settings, said }: TurnFile,
  reading: Pick<Reading, "language">,
): ReplyLanguage {
  const text = wordsRead(said).join("\n");
  return languageToAnswer({
    wished: wishedLanguage(text) ?? conversation.wishedLanguage,
    written: reading.language,
    known: conversation.language,
    text,
    deskDefault: settings.defaultLanguage,
  });
}

function codesAsked({ said, codes }: TurnFile): readonly CodeAsked[] {
  return said
    .flatMap((message) => findCodes(message.text))
    .map((mention) => ({ ...mention, ticket: mention.valid ? (codes.get(mention.code) ?? null) : null }));
}

/** A pressed button says yes or no more surely than words do. */
function answersOf(
  file: TurnFile,
  { intentions }: Understanding,
  lastReasons: readonly string[],
): Situation["answers"] {
  const { said, ticket } = file;
  const closeAsked = lastReasons.includes(`asked ${WHETHER_TO_CLOSE}`);
  const pressed = new Set(said.map((message) => message.data));
  // Who knocks while a case is open asks how it stands.
  const knocks = ticket !== null && (intentions.talk === "presence" || intentions.wordless);
  return {
    yes: pressed.has("confirm:yes") || intentions.yes || (closeAsked && saysCloseIt(wordsRead(said).join("\n"))),
    no: pressed.has("confirm:no") || intentions.no,
    smalltalk: intentions.smalltalk && !knocks,
    news: intentions.news || knocks,
    sameMatter: intentions.sameMatter || knocks,
    settled: settledBy(file, intentions.settling, lastReasons),
    withdrawn:
      ticket && intentions.withdrawal && wishTakenBack(intentions.withdrawal, ticket.category, earlierWords(file)),
    letsGo: intentions.letsGo,
    ownCase: intentions.ownCase,
    asks: intentions.asks,
    talk: knocks ? null : intentions.talk,
    wordless: intentions.wordless,
  };
}

/** How the open case ends with what they say, if it does. */
function settledBy(file: TurnFile, settling: Settling | null, lastReasons: readonly string[]): Settling | null {
  const { ticket } = file;
  if (!ticket || settling === null) return null;
  const told = [...earlierWords(file), ...wordsRead(file.said)];
  const askedWhen = ASKING_WHEN.some((kind) => lastReasons.includes(`asked ${kind}`));
  return endsMatter(settling, { category: ticket.category, told, askedWhen }) ? settling : null;
}

const ASKING_WHEN: readonly FactKind[] = ["date", "duration"];

/** How often in a row, up to now, the customer has sent the very same text. */
function repeatsOf(file: TurnFile): number {
  const texts = [...earlierWords(file), ...wordsRead(file.said)].reverse();
  const different = texts.findIndex((text) => text !== texts[0]);
  return different === -1 ? texts.length : different;
}

/** The customer's words of this episode before the turn. */
const earlierWords = ({ history }: TurnFile): readonly string[] =>
  history.filter(({ author }) => author === "customer").map(({ text }) => text);

/** What a person has to look at: everything but a place, a card and a sticker. */
const LOOKED_AT: ReadonlySet<string> = new Set(["voice", "audio", "image", "video", "document"]);

function isUnheard({ attachments, heard }: SaidMessage): boolean {
  return attachments.some(({ kind }, item) => LOOKED_AT.has(kind) && !heard.some((note) => note.item === item));
}
