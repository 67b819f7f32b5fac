import type { MessageAuthor, MessageKind, Speaker } from "../core/delivery.ts";
import { CAPTION_CHARS, hasCaption } from "../core/file-kind.ts";
import { splitText } from "../core/split.ts";
import { json, type Transaction } from "../db/connect.ts";
import type { Button } from "../ports/channel.ts";
import type { Conversation } from "./conversation.ts";
import { bindFiles, type FileCard } from "./files.ts";
import type { Room } from "./speech.ts";

export interface Utterance {
  readonly author: Exclude<MessageAuthor, "customer">;
  readonly kind: MessageKind;
  readonly speaker: Speaker;
  readonly text: string;
  readonly buttons?: readonly Button[];
  /** Sent with the words, or after them. */
  readonly files?: readonly FileCard[];
  /** The message of this conversation that it answers; left out where the channel cannot show it. */
  readonly replyToId?: number | null;
  readonly agentId?: string | null;
  readonly turnId?: number | null;
}

/**
 * Writes a message to the customer and its outbox rows, under the conversation's present epoch.
 * The caller holds the conversation's lock. The message keeps its words; what goes out fits the channel's room.
 */
export async function say(
  tx: Transaction,
  conversation: Pick<Conversation, "id">,
  utterance: Utterance,
  { now, ...room }: Room & { readonly now: Date },
): Promise<{ readonly messageId: number }> {
  const files = utterance.files ?? [];
  const parts = partsOf(await wordsOnTheWire(tx, conversation.id, utterance, room), files, room);
  const attachments = files.map(({ id, kind, name, mime, bytes }) => ({ kind, name, mime, bytes, fileId: id }));
  const replyToId = room.quotes ? (utterance.replyToId ?? null) : null;
  const at = now.toISOString();
  const [row] = await tx<{ messageId: number }[]>`
    with talk as (
      update conversations set last_sequence = last_sequence + 1, last_message_at = greatest(last_message_at, ${at}),
        introduced = introduced or ${utterance.author !== "agent" && utterance.speaker !== "reopening"}
      where id = ${conversation.id}
      returning id, account_id, last_sequence, epoch, episode
    ), message as (
      insert into messages (conversation_id, sequence, episode, author, kind, text, buttons, attachments, reply_to_id,
        agent_id, turn_id, epoch, delivery, created_at)
      select id, last_sequence, episode, ${utterance.author}, ${utterance.kind}, ${utterance.text},
             ${json(utterance.buttons ?? [])}::jsonb, ${json(attachments)}::jsonb, ${replyToId}, ${utterance.agentId ?? null}, ${utterance.turnId ?? null}, epoch,
             'pending', ${at}
      from talk
      returning id, conversation_id, epoch
    ), queued as (
      insert into outbox (message_id, conversation_id, account_id, part, parts, text, file_id, speaker, epoch, due_at,
        created_at)
      select message.id, message.conversation_id, talk.account_id, part.number, ${parts.length}::smallint, part.text,
             part.file_id, ${utterance.speaker}, message.epoch, ${at}, ${at}
      from message, talk, unnest(${parts.map(({ text }) => text)}::text[], ${parts.map(({ fileId }) => fileId)}::bigint[])
        with ordinality as part (text, file_id, number)
      order by part.number
    )
    select id as message_id from message`;
  if (!row) throw new Error(`Conversation ${conversation.id} disappeared inside its own transaction.`);
  await bindFiles(tx, files, { messageId: row.messageId, conversationId: conversation.id });
  return row;
}

interface Part {
  readonly text: string;
  readonly fileId: number | null;
}

/** Words that fit below the first file are its caption; others go ahead of the files. */
function partsOf(words: string, files: readonly FileCard[], { textChars }: Room): readonly Part[] {
  const [first] = files;
  const isCaption = first !== undefined && hasCaption(first.kind) && words.length <= Math.min(CAPTION_CHARS, textChars);
  const texts = words === "" || isCaption ? [] : splitText(words, textChars);
  return [
    ...texts.map((text) => ({ text, fileId: null })),
    ...files.map(({ id }) => ({ text: isCaption && id === first.id ? words : "", fileId: id })),
  ];
}

/** Where every message costs, long words are read on the ticket's page, and only the way there goes out. */
async function wordsOnTheWire(
  tx: Transaction,
  id: number,
  { text, author }: Utterance,
  { brief }: Room,
): Promise<string> {
  if (!brief?.tooLong(text)) return text;
  const [ticket] = await tx<{ code: string }[]>`
    select t.code from tickets t join conversations c on c.ticket_id = t.id where c.id = ${id}`;
  return (ticket && brief.instead(ticket.code, author)) ?? text;
}

/** Bot messages and notices on the wire now: begun before the caller's lock, not to be stopped any more. */
export async function onTheWire(tx: Transaction, conversationId: number): Promise<readonly number[]> {
  const rows = await tx<{ messageId: number }[]>`
    select distinct unnest(carries || message_id) as message_id from outbox
    where conversation_id = ${conversationId} and state = 'sending' and speaker in ('bot', 'notice')
    order by message_id`;
  return rows.map((row) => row.messageId);
}
