/** A grammY bot, of what the desk reads of it. */
interface GrammyBot {
  readonly token: string;
  readonly api: { readonly options?: { readonly apiRoot?: string | undefined } | undefined };
  isRunning(): boolean;
}

/** A Telegraf 4 bot, of what the desk reads of it. */
interface TelegrafBot {
  readonly telegram: { readonly token: string; readonly options: { readonly apiRoot: string } };
}

/** The bot that brings the updates. It keeps its token, its polling or its webhook. */
export type HostBot = GrammyBot | TelegrafBot;

/** How both libraries hand an update to a middleware. */
export interface HostContext {
  readonly update: { readonly update_id: number };
}

export interface Host {
  readonly token: string;
  readonly apiRoot: string;
  /** A webhook's delivery comes again where it failed; a poll's is confirmed in any case. */
  redelivers(context: HostContext): boolean;
  /** Makes the answer to a failed delivery say so, where the library would answer 200 all the same. */
  fail(context: HostContext): void;
}

const TELEGRAM = "https://api.telegram.org";

/** Reads a bot of either library. */
export function readHost(bot: HostBot): Host {
  if ("telegram" in bot) {
    const { token, options } = bot.telegram;
    return {
      token,
      apiRoot: options.apiRoot,
      redelivers: (context) => responseOf(context) !== null,
      fail(context) {
        const response = responseOf(context);
        if (response && !response.headersSent) response.statusCode = 503;
      },
    };
  }
  return {
    token: bot.token,
    apiRoot: bot.api.options?.apiRoot ?? TELEGRAM,
    redelivers: () => !bot.isRunning(),
    fail: () => {},
  };
}

interface WebhookResponse {
  statusCode: number;
  readonly headersSent: boolean;
}

/** Telegraf keeps the webhook's response in the context's client, for answering by it. Null while it polls. */
function responseOf(context: HostContext): WebhookResponse | null {
  const { telegram } = context as { readonly telegram?: { readonly response?: WebhookResponse } };
  return telegram?.response ?? null;
}
