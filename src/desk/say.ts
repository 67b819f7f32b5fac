import type { MessageAuthor, MessageKind, Speaker } from "../core/delivery.ts";
import { splitText } from "../core/split.ts";
import { json, type Transaction } from "../db/connect.ts";
import type { Button } from "../ports/channel.ts";
import type { Conversation } from "./conversation.ts";
import type { Room } from "./speech.ts";

export interface Utterance {
  readonly author: Exclude<MessageAuthor, "customer">;
  readonly kind: MessageKind;
  readonly speaker: Speaker;
  readonly text: string;
  readonly buttons?: readonly Button[];
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
  const parts = [...splitText(await wordsOnTheWire(tx, conversation.id, utterance, room), room.textChars)];
  const at = now.toISOString();
  const [row] = await tx<{ messageId: number }[]>`
    with talk as (
      update conversations set last_sequence = last_sequence + 1, last_message_at = greatest(last_message_at, ${at}),
        introduced = introduced or ${utterance.author !== "agent"}
      where id = ${conversation.id}
      returning id, account_id, last_sequence, epoch, episode
    ), message as (
      insert into messages (conversation_id, sequence, episode, author, kind, text, buttons, agent_id, turn_id, epoch,
        delivery, created_at)
      select id, last_sequence, episode, ${utterance.author}, ${utterance.kind}, ${utterance.text},
             ${json(utterance.buttons ?? [])}::jsonb, ${utterance.agentId ?? null}, ${utterance.turnId ?? null}, epoch,
             'pending', ${at}
      from talk
      returning id, conversation_id, epoch
    ), queued as (
      insert into outbox (message_id, conversation_id, account_id, part, parts, text, speaker, epoch, due_at, created_at)
      select message.id, message.conversation_id, talk.account_id, part.number, ${parts.length}::smallint, part.text,
             ${utterance.speaker}, message.epoch, ${at}, ${at}
      from message, talk, unnest(${parts}::text[]) with ordinality as part (text, number)
      order by part.number
    )
    select id as message_id from message`;
  if (!row) throw new Error(`Conversation ${conversation.id} disappeared inside its own transaction.`);
  return row;
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
    select distinct message_id from outbox
    where conversation_id = ${conversationId} and state = 'sending' and speaker in ('bot', 'notice')
    order by message_id`;
  return rows.map((row) => row.messageId);
}
