import { type ChannelCustomer, readerOf } from "./channel-customer.ts";
import type { WhatsAppApi } from "./whatsapp-api.ts";

/** A customer of the simulated WhatsApp, in the words of every channel. */
export function whatsappPerson(whatsapp: WhatsAppApi, userId: string, name: string): ChannelCustomer {
  const customer = whatsapp.customer({ userId, name });
  const seen = () =>
    whatsapp.sentTo(userId).map(({ text, choices }) => ({
      text,
      buttons: choices.map(({ id, title }) => ({ id, label: title })),
    }));
  return Object.assign(
    readerOf(seen, (count) => whatsapp.messagesTo(userId, count)),
    {
      threadId: customer.threadId,
      says: (text: string) => void customer.says(text),
      sendsPhoto: (caption: string) => void customer.sends("image", { id: "7001", mime_type: "image/jpeg", caption }),
      presses(buttonId: string) {
        const message = whatsapp.sentTo(userId).findLast(({ choices }) => choices.some(({ id }) => id === buttonId));
        const label = message?.choices.find(({ id }) => id === buttonId)?.title;
        if (!message || label === undefined) throw new Error(`There is no button "${buttonId}" on the screen.`);
        customer.taps(message.id, buttonId, label);
      },
    },
  );
}
