import { kavenegarWay, twilioWay, whatsappWay } from "../support/channel-desks.ts";
import { channelStory } from "./channel-story.ts";

// Telegram plays it in telegram-ways.spec.ts, by each of the ways there are to a bot. A channel that holds a connection
// (a linked phone) has its way made from a configured adapter on its simulator, as Kavenegar that is pulled.
channelStory("WhatsApp by the Cloud API", whatsappWay);
channelStory("SMS by Twilio", twilioWay);
channelStory("SMS by Kavenegar that pushes", () => kavenegarWay("push"));
channelStory("SMS by Kavenegar that is pulled", () => kavenegarWay("pull"));
