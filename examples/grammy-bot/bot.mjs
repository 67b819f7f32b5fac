// A shop's bot with a complaint desk in it: BOT_TOKEN=123456:ABC node examples/grammy-bot/bot.mjs
import { Bot } from "grammy";
import { DESK_UPDATES, openDesk } from "hamdel/telegram";

const {
  BOT_TOKEN,
  API_ROOT = "https://api.telegram.org",
  PORT,
  DATA_DIR = "./shop-desk",
  DESK_API_TOKEN,
} = process.env;
if (!BOT_TOKEN) throw new Error("Set BOT_TOKEN to the token @BotFather gave you.");

const bot = new Bot(BOT_TOKEN, { client: { apiRoot: API_ROOT } });
bot.command("price", (ctx) => ctx.reply("قیمت امروز: ۱۲۰٬۰۰۰ تومان"));

// The two lines: what the shop's bot did not answer above is the desk's.
const desk = await openDesk(bot, { settings: { PORT, DATA_DIR, API_TOKEN: DESK_API_TOKEN } });
bot.use(desk.middleware);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await bot.stop();
    await desk.stop();
    process.exit(0);
  });
}
bot.catch(({ error }) => console.error("An update failed:", error));
await bot.start({ allowed_updates: DESK_UPDATES });
