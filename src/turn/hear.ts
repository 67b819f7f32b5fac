import { setTimeout as wait } from "node:timers/promises";
import { fileType } from "../core/file-kind.ts";
import { MEDIUM_BYTES, type Medium, mediumOf } from "../core/heard.ts";
import { type ReplyLanguage, replyLanguage } from "../core/reading.ts";
import type { Sql } from "../db/connect.ts";
import { keepNote } from "../db/media-notes.ts";
import { attachmentContent } from "../desk/attachments.ts";
import { detectLanguage } from "../mind/offline/language.ts";
import { normalise } from "../mind/offline/normalise.ts";
import { apart } from "../observe/scope.ts";
import type { ChannelAccounts, InboundAttachment } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { Hearing, HearingFailure } from "../ports/hearing.ts";
import type { SaidMessage, TurnFile } from "./load.ts";

/*
 * What customers say in voice notes and show in pictures becomes words before the turn is read. Laws: a turn waits for it
 * a while and no longer; it is done in every state, since the words are for the agents too, but where a person speaks
 * nothing waits; each file is heard once; and what cannot be heard is never said to have been.
 */

export interface EarsDeps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly hearing: Hearing;
  readonly accounts: ChannelAccounts;
  readonly publish: (conversationId: number) => void;
  readonly onHeard: (kind: string, outcome: HeardOutcome) => void;
  readonly onError: (error: unknown, conversationId: number) => void;
}

/** `gone`: the messenger did not give it. `unsupported`: no kind that can be heard. */
export type HeardOutcome = "heard" | "gone" | "unsupported" | "too_large" | HearingFailure["why"];

/** @returns the file with all that was heard within `waitMs`, the very same where nothing was waited for; what comes later is kept for the agents */
export type Ears = (file: TurnFile, waitMs: number, signal: AbortSignal) => Promise<TurnFile>;

/** Files at once in a process: each may stand in memory whole, twice. */
const AT_ONCE = 4;
/** Of one turn: an album of twenty pictures is for people. */
const MOST_FILES = 5;
/** With the fetching; past it nobody waits any more. */
const LONGEST_MS = 40_000;
/** Files this process remembers to have tried: a turn that runs again does not hear them again. */
const REMEMBERED = 1_000;

type Note = SaidMessage["heard"][number];

interface Wanted {
  readonly message: SaidMessage;
  readonly item: number;
  readonly attachment: InboundAttachment;
}

export function openEars(deps: EarsDeps): Ears {
  const tried = new Map<string, Promise<Note | null>>();
  const inLine = line(AT_ONCE);

  function hear(file: TurnFile, wanted: Wanted, signal: AbortSignal): Promise<Note | null> {
    const key = `${wanted.message.id}:${wanted.item}`;
    const before = tried.get(key);
    if (before) return before;
    // It may outlast the turn it was begun in.
    const hearing = apart(() => inLine(() => hearOne(deps, file, wanted, signal))).catch((error: unknown) => {
      deps.onError(error, file.conversation.id);
      return null;
    });
    tried.set(key, hearing);
    const [oldest] = tried.keys();
    if (tried.size > REMEMBERED && oldest !== undefined) tried.delete(oldest);
    return hearing;
  }

  return async (file, waitMs, signal) => {
    const wanted = wantedIn(file.said, deps.hearing);
    if (wanted.length === 0) return file;
    const notes = wanted.map((one) => ({ messageId: one.message.id, note: hear(file, one, signal) }));
    if (waitMs <= 0) return file;
    const heard: { readonly messageId: number; readonly note: Note }[] = [];
    const all = notes.map(async ({ messageId, note }) => {
      const got = await note;
      if (got) heard.push({ messageId, note: got });
    });
    const patience = new AbortController();
    const late = wait(waitMs, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([Promise.all(all), late]);
    patience.abort();
    return { ...file, said: file.said.map((message) => withNotes(message, heard)) };
  };
}

function withNotes(
  message: SaidMessage,
  notes: readonly { readonly messageId: number; readonly note: Note }[],
): SaidMessage {
  const mine = notes.filter(({ messageId }) => messageId === message.id).map(({ note }) => note);
  return mine.length === 0
    ? message
    : { ...message, heard: [...message.heard, ...mine].sort((a, b) => a.item - b.item) };
}

/** By what the sender calls it, which spares fetching what nothing can hear; what it is, its content tells. */
const MAY_BE: Readonly<Partial<Record<InboundAttachment["kind"], readonly Medium[]>>> = {
  voice: ["voice"],
  audio: ["voice"],
  image: ["picture"],
  document: ["voice", "picture", "document"],
};

function wantedIn(said: readonly SaidMessage[], { hears }: Hearing): readonly Wanted[] {
  return said
    .flatMap((message) => message.attachments.map((attachment, item) => ({ message, item, attachment })))
    .filter(({ message, item, attachment }) => {
      const known = message.heard.some((note) => note.item === item);
      return !known && (MAY_BE[attachment.kind] ?? []).some(hears);
    })
    .slice(0, MOST_FILES);
}

async function hearOne(deps: EarsDeps, file: TurnFile, wanted: Wanted, stop: AbortSignal): Promise<Note | null> {
  const { sql, clock, hearing, publish, onHeard } = deps;
  const { message, item, attachment } = wanted;
  const { id, accountId } = file.conversation;
  const ended = (outcome: HeardOutcome, kind: string = attachment.kind) => {
    onHeard(kind, outcome);
    return null;
  };
  const most = Math.max(...(MAY_BE[attachment.kind] ?? []).map((medium) => MEDIUM_BYTES[medium]));
  if ((attachment.bytes ?? 0) > most) return ended("too_large");
  const signal = AbortSignal.any([stop, AbortSignal.timeout(LONGEST_MS)]);
  const content = await attachmentContent(deps, { accountId, messageId: message.id, attachment }, signal);
  if (!content.ok) return ended("gone");
  const bytes = content.value;
  const { mime } = fileType(bytes);
  const medium = mediumOf({ mime });
  if (medium === null) return ended("unsupported");
  if (bytes.byteLength > MEDIUM_BYTES[medium]) return ended("too_large", medium);
  if (!hearing.hears(medium)) return ended("cannot", medium);
  const heard = await hearing.hear({ medium, mime, bytes, language: languageFor(medium, file) }, signal);
  if (!heard.ok) return ended(heard.error.why, medium);
  await keepNote(sql, { messageId: message.id, item, heard: heard.value }, clock.now());
  onHeard(medium, "heard");
  publish(id);
  return { ...heard.value, item };
}

/** A description is written in the customer's language; a recording says its own, unless the conversation has one. */
function languageFor(medium: Medium, { said, conversation, settings }: TurnFile): ReplyLanguage | null {
  const known = conversation.language;
  if (medium === "voice") return known && known !== "other" ? replyLanguage(known, settings.defaultLanguage) : null;
  const written = said.map(({ text }) => text).join("\n");
  const language = detectLanguage(normalise(written), known, settings.defaultLanguage);
  return replyLanguage(written.trim() === "" ? (known ?? "other") : language, settings.defaultLanguage);
}

/** Does a few things at a time, the others in their order. */
function line(atOnce: number): <T>(act: () => Promise<T>) => Promise<T> {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return async (act) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
