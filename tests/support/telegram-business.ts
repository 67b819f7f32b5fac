import { error } from "./telegram-faults.ts";
import type { UpdateFeed } from "./telegram-feed.ts";

interface Account {
  readonly enabled: boolean;
  readonly canReply: boolean;
}

/** The business accounts of a simulated platform. A connection nobody has set up may do everything. */
export function businessAccounts(feed: UpdateFeed) {
  const accounts = new Map<string, Account>();
  const quiet = new Set<number>();
  const shape = (id: string, { enabled, canReply }: Account) => ({
    id,
    user: { id: 900001, is_bot: false, first_name: "فروشگاه" },
    user_chat_id: 900001,
    date: 1767600000,
    rights: canReply ? { can_reply: true } : {},
    is_enabled: enabled,
  });

  return {
    /** The owner connects the bot, takes the right to reply away, gives it back or ends the connection. */
    connect(id: string, { enabled = true, canReply = true, told = true } = {}): void {
      const account = { enabled, canReply };
      accounts.set(id, account);
      if (told) feed.push("business_connection", shape(id, account), id);
    },
    /** This customer has not written for a day. */
    closeWindow(chatId: number): void {
      quiet.add(chatId);
    },
    describe(id: string) {
      const account = accounts.get(id);
      return account ? shape(id, account) : error(400, "Bad Request: business connection not found");
    },
    refusal(id: unknown, chatId: number) {
      const account = typeof id === "string" ? accounts.get(id) : undefined;
      if (id === undefined) return null;
      if (account && !account.enabled) return error(400, "Bad Request: BUSINESS_CONNECTION_INVALID");
      if (account && !account.canReply) return error(400, "Bad Request: not enough rights");
      return quiet.has(chatId) ? error(400, "Bad Request: BUSINESS_PEER_USAGE_MISSING") : null;
    },
  };
}
