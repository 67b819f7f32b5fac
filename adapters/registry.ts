import type { Result } from "../src/core/result.ts";
import { takeLock } from "../src/db/embedded/process-lock.ts";
import type { ChannelAdapter, ChannelName, ConfigError, DecodeError, InboundEvent } from "../src/ports/channel.ts";
import type { Clock } from "../src/ports/clock.ts";
import { decodeMemory } from "./memory/decode.ts";
import { decodeKavenegar, decodeTwilio, kavenegarAdapter, twilioAdapter } from "./sms/index.ts";
import { decodeUpdate } from "./telegram/decode.ts";
import { telegramAdapter } from "./telegram/index.ts";
import { decodePost } from "./web/decode.ts";
import { decodeDelivery } from "./whatsapp/decode.ts";
import { whatsappAdapter } from "./whatsapp/index.ts";
import { DEFAULT_SESSION, decodeSnapshots, whatsappWebAdapter } from "./whatsapp-web/index.ts";

export type Decode = (raw: unknown) => Result<readonly InboundEvent[], DecodeError>;

/** What an account is told, by name: the texts an operator enters. An empty one is an unset one. */
export type ChannelSettings = Readonly<Partial<Record<string, string>>>;

/** One text of an account's settings. */
export interface ChannelSetting {
  readonly name: string;
  readonly required: boolean;
  /** Never shown again, and sealed where it is kept. */
  readonly secret: boolean;
}

/** What an account finds around it. */
export interface Surroundings {
  /** Where platforms reach the desk; undefined: nowhere. */
  readonly publicUrl: string | undefined;
  /** The account's own door, below the public URL. */
  readonly webhookPath: string;
  readonly proxy: string | undefined;
  /** Where an account keeps what must outlive a restart, in a folder of its own. */
  readonly dataDir: string;
  /** Lines for the person at the terminal. */
  readonly say: (line: string) => void;
  readonly clock: Clock;
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
  /** From 0 to 1. */
  readonly random: () => number;
  /** Resolves after `ms`, or at once when aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A kind of channel that an operator can add an account of. */
export interface ChannelKind {
  readonly settings: readonly ChannelSetting[];
  /** What tells accounts of this kind apart: shown, so nothing secret. */
  readonly nameOf: (settings: ChannelSettings) => string;
  /** @returns an error where the settings cannot work or would leave a door open */
  readonly open: (settings: ChannelSettings, around: Surroundings) => Result<ChannelAdapter, ConfigError>;
}

const needed = (name: string): ChannelSetting => ({ name, required: true, secret: false });
const optional = (name: string): ChannelSetting => ({ name, required: false, secret: false });
const secret = (name: string): ChannelSetting => ({ name, required: true, secret: true });
const optionalSecret = (name: string): ChannelSetting => ({ name, required: false, secret: true });

/** Channels with accounts of their own. The web chat is the desk's: there is one, and nothing to set. */
export const CHANNEL_KINDS = {
  telegram: {
    settings: [secret("token"), optional("apiRoot"), optionalSecret("webhookSecret")],
    // The number before the colon is the bot's own id: another token of the same bot is the same account.
    nameOf: ({ token = "" }) => token.split(":")[0] ?? "",
    open: ({ token = "", apiRoot = "https://api.telegram.org", webhookSecret }, around) =>
      telegramAdapter({ ...around, token, apiRoot, webhookSecret }, around),
  },
  whatsapp: {
    settings: [
      needed("phoneNumberId"),
      secret("accessToken"),
      secret("appSecret"),
      secret("verifyToken"),
      optional("apiRoot"),
      optional("reopenTemplate"),
    ],
    nameOf: ({ phoneNumberId = "" }) => phoneNumberId,
    open: ({ phoneNumberId = "", accessToken = "", appSecret = "", verifyToken = "", apiRoot, ...more }, around) => {
      const [name = "", language = ""] = more.reopenTemplate?.split(":") ?? [];
      const reopenTemplate = more.reopenTemplate === undefined ? undefined : { name, language };
      const { proxy } = around;
      const number = { phoneNumberId, accessToken, appSecret, verifyToken, apiRoot, reopenTemplate, proxy };
      return whatsappAdapter(number, around);
    },
  },
  "whatsapp-web": {
    // The path of a program is the environment's alone to tell: whoever signs in here must not choose what runs there.
    settings: [optional("enabled"), optional("sessionName")],
    nameOf: ({ sessionName = DEFAULT_SESSION }) => sessionName,
    open: ({ sessionName, chromiumPath }, around) =>
      whatsappWebAdapter({ ...around, sessionName, chromiumPath }, { ...around, takeLock }),
  },
  twilio: {
    settings: [needed("accountSid"), secret("authToken"), needed("from"), optional("apiRoot")],
    nameOf: ({ from = "" }) => from,
    open: ({ accountSid = "", authToken = "", from = "", apiRoot = "https://api.twilio.com" }, around) =>
      twilioAdapter({ ...around, accountSid, authToken, from, apiRoot }, around),
  },
  kavenegar: {
    settings: [
      secret("apiKey"),
      needed("sender"),
      optional("apiRoot"),
      optionalSecret("webhookSecret"),
      optional("pull"),
    ],
    nameOf: ({ sender = "" }) => sender,
    open: ({ apiKey = "", sender = "", apiRoot = "https://api.kavenegar.com", webhookSecret, pull }, around) => {
      const line = { apiKey, sender, apiRoot, webhookSecret, proxy: around.proxy };
      return kavenegarAdapter({ ...line, ...(pull !== undefined && { pull: pull === "1" }) }, around);
    },
  },
} as const satisfies Partial<Record<ChannelName, ChannelKind>>;

export type ChannelKindName = keyof typeof CHANNEL_KINDS;

/** The kind of this name; undefined for a name that has no accounts to add. */
export const channelKind = (name: string): ChannelKind | undefined =>
  new Map<string, ChannelKind>(Object.entries(CHANNEL_KINDS)).get(name);

const DECODERS: ReadonlyMap<string, Decode> = new Map<ChannelName, Decode>([
  ["memory", decodeMemory],
  ["telegram", decodeUpdate],
  ["web", decodePost],
  ["whatsapp", decodeDelivery],
  ["whatsapp-web", decodeSnapshots],
  ["twilio", decodeTwilio],
  ["kavenegar", decodeKavenegar],
]);

export const CHANNEL_NAMES: readonly string[] = [...DECODERS.keys()];

/** How bodies of the named channel are read; undefined for a name no adapter has. */
export const decoderOf = (name: string): Decode | undefined => DECODERS.get(name);
