import type { ChannelWay } from "../support/channel-customer.ts";
import { aDesk, type Desk } from "../support/desk.ts";
import { openFront } from "../support/desk-front.ts";
import { startTelegramApi, type TelegramApi } from "../support/telegram-api.ts";
import { hostBot, type Library } from "../support/telegram-hosts.ts";
import { telegramPerson } from "../support/telegram-person.ts";
import { channelStory } from "./channel-story.ts";

const TURN = { TURN_QUIET_MS: "100" };

function way(telegram: TelegramApi, desk: Desk, close: () => Promise<void>): ChannelWay {
  let customers = 0;
  return {
    channel: "telegram",
    desk,
    customer(firstName) {
      customers += 1;
      return telegramPerson(telegram, 700_000 + customers, firstName);
    },
    async close() {
      await close();
      await telegram.close();
    },
  };
}

const bot = ({ token, root }: TelegramApi) => ({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: root });

async function byPolling(): Promise<ChannelWay> {
  const telegram = await startTelegramApi();
  const desk = await aDesk({ env: { ...TURN, ...bot(telegram) } });
  return way(telegram, desk, () => desk.stop());
}

async function byWebhook(): Promise<ChannelWay> {
  const telegram = await startTelegramApi();
  const front = await openFront();
  const env = { ...TURN, ...bot(telegram), TELEGRAM_WEBHOOK_SECRET: "s3cret", PUBLIC_URL: front.url };
  const desk = await aDesk({ env });
  front.leadTo(desk.url);
  return way(telegram, desk, async () => {
    await desk.stop();
    await front.close();
  });
}

const mountedIn = (library: Library, by: "polling" | "webhook") => async (): Promise<ChannelWay> => {
  const telegram = await startTelegramApi();
  const host = hostBot(telegram, { library, by });
  const desk = await aDesk({ env: TURN, starter: host.starter });
  await host.run();
  return way(telegram, desk, async () => {
    await host.stop();
    await desk.stop();
  });
};

channelStory("Telegram by polling", byPolling);
channelStory("Telegram by webhook", byWebhook);
channelStory("Telegram mounted in a grammY bot that polls", mountedIn("grammY", "polling"));
channelStory("Telegram mounted in a grammY bot with a webhook", mountedIn("grammY", "webhook"));
channelStory("Telegram mounted in a Telegraf bot that polls", mountedIn("Telegraf", "polling"));
channelStory("Telegram mounted in a Telegraf bot with a webhook", mountedIn("Telegraf", "webhook"));
