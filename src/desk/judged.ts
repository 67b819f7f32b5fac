import type { Support } from "../core/grounds.ts";
import type { Fact, Heat, Language, Reading } from "../core/reading.ts";
import type { Checks } from "../core/rubric.ts";
import type { Transaction } from "../db/connect.ts";
import type { Conversation } from "./conversation.ts";
import type { Moment, Room } from "./speech.ts";
import { recordReply } from "./supports.ts";

/** A person's words, and what they answer. */
export interface PersonsWords {
  readonly text: string;
  readonly language: Language | null;
  readonly heat: Heat;
  /** The newest reading; null: the bot has read nothing here. */
  readonly reading: Reading | null;
  /** What the customer said since we last spoke. */
  readonly said: string;
  /** What we said in this episode, oldest first. */
  readonly earlier: readonly string[];
  readonly facts: readonly Pick<Fact, "kind" | "value">[];
  readonly code: string | null;
  readonly contactName: string;
  readonly room: Room;
}

/** Marks a reply of a person by the rules the bot's are marked by. Pure. */
export type Judge = (words: PersonsWords, at: Moment) => Checks;

/** So far back one reply looks. */
const LINES = 12;

interface Background {
  readonly reading: Reading | null;
  readonly heat: Heat;
  readonly name: string;
  readonly code: string | null;
  readonly lines: readonly { readonly author: string; readonly text: string }[];
  readonly facts: PersonsWords["facts"];
}

interface Spoken {
  readonly text: string;
  readonly messageId: number;
  readonly room: Room;
  /** What it stands on, where that is known: a person says it of their own knowledge. */
  readonly supports?: readonly Support[];
}

/** Keeps how a reply that a person wrote, or let go out, does by the rules, beside it. Read before it is written, so that it is not its own past. */
export async function judgePerson(
  tx: Transaction,
  judge: Judge,
  { id, episode, language }: Conversation,
  { text, messageId, room, supports = [] }: Spoken,
  at: Moment,
): Promise<void> {
  // A file without words is no reply to be judged.
  if (text === "") return;
  const [background] = await tx<Background[]>`
    select c.reading, coalesce((c.reading ->> 'heat')::int, 0) as heat,
      coalesce((select name from contacts where id = c.contact_id), '') as name,
      (select code from tickets where id = c.ticket_id) as code,
      coalesce((select jsonb_agg(jsonb_build_object('author', l.author, 'text', l.text) order by l.sequence) from (
        select author, text, sequence from messages
        where conversation_id = c.id and episode = ${episode} and id <> ${messageId} and text <> ''
        order by sequence desc limit ${LINES}) l), '[]') as lines,
      coalesce((select jsonb_agg(jsonb_build_object('kind', f.kind, 'value', f.value)) from facts f
        where f.conversation_id = c.id and f.episode = ${episode} and f.superseded_at is null), '[]') as facts
    from conversations c where c.id = ${id}`;
  if (!background) return;
  const { lines, name, ...known } = background;
  const ours = lines.findLastIndex(({ author }) => author === "bot" || author === "agent");
  const customers = lines.filter(({ author }, at) => author === "customer" && at > ours);
  const words: PersonsWords = {
    ...known,
    text,
    language,
    room,
    contactName: name,
    said: customers.map((line) => line.text).join("\n"),
    earlier: lines.filter(({ author }) => author !== "customer").map((line) => line.text),
  };
  await recordReply(tx, messageId, { supports, checks: judge(words, at) }, at.now);
}
