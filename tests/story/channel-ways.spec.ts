import { kavenegarWay, twilioWay, whatsappWay } from "../support/channel-desks.ts";
import { whatsappWebWay } from "../support/whatsapp-web-way.ts";
import { channelStory } from "./channel-story.ts";

// Telegram plays it in telegram-ways.spec.ts, by each of the ways there are to a bot.
channelStory("WhatsApp by the Cloud API", whatsappWay);
channelStory("WhatsApp by a linked phone", whatsappWebWay);
channelStory("SMS by Twilio", twilioWay);
channelStory("SMS by Kavenegar that pushes", () => kavenegarWay("push"));
channelStory("SMS by Kavenegar that is pulled", () => kavenegarWay("pull"));
