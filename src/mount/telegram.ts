import { ALLOWED_UPDATES } from "../../adapters/telegram/index.ts";
import { CONFIG_NAMES, type Config, readConfig } from "../config.ts";
import { createLog } from "../log.ts";
import type { MountedDesk, MountOptions } from "./contract.ts";
import type { HostBot } from "./host-bot.ts";
import { mountDesk } from "./mount.ts";

export type { Accepts, DeskMiddleware, HostUpdate, MountedDesk, MountOptions } from "./contract.ts";
export type { HostBot } from "./host-bot.ts";

/** The updates the desk understands: what the host asks Telegram for, besides its own. */
export const DESK_UPDATES = ALLOWED_UPDATES;

export interface DeskOptions extends MountOptions {
  /** The desk's settings by the names of `.env.example`. The host's own environment is not looked at. */
  readonly settings?: Readonly<Record<string, string | undefined>>;
  /** Takes the lines for whoever starts the host; the console unless told. */
  readonly say?: (line: string) => void;
}

/**
 * Opens a complaint desk inside an existing bot: `bot.use((await openDesk(bot, options)).middleware)`.
 * The bot keeps its token and its polling or webhook; the desk answers by the same token through a client of its own.
 * @throws an Error that says what to do, where a setting is wrong or the desk cannot start
 */
export async function openDesk(bot: HostBot, options: DeskOptions = {}): Promise<MountedDesk> {
  const { settings = {}, say = console.log } = options;
  const config = readSettings(settings);
  const log = createLog(config.logLevel);
  const mounted = await mountDesk(bot, config, { ...options, log, say });
  if (!mounted.ok) throw new Error(`${mounted.error.message} ${mounted.error.hint}`);
  const { url, setupUrl, middleware, stop } = mounted.value;
  say(`  Hamdel is ready. Console: ${config.publicUrl ?? url}/`);
  if (setupUrl !== null) say(`  First admin, once: ${setupUrl}`);
  return { url, setupUrl, middleware, stop };
}

/** Logs of a library are quieter than those of a program. */
const QUIET = { LOG_LEVEL: "warn" };

function readSettings(settings: Readonly<Record<string, string | undefined>>): Config {
  const unknown = Object.keys(settings).filter((name) => !CONFIG_NAMES.includes(name));
  if (unknown.length > 0) throw new Error(`No such setting: ${unknown.join(", ")}. .env.example lists them all.`);
  if (settings.TELEGRAM_BOT_TOKEN?.trim())
    throw new Error("Leave TELEGRAM_BOT_TOKEN out: the host's bot is the channel.");
  const config = readConfig({ ...QUIET, ...settings });
  if (!config.ok) throw new Error(`The desk's settings are wrong. ${config.error.join("; ")}`);
  return config.value;
}
