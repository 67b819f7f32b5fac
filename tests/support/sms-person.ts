import { type Cannot, type ChannelCustomer, readerOf } from "./channel-customer.ts";
import type { KavenegarApi } from "./kavenegar-api.ts";
import type { TwilioApi } from "./twilio-api.ts";

/** What no SMS can do. */
export const SMS_CANNOT = {
  buttons: "an SMS has no buttons: the labels stand below the text and are written back",
  longAnswers: "every segment costs",
  names: "an operator tells a number, and no name",
} as const satisfies Cannot;

/** What somebody writes who would rather press. */
const WORDS: Readonly<Record<string, string>> = { "confirm:yes": "بله", "confirm:no": "خیر" };

/**
 * The words of a choice that stands on the screen.
 * @throws where it does not
 */
export function wordFor(buttonId: string, seen: readonly { readonly text: string }[]): string {
  const word = WORDS[buttonId];
  if (word === undefined || !seen.some(({ text }) => text.includes(word))) {
    throw new Error(`There is no choice "${buttonId}" on the screen.`);
  }
  return word;
}

const PICTURE = new Uint8Array([0xff, 0xd8, 0xff]);

/** Somebody with a phone, on the simulated Twilio. @param number E.164 */
export function twilioPerson(twilio: TwilioApi, number: string): ChannelCustomer {
  const seen = () => twilio.sentTo(number).map(({ text }) => ({ text, buttons: [] }));
  const says = async (text: string, more = {}): Promise<void> => void (await twilio.says(number, text, more));
  return Object.assign(
    readerOf(seen, (count) => twilio.messagesTo(number, count)),
    {
      threadId: number,
      says: (text: string) => says(text),
      presses: (buttonId: string) => says(wordFor(buttonId, seen())),
      sendsPhoto: (caption: string) =>
        says(caption, { NumMedia: "1", MediaUrl0: twilio.addFile(PICTURE), MediaContentType0: "image/jpeg" }),
    },
  );
}

/** Somebody with a phone, on the simulated Kavenegar. @param number as in Iran: `09…` */
export function kavenegarPerson(kavenegar: KavenegarApi, number: string): ChannelCustomer {
  const seen = () => kavenegar.sentTo(number).map(({ message }) => ({ text: message, buttons: [] }));
  const says = async (text: string): Promise<void> => {
    await kavenegar.says(number, text, Math.floor(Date.now() / 1000));
  };
  return Object.assign(
    readerOf(seen, (count) => kavenegar.messagesTo(number, count)),
    {
      threadId: `+98${number.slice(1)}`,
      says,
      presses: (buttonId: string) => says(wordFor(buttonId, seen())),
      sendsPhoto() {
        throw new Error("No picture comes by SMS.");
      },
    },
  );
}
