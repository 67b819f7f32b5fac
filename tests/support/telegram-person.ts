import type { ChannelCustomer, SeenMessage } from "./channel-customer.ts";
import type { TelegramApi } from "./telegram-api.ts";

/** A customer of the simulated Telegram, in the words of every channel. */
export function telegramPerson(telegram: TelegramApi, id: number, firstName: string): ChannelCustomer {
  const customer = telegram.customer({ id, firstName });
  let looked = 0;
  const seen = (): readonly SeenMessage[] =>
    telegram.sentTo(id).map(({ text, buttons }) => ({
      text,
      buttons: buttons.map((button) => ({ id: button.callback_data, label: button.text })),
    }));
  return {
    threadId: customer.threadId,
    says: (text) => void customer.says(text),
    sendsPhoto: (caption) => void customer.sendsPhoto("photo-1", caption),
    presses(buttonId) {
      const message = telegram.sentTo(id).findLast(({ buttons }) => buttons.some((b) => b.callback_data === buttonId));
      if (!message) throw new Error(`There is no button "${buttonId}" on the screen.`);
      customer.taps(message.messageId, buttonId);
    },
    async reply() {
      await telegram.messagesTo(id, looked + 1);
      looked += 1;
      const message = seen()[looked - 1];
      if (!message) throw new Error("unreachable: one message was awaited");
      return message;
    },
    get unread() {
      return seen().slice(looked);
    },
  };
}
