import {
  type TelegramAdapter,
  type TelegramConfig,
  type TelegramDeps,
  telegramAdapter,
  waitInRealTime,
} from "../../../adapters/telegram/index.ts";

/** The adapter with the abilities this channel has. */
export type TelegramUnderTest = TelegramAdapter & Required<Pick<TelegramAdapter, "edit" | "react" | "showDraft">>;

/** A line the adapter logged, as one text. */
export type LogLines = string[];

const NOBODY: TelegramConfig = {
  token: "700:test-token",
  apiRoot: "http://127.0.0.1:1",
  webhookSecret: undefined,
  publicUrl: undefined,
  proxy: undefined,
};

/** An adapter by polling unless the configuration says otherwise; it logs into `lines`. */
export function openTelegram(
  config: Partial<TelegramConfig>,
  { lines = [], ...deps }: Partial<TelegramDeps> & { readonly lines?: LogLines } = {},
): TelegramUnderTest {
  const built = telegramAdapter({ ...NOBODY, ...config }, telegramDeps(lines, deps));
  if (!built.ok) throw new Error(`${built.error.message} ${built.error.hint}`);
  const { edit, react, showDraft } = built.value;
  if (!edit || !react || !showDraft) throw new Error("Telegram has lost an ability.");
  return { ...built.value, edit, react, showDraft };
}

export function telegramDeps(lines: LogLines, deps: Partial<TelegramDeps> = {}): TelegramDeps {
  const write = (fields: object, message: string): void => void lines.push(`${message} ${JSON.stringify(fields)}`);
  return { log: { info: write, warn: write }, random: () => 0.5, wait: waitInRealTime, ...deps };
}
