import type { Client, Message } from "whatsapp-web.js";
import type { Clock } from "../../src/ports/clock.ts";
import type { Held } from "./connection.ts";
import type { Inbox, Read } from "./inbox.ts";
import type { PairOf } from "./people.ts";
import { readAck, readEdit, readKey, readMessage, readReaction, readRevoke } from "./read-library.ts";
import type { Pair, Snapshot } from "./snapshot.ts";
import { threadIdOf } from "./thread.ts";

/** How a message is read, also one that was found in its chat. */
export type ReaderOf = (message: Message) => Read;

/**
 * Hands everything the client tells to the inbox, in the order it is told. `message_create` tells both sides' messages;
 * `message` would tell the customer's again.
 */
export function hear(client: Client, inbox: Inbox, pairOf: PairOf, held: Held, clock: Clock): ReaderOf {
  const reader = (key: unknown, read: (pair: Pair | null) => Snapshot | null): Read => {
    return async () => {
      const chat = readKey(key)?.chat;
      if (chat === undefined) return null;
      const pair = await pairOf(chat);
      held.chats.set(threadIdOf(chat, pair), chat);
      return read(pair);
    };
  };
  const take = (...what: Parameters<typeof reader>): void => inbox.take(reader(...what));
  const readerOf: ReaderOf = (message) => {
    if (message.fromMe && held.ownSends.includes(message)) return async () => null;
    return reader(message.id, (pair) => readMessage(message, pair));
  };
  client.on("message_create", (message) => inbox.take(readerOf(message)));
  client.on("message_edit", (message, body) => take(message.id, (pair) => readEdit(message, String(body), pair)));
  client.on("message_revoke_everyone", (message) => take(message.id, (pair) => readRevoke(message, pair)));
  client.on("message_reaction", (reaction) => take(reaction.msgId, (pair) => readReaction(reaction, pair)));
  client.on("message_ack", (message, ack) => {
    const at = Math.floor(clock.now().getTime() / 1000);
    inbox.take(async () => readAck(message, ack, at));
  });
  return readerOf;
}
