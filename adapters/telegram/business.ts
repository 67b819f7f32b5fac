import { type Api, GrammyError } from "grammy";
import type { SendOutcome } from "../../src/ports/channel.ts";
import { readJsonBody } from "../json-body.ts";
import { forClient } from "./client-signal.ts";
import type { TelegramDeps } from "./deps.ts";
import { updateShape } from "./update.ts";

type Refused = Extract<SendOutcome, { readonly kind: "refused" }>;

interface Connection {
  readonly id: string;
  readonly is_enabled: boolean;
  readonly rights?: { readonly can_reply?: boolean | undefined } | undefined;
  /** Where the right stood before `rights` came. */
  readonly can_reply?: boolean | undefined;
}

/** What is known of the business accounts the bot is connected to. */
export interface BusinessConnections {
  /** Takes in what an update tells of a connection; any other body tells nothing. */
  note(raw: unknown): void;
  /** Whether the last word about it was that no reply is possible. It may be possible again: {@link whyNoReply} asks. */
  doubted(connectionId: string): boolean;
  /** Asks Telegram. @returns what stands against a reply, null where nothing does or Telegram does not say */
  whyNoReply(connectionId: string, signal: AbortSignal): Promise<Refused | null>;
}

const ENDED: Refused = {
  kind: "refused",
  why: "chat-gone",
  detail: "The business account has disconnected the bot; its owner connects it in Settings, Business, Chatbots.",
};
const NO_RIGHT: Refused = {
  kind: "refused",
  why: "blocked",
  detail: "The bot may not reply in this business account; its owner allows it in Settings, Business, Chatbots.",
};

/**
 * Remembers only doubts: a right that was taken away shows by Telegram's refusal, one that was given back by asking
 * again, so nothing here can go stale and another process needs none of it.
 */
export function businessConnections(api: Api, log: TelegramDeps["log"]): BusinessConnections {
  const doubts = new Set<string>();

  function judge(connection: Connection): Refused | null {
    const refused = refusalOf(connection);
    if (refused === null) doubts.delete(connection.id);
    else doubts.add(connection.id);
    return refused;
  }

  return {
    note(raw) {
      const json = readJsonBody(raw);
      const connection = json.ok ? updateShape.safeParse(json.value).data?.business_connection : undefined;
      if (connection === undefined) return;
      const refused = judge(connection);
      if (refused) log.warn({ channel: "telegram", why: refused.why }, refused.detail ?? "no reply is possible");
      else log.info({ channel: "telegram" }, "a business account has connected the bot");
    },
    doubted: (connectionId) => doubts.has(connectionId),
    async whyNoReply(business_connection_id, signal) {
      try {
        return judge(await api.raw.getBusinessConnection({ business_connection_id }, forClient(signal)));
      } catch (error) {
        return error instanceof GrammyError && error.error_code === 400 ? ENDED : null;
      }
    },
  };
}

function refusalOf({ is_enabled, rights, can_reply }: Connection): Refused | null {
  if (!is_enabled) return ENDED;
  return (rights?.can_reply ?? can_reply) ? null : NO_RIGHT;
}
