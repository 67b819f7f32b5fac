import { type ChannelCustomer, readerOf } from "./channel-customer.ts";
import type { TelegramApi } from "./telegram-api.ts";

/** A customer of the simulated Telegram, in the words of every channel. */
export function telegramPerson(telegram: TelegramApi, id: number, firstName: string): ChannelCustomer {
  const customer = telegram.customer({ id, firstName });
  const seen = () =>
    telegram.sentTo(id).map(({ text, buttons }) => ({
      text,
      buttons: buttons.map((button) => ({ id: button.callback_data, label: button.text })),
    }));
  return Object.assign(
    readerOf(seen, (count) => telegram.messagesTo(id, count)),
    {
      threadId: customer.threadId,
      says: (text: string) => void customer.says(text),
      sendsPhoto: (caption: string) => void customer.sendsPhoto("photo-1", caption),
      presses(buttonId: string) {
        const message = telegram
          .sentTo(id)
          .findLast(({ buttons }) => buttons.some((b) => b.callback_data === buttonId));
        if (!message) throw new Error(`There is no button "${buttonId}" on the screen.`);
        customer.taps(message.messageId, buttonId);
      },
    },
  );
}
