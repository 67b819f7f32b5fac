import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Bot, webhookCallback } from "grammy";
import type { Update } from "grammy/types";
import { Telegraf } from "telegraf";
import type { MountedDesk, MountOptions } from "../../src/mount/contract.ts";
import { mountDesk } from "../../src/mount/mount.ts";
import { DESK_UPDATES } from "../../src/mount/telegram.ts";
import type { startDesk } from "../../src/start.ts";
import type { TelegramApi } from "./telegram-api.ts";

export const LIBRARIES = ["grammY", "Telegraf"] as const;
export type Library = (typeof LIBRARIES)[number];

export interface HostOptions {
  readonly library: Library;
  readonly by: "polling" | "webhook";
  readonly mount?: MountOptions;
  /** What the host asks Telegram for; unless told, its own and all that the desk understands. */
  readonly asksFor?: readonly string[];
}

/** A shop's bot of its own: it tells prices, and notes what else reaches it behind the desk. */
export interface HostBotUnderTest {
  /** Starts the desk inside the bot, for `aDesk`. */
  readonly starter: typeof startDesk;
  /** Begins to read; resolves when Telegram was asked for updates or told the webhook. */
  run(): Promise<void>;
  /** Ids of the updates that reached the host's last handler, in order. */
  readonly passed: readonly number[];
  /** What the bot's own error handler was told. */
  readonly errors: readonly string[];
  stop(): Promise<void>;
}

export const PRICE = "قیمت: ۱۲۰٬۰۰۰ تومان";

/** A host's bot written with either library, on the simulated platform. */
export function hostBot(telegram: TelegramApi, options: HostOptions): HostBotUnderTest {
  const passed: number[] = [];
  const errors: string[] = [];
  let mounted: MountedDesk | null = null;
  const deskFirst: MountedDesk["middleware"] = (context, next) => {
    if (!mounted) throw new Error("an update came before the desk was there");
    return mounted.middleware(context, next);
  };
  const noted = async ({ update }: { readonly update: { readonly update_id: number } }) => {
    passed.push(update.update_id);
  };
  const heard = (error: unknown) => void errors.push(String(error));
  const parts = { telegram, options, deskFirst, noted, heard };
  const bot = options.library === "grammY" ? grammyHost(parts) : telegrafHost(parts);

  return {
    passed,
    errors,
    async starter(config, start) {
      const started = await mountDesk(bot.bot, config, { ...start, ...options.mount });
      if (started.ok) mounted = started.value;
      return started;
    },
    run: bot.run,
    stop: bot.stop,
  };
}

interface HostParts {
  readonly telegram: TelegramApi;
  readonly options: HostOptions;
  readonly deskFirst: MountedDesk["middleware"];
  readonly noted: (context: { readonly update: { readonly update_id: number } }) => Promise<void>;
  readonly heard: (error: unknown) => void;
}

type UpdateKind = Exclude<keyof Update, "update_id">;

function grammyHost({ telegram, options, deskFirst, noted, heard }: HostParts) {
  const bot = new Bot(telegram.token, { client: { apiRoot: telegram.root } });
  const allowed_updates = (options.asksFor ?? [...DESK_UPDATES, "inline_query"]) as UpdateKind[];
  bot.use(deskFirst);
  bot.command("price", (ctx) => ctx.reply(PRICE));
  bot.use(noted);
  if (options.by === "polling") {
    let ended: Promise<void> | undefined;
    bot.catch(heard);
    return {
      bot,
      async run() {
        ended = bot.start({ allowed_updates });
        await telegram.calls("getUpdates", 1);
      },
      async stop() {
        await bot.stop();
        await ended;
      },
    };
  }
  const handle = webhookCallback(bot, "http");
  return { bot, ...webhookDoor(telegram, allowed_updates, (request, response) => handle(request, response), heard) };
}

function telegrafHost({ telegram, options, deskFirst, noted, heard }: HostParts) {
  const bot = new Telegraf(telegram.token, {
    telegram: { apiRoot: telegram.root },
    handlerTimeout: Number.POSITIVE_INFINITY,
  });
  const allowedUpdates = (options.asksFor ?? [...DESK_UPDATES, "inline_query"]) as UpdateKind[];
  bot.use(deskFirst);
  bot.command("price", (ctx) => ctx.reply(PRICE));
  bot.use(noted);
  bot.catch(heard);
  if (options.by === "polling") {
    let ended: Promise<void> | undefined;
    return {
      bot,
      async run() {
        ended = bot.launch({ allowedUpdates: allowedUpdates as never });
        await telegram.calls("getUpdates", 1);
      },
      async stop() {
        bot.stop();
        await ended;
      },
    };
  }
  const handle = bot.webhookCallback("/");
  return { bot, ...webhookDoor(telegram, allowedUpdates, (request, response) => handle(request, response), heard) };
}

type Handle = (...args: Parameters<RequestListener>) => Promise<unknown> | unknown;

/** An HTTP server as a host has one: what its handler throws becomes a 500. */
function webhookDoor(
  telegram: TelegramApi,
  allowed_updates: readonly string[],
  handle: Handle,
  heard: (error: unknown) => void,
) {
  const server = createServer(async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      heard(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  return {
    async run() {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      await fetch(`${telegram.root}/bot${telegram.token}/setWebhook`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ url, allowed_updates }),
      });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
