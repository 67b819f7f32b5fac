import { Bot } from "grammy";
import { Telegraf } from "telegraf";
import { describe, expect, it } from "vitest";
import { readHost } from "../../src/mount/host-bot.ts";
import { DESK_UPDATES, openDesk } from "../../src/mount/telegram.ts";

const bot = new Bot("700:planted-token");

describe("opening a desk in a bot", () => {
  it.each([
    [{ PROT: "3000" }, "No such setting: PROT"],
    [{ PORT: "many" }, "PORT: must be a number"],
    [{ TELEGRAM_BOT_TOKEN: "700:another" }, "Leave TELEGRAM_BOT_TOKEN out"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL: must look like postgres://"],
  ])("with %j says what is wrong, before anything starts", async (settings, words) => {
    await expect(openDesk(bot, { settings, say: () => {} })).rejects.toThrow(words);
  });

  it("whose token is none shows no token", async () => {
    const broken = new Bot("planted token");
    const failure = await openDesk(broken, { say: () => {} }).catch((error: Error) => error);
    expect(failure).toMatchObject({ message: expect.stringContaining("@BotFather") });
    expect(String(failure)).not.toContain("planted");
  });

  it("asks a host for what the adapter asks for itself", () => {
    expect(DESK_UPDATES).toEqual(expect.arrayContaining(["message", "edited_message", "callback_query"]));
  });
});

describe("a host's bot", () => {
  it("is read for its token and API root, in both libraries", () => {
    const apiRoot = "http://127.0.0.1:8081";
    expect(readHost(bot)).toMatchObject({ token: "700:planted-token", apiRoot: "https://api.telegram.org" });
    expect(readHost(new Bot("700:a", { client: { apiRoot } }))).toMatchObject({ token: "700:a", apiRoot });
    expect(readHost(new Telegraf("700:b"))).toMatchObject({ token: "700:b", apiRoot: "https://api.telegram.org" });
    expect(readHost(new Telegraf("700:b", { telegram: { apiRoot } }))).toMatchObject({ apiRoot });
  });
});
