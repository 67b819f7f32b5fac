import type { ChannelCase } from "../../contract/channel.ts";

/** What no SMS can do, whoever carries it. */
export const SMS_LACKS = {
  "names the message an edit concerns": "an SMS cannot be edited",
  "names the message a reaction concerns": "an SMS cannot be reacted to",
  "tells two handles of one person where the platform proves it": "a phone number is all that is known of somebody",
  "answers the platform's handshake, and nobody else's": "the platform asks nothing before it delivers",
  "tells whether anything can be sent at all": "each send makes its own connection",
  "shows typing without ever failing": "an SMS shows nothing before it arrives",
  "shows words that are still being written without ever failing": "an SMS shows nothing before it arrives",
  "puts other words in the place of those it sent": "an SMS stays as it arrived",
  "reacts to a customer's message, and takes it back": "an SMS cannot be reacted to",
  "sends a file of a kind it knows, with its words":
    "an SMS is words alone: a file goes as a link to the ticket's page",
  "sets a message under the one it answers": "an SMS stands under none",
  "asks a customer to write again, outside the reply window": "an SMS may be sent at any time",
  "lets a pressed button rest without ever failing": "an SMS has no buttons",
} as const satisfies ChannelCase["skip"];
