// A shop's bot with a complaint desk in it: BOT_TOKEN=123456:ABC node examples/telegraf-bot/bot.mjs
import { DESK_UPDATES, openDesk } from "hamdel/telegram";
import { Telegraf } from "telegraf";

const {
  BOT_TOKEN,
  API_ROOT = "https://api.telegram.org",
  PORT,
  DATA_DIR = "./shop-desk",
  DESK_API_TOKEN,
} = process.env;
if (!BOT_TOKEN) throw new Error("Set BOT_TOKEN to the token @BotFather gave you.");

// Without a limit on handlers: while the database is away, an update waits for it and is not given up.
const bot = new Telegraf(BOT_TOKEN, { telegram: { apiRoot: API_ROOT }, handlerTimeout: Number.POSITIVE_INFINITY });
bot.command("price", (ctx) => ctx.reply("قیمت امروز: ۱۲۰٬۰۰۰ تومان"));

// The two lines: what the shop's bot did not answer above is the desk's.
const desk = await openDesk(bot, { settings: { PORT, DATA_DIR, API_TOKEN: DESK_API_TOKEN } });
bot.use(desk.middleware);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    bot.stop(signal);
    await desk.stop();
    process.exit(0);
  });
}
bot.catch((error) => console.error("An update failed:", error));
await bot.launch({ allowedUpdates: [...DESK_UPDATES] });
