import type { ReplyLanguage } from "../../core/reading.ts";
import type { Notice } from "../../core/reply.ts";
import { TICKET_STATUSES } from "../../core/ticket.ts";
import { formatExactTime, formatTime } from "./format-time.ts";
import { ordersPhrase } from "./naming.ts";
import type { HandoffTone } from "./parts.ts";
import { introduction, type Voice, type VoiceContext, voiceOf } from "./voice.ts";

export interface NoticeContext extends VoiceContext {
  readonly now: Date;
  /** The desk's zone, in which times are named. */
  readonly zone: string;
  /** First message of the conversation from our side: it says that an automatic assistant speaks. */
  readonly introduce?: boolean;
}

export interface RenderedNotice {
  readonly text: string;
  /** Buttons in the order they are shown; `id` comes back as the payload of the press. */
  readonly buttons: readonly { readonly id: string; readonly label: string }[];
}

/** Reasons of a hand-off whose words differ; any other reason gets the plain sentence. */
const TONES: ReadonlyMap<string, HandoffTone> = new Map([
  ["asked_for_human", "asked"],
  ["safety", "safety"],
  ["crisis", "crisis"],
  ["legal_threat", "legal"],
  ["fraud_privacy", "fraud"],
  ["cancellation_withdrawn", "cancellation"],
  ["return_withdrawn", "return"],
  ["heat", "heat"],
  ["failed_answers", "failed"],
  ["abstained", "failed"],
]);

/**
 * Puts a notice into words. Times in it are ISO 8601 UTC and are said in the desk's zone.
 * @returns the text, and buttons where the notice asks for a yes or no (`confirm:yes`, `confirm:no`)
 */
export function renderNotice(notice: Notice, language: ReplyLanguage, context: NoticeContext): RenderedNotice {
  const say = voiceOf(language, context);
  const when = (iso: string) => formatTime(new Date(iso), context.now, context.zone, language);
  const opening = (iso: string) => formatExactTime(new Date(iso), context.now, context.zone, language);
  const words = textOf(notice, language, say, { when, opening });
  const coming = notice.name === "queued" || notice.name === "queued-closed";
  const disclosure = introduction(language, context, coming ? "coming" : "one-word-away");
  return {
    text: context.introduce ? `${disclosure}\n${words}` : words,
    buttons: buttonsOf(notice, say),
  };
}

function buttonsOf({ name }: Notice, say: Voice): RenderedNotice["buttons"] {
  if (name !== "confirm-resolved" && name !== "ask-to-close") return [];
  const [yes, no] =
    name === "ask-to-close" ? (["button.close", "button.stay"] as const) : (["button.yes", "button.no"] as const);
  return [
    { id: "confirm:yes", label: say(yes) },
    { id: "confirm:no", label: say(no) },
  ];
}

/** ISO 8601 UTC to words: a promise on the five minutes, an opening to the minute. */
interface Times {
  readonly when: (iso: string) => string;
  readonly opening: (iso: string) => string;
}

function textOf(notice: Notice, language: ReplyLanguage, say: Voice, { when, opening }: Times): string {
  switch (notice.name) {
    case "queued":
    case "queued-closed":
      return handOff(notice, language, say, { when, opening });
    case "desk-closed":
      return say("desk-closed", { opens: opening(notice.opens) });
    case "agent-away":
      return notice.code === null ? say("agent-away.plain") : say("agent-away", { code: notice.code });
    case "status": {
      const known = TICKET_STATUSES.find((status) => status === notice.status) ?? "open";
      const slots = { code: notice.code, status: say(`status.${known}`) };
      return notice.time === null ? say("status", slots) : say("status.time", { ...slots, time: when(notice.time) });
    }
    case "confirm-resolved":
    case "confirmed":
    case "ask-to-close":
    case "closed-as-wished":
    case "kept-open":
      return say(notice.name, { code: notice.code });
    case "still-with-you":
      return say(`still-with-you.${notice.danger}`, { time: when(notice.time) });
    case "reopened":
    case "promise-missed":
    case "held-for-review":
      return say(notice.name, { code: notice.code, time: when(notice.time) });
    case "released":
    case "status-unknown":
    case "status-limited":
    case "asked-to-reopen":
    case "flood":
    case "attachment-received":
    case "acknowledged":
      return say(notice.name);
  }
}

/** Why a person takes over, what was understood, by when, and the code last so that it can be copied. */
function handOff(
  notice: Extract<Notice, { name: "queued" | "queued-closed" }>,
  language: ReplyLanguage,
  say: Voice,
  { when, opening }: Times,
): string {
  const tone = TONES.get(notice.reason) ?? "other";
  const part = tone === "crisis" ? (`crisis.${notice.name}` as const) : notice.name;
  const slots =
    notice.name === "queued"
      ? { code: notice.code, time: when(notice.time) }
      : { code: notice.code, opens: opening(notice.opens) };
  const lead = say(`handoff.${tone}`);
  const promise = say(part, slots);
  const order = ordersPhrase(language, notice.orders, say);
  if (order === null) return `${lead}\n${promise}`;
  const noted = say("orders.noted", { order });
  // In a crisis an order number must not stand between the person and the help.
  return tone === "crisis" ? `${lead}\n${promise}\n${noted}` : `${lead} ${noted}\n${promise}`;
}
