import { pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import type { ChannelName } from "../../ports/channel.ts";
import { created, id, instant, ref } from "./columns.ts";

/** One configured connection: a Telegram bot, the web widget. */
export const channelAccounts = pgTable(
  "channel_accounts",
  {
    id: id(),
    channel: text().$type<ChannelName>().notNull(),
    name: text().notNull(),
    /** The platform told the whole account to wait until then. */
    holdUntil: instant(),
    createdAt: created(),
  },
  (t) => [unique("channel_accounts_name").on(t.channel, t.name)],
);

/** The inbox gate: an event seen once is never taken again. Pruned after the longest redelivery window. */
export const inboundEvents = pgTable(
  "inbound_events",
  {
    accountId: ref()
      .notNull()
      .references(() => channelAccounts.id),
    eventId: text().notNull(),
    receivedAt: created(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.eventId] })],
);
