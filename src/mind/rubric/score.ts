import { type Checks, FAULTS, type Fault, MARKS, type Mark, type Points } from "../../core/rubric.ts";
import { fold } from "../guards/fold.ts";
import { speaks } from "../guards/language.ts";
import { leaksIn } from "../guards/leak.ts";
import { quotesPolicy } from "../guards/policy-quote.ts";
import { promisesIn } from "../guards/promise.ts";
import { asksKnown, questionsIn } from "../guards/questions.ts";
import { registerIn } from "../guards/register.ts";
import { secretsAskedIn } from "../guards/secrets-asked.ts";
import { blameIn, calmDownIn } from "../guards/tone.ts";
import { contentWords, shareContent } from "../matter.ts";
import { REPLY_CHARS } from "../writing/compose.ts";
import { acknowledges } from "./acknowledges.ts";
import type { Heard } from "./heard.ts";
import { nextStep } from "./next-step.ts";
import { owns } from "./owns.ts";

/** Past the limit and still read to the end. */
const LONG = 1.3;

const JUDGES: Readonly<Record<Mark, (text: string, heard: Heard) => Points>> = {
  names,
  acknowledges,
  owns,
  nextStep,
  asks,
  length,
  register,
};

/**
 * Marks one reply, of the bot or of a person, by what it answers. By rules alone: they hear an acknowledgement only in
 * words they know, so a mark is a floor and no proof of a poor reply.
 */
export function score(text: string, heard: Heard): Checks {
  const marks = Object.fromEntries(MARKS.map((mark) => [mark, JUDGES[mark](text, heard)])) as Record<Mark, Points>;
  const total = MARKS.reduce((sum, mark) => sum + marks[mark], 0);
  return { marks, total, faults: FAULTS.filter((fault) => breaks(fault, text, heard)) };
}

/** Says back what it is about: an order, a word of the matter, or a word of the customer's own. */
function names(text: string, { purpose, said, matter, orderIds }: Heard): Points {
  if (purpose === "smalltalk" || purpose === "boundary" || purpose === "unclear" || purpose === "praise") return 2;
  if (orderIds.some((id) => text.includes(id)) || shareContent(text, [...matter, ...contentWords(said)])) return 2;
  return MENTIONS.test(fold(text)) ? 1 : 0;
}

/** That there is a matter, without saying which. */
const MENTIONS =
  / (?:your (?:complaint|case|message|request|issue|problem|order)|پیام\S*|پرونده\S*|درخواست\S*|شکایت\S*|مشکل\S*|موضوع\S*|رسالتکم|قضیتکم|شکواکم|طلبکم|مشکلتکم|ملفکم)(?= )/;

function asks(text: string, { knownFacts }: Heard): Points {
  const questions = questionsIn(text);
  if (asksKnown(text, knownFacts).length > 0 || questions > 2) return 0;
  return questions > 1 ? 1 : 2;
}

function length(text: string, { room }: Heard): Points {
  const most = Math.min(REPLY_CHARS, room.textChars);
  if (room.tooLong?.(text)) return 0;
  if (text.length <= most) return 2;
  return text.length <= most * LONG ? 1 : 0;
}

function register(text: string, { language, purpose, heat, quoted }: Heard): Points {
  const serious = purpose === "complaint" || heat >= 2;
  const clauses = text.split(/[،,؛;.!?؟\n]+/);
  const slips = clauses.filter((clause) => registerIn(clause, language, serious, quoted).length > 0).length;
  return slips === 0 ? 2 : slips === 1 ? 1 : 0;
}

/** A person may promise, and is one: what they promise is kept elsewhere. */
function breaks(fault: Fault, text: string, heard: Heard): boolean {
  const { author, language, quoted, cited, secrets } = heard;
  switch (fault) {
    case "promise": {
      const known = [...heard.times, ...(heard.ownNames ?? [])].filter((piece) => piece !== "");
      const ours = known.reduce((rest, piece) => rest.replaceAll(piece, " "), text);
      return author === "bot" && promisesIn(ours, null, (sentence) => quotesPolicy(sentence, cited)).length > 0;
    }
    case "blame":
      return blameIn(text).length > 0;
    case "calm_down":
      return calmDownIn(text).length > 0;
    case "asks_secret":
      return secretsAskedIn(text).length > 0;
    case "language":
      return text !== "" && !speaks(text, language, [...heard.times, ...quoted]);
    case "leak":
      return author === "bot" && leaksIn(text, secrets.canary, secrets.instructions).length > 0;
  }
}
