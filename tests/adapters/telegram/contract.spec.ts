import { channelContract } from "../../contract/channel.ts";
import { telegramByPolling, telegramByWebhook } from "./case.ts";

channelContract("telegram by webhook", telegramByWebhook);
channelContract("telegram by polling", telegramByPolling);
