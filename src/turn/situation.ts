import type { CodeAsked, Situation } from "../core/decision.ts";
import { replyLanguage } from "../core/reading.ts";
import { findCodes } from "../core/tracking-code.ts";
import type { Understanding } from "../mind/understand.ts";
import type { MindInput } from "../ports/mind.ts";
import type { TurnFile } from "./load.ts";

/** What the mind may see of a turn. */
export function mindInput({ settings, conversation, contactName, said, history, facts, ticket }: TurnFile): MindInput {
  return {
    organisation: settings.organisation,
    defaultLanguage: settings.defaultLanguage,
    knownLanguage: conversation.language,
    contactName: contactName || null,
    said: said.map(({ text, attachments, replyQuote }) => ({
      text,
      attachments: attachments.map((attachment) => attachment.kind),
      quoted: replyQuote,
    })),
    history,
    facts,
    ticket: ticket && { code: ticket.code, status: ticket.status, category: ticket.category },
  };
}

/** Everything the decision looks at, from the file and from what was understood of it. */
export function situationOf(file: TurnFile, understanding: Understanding, now: Date, freshCode: string): Situation {
  const { conversation, settings, said, ticket, lastDecision, phone } = file;
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
    language: replyLanguage(understanding.reading.language, settings.defaultLanguage),
    ticket,
    nextWordBy: file.nextWordBy,
    freshCode,
    codes: codesAsked(file),
    wrongCodes: file.wrongCodes,
    answers: answersOf(file, understanding),
    onlyAttachments: said.every((message) => message.text === "" && message.attachments.length > 0),
    introduced: conversation.introduced,
    hotTurns: conversation.hotTurns,
    failedAnswers: conversation.failedAnswers,
    mutedUntil: conversation.mutedUntil,
    closedNoticeFor: conversation.closedNoticeFor,
    personOffered: lastDecision?.reasons.includes("offered a person") ?? false,
    lastAsked: lastDecision?.reasons.find((reason) => reason.startsWith("asked "))?.slice("asked ".length) ?? null,
    knownFacts:
      phone === null ? file.facts : [...file.facts, { kind: "phone", value: phone, quote: phone, confidence: 1 }],
    repeats: repeatsOf(file),
    turnsThisHour: file.turnsThisHour,
    lastAgentId: conversation.lastAgentId,
  };
}

function codesAsked({ said, codes }: TurnFile): readonly CodeAsked[] {
  return said
    .flatMap((message) => findCodes(message.text))
    .map((mention) => ({ ...mention, ticket: mention.valid ? (codes.get(mention.code) ?? null) : null }));
}

/** A pressed button says yes or no more surely than words do. */
function answersOf({ said }: TurnFile, { intentions }: Understanding): Situation["answers"] {
  const pressed = new Set(said.map((message) => message.data));
  return {
    yes: pressed.has("confirm:yes") || intentions.yes,
    no: pressed.has("confirm:no") || intentions.no,
    smalltalk: intentions.smalltalk,
  };
}

/** How often in a row, up to now, the customer has sent the very same text. */
function repeatsOf({ said, history }: TurnFile): number {
  const texts = [...history.filter((line) => line.author === "customer"), ...said].map((line) => line.text).reverse();
  const different = texts.findIndex((text) => text !== texts[0]);
  return different === -1 ? texts.length : different;
}
