import type { InboundEvent, Sender } from "../../src/ports/channel.ts";
import { type Content, contentOf } from "./content.ts";
import { identityEvent, isoTime, NOTHING } from "./event.ts";
import { threadIdOf } from "./handle.ts";
import { pairOf, pairsOfSystem } from "./identity.ts";
import { type Contact, editShape, type Message, reactionShape, revokeShape, type Value } from "./webhook.ts";

/**
 * What a customer's message tells: first that its two handles are one person, so that it finds the thread they have
 * been met in before; then what it is.
 */
export function fromMessage(message: Message, value: Value, people: readonly Contact[]): readonly InboundEvent[] {
  if (message.group_id !== undefined) return [];
  const contact = contactOf(message, value, people);
  const handles = { userId: message.from_user_id ?? contact?.user_id, phone: message.from ?? contact?.wa_id };
  const pair = pairOf(handles);
  const proved = pair === null ? [] : [identityEvent(`${pair.from}>${pair.to}`, pair, message.timestamp)];
  if (message.type === "system") {
    const pairs = pairsOfSystem(message.system, handles);
    return pairs.map((one) => identityEvent(`${message.id}:${one.from}`, one, message.timestamp));
  }

  const threadId = threadIdOf(handles);
  const happened = threadId === undefined ? null : happening(message, handles.phone);
  if (threadId === undefined || happened === null) return [];
  const name = contact?.profile?.name ?? contact?.profile?.username ?? "";
  const { ownPhone, ...fields } = happened;
  const sender: Sender = { id: threadId, name, phone: handles.phone ?? ownPhone };
  return [
    ...proved,
    { ...NOTHING, ...fields, eventId: message.id, threadId, sender, sentAt: isoTime(message.timestamp) },
  ];
}

/** The person a message is from. One contact beside one message is its sender, whatever number it bears. */
function contactOf(message: Message, { messages }: Value, people: readonly Contact[]): Contact | undefined {
  const { from, from_user_id } = message;
  return (
    people.find((person) => from_user_id !== undefined && person.user_id === from_user_id) ??
    people.find((person) => from !== undefined && person.wa_id === from) ??
    (messages.length === 1 && people.length === 1 ? people[0] : undefined)
  );
}

type Happening = Pick<InboundEvent, "type" | "text" | "externalId"> &
  Partial<InboundEvent> & { readonly ownPhone: string | null };

/** What a message is: words, a press, a reaction, a second thought; null for what is none of the desk's business. */
function happening(message: Message, phone: string | undefined): Happening | null {
  switch (message.type) {
    case "reaction": {
      const read = reactionShape.safeParse(message.reaction);
      if (!read.success) return null;
      const { emoji = "", message_id } = read.data;
      return { type: "reaction", text: emoji, externalId: message_id, ownPhone: null };
    }
    case "revoke": {
      // Taken back by the customer: the words are gone, what they were is kept as with every edit.
      const read = revokeShape.safeParse(message.revoke);
      return read.success
        ? { type: "edit", text: "", externalId: read.data.original_message_id, ownPhone: null }
        : null;
    }
    case "edit": {
      const read = editShape.safeParse(message.edit);
      const content = read.success ? contentOf(read.data.message.type, read.data.message) : undefined;
      if (!read.success || content === undefined) return null;
      return { ...shown(content), type: "edit", externalId: read.data.original_message_id, ownPhone: null };
    }
    default: {
      const content = contentOf(message.type, message, { phone, origin: message.origin });
      return content === undefined ? null : said(message, content);
    }
  }
}

/** A press concerns the message it stands under; a template's quick reply may come without naming it. */
function said(message: Message, content: Content): Happening {
  const { pressed, ownPhone } = content;
  const quoted = message.context?.id ?? null;
  if (pressed !== null) return { ...shown(content), type: "action", data: pressed, externalId: quoted, ownPhone };
  return { ...shown(content), ...quoteOf(message), type: "message", externalId: message.id, ownPhone };
}

/** What of a content stands in an event. */
export const shown = ({ text, attachments, location }: Content) => ({ text, attachments, location });

/** An ad or a product that was written to is quoted by its words: it is no message of ours. */
export function quoteOf({ context, referral }: Pick<Message, "context" | "referral">) {
  const advert = [referral?.headline, referral?.body].filter((words) => words !== undefined).join("\n");
  const quote = advert || context?.referred_product?.product_retailer_id;
  return { replyTo: context?.id ?? null, ...(quote !== undefined && { replyQuote: quote }) };
}
