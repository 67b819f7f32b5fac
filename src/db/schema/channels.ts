import { jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import type { ChannelHealth, ChannelName, InboundEvent, RefusalReason } from "../../ports/channel.ts";
import { created, id, instant, ref } from "./columns.ts";

/** One configured connection: a Telegram bot, the web widget. */
export const channelAccounts = pgTable(
  "channel_accounts",
  {
    id: id(),
    channel: text().$type<ChannelName>().notNull(),
    name: text().notNull(),
    /** What an admin entered, sealed with the desk's key; null: the environment says it. */
    settings: text(),
    /** Since when it neither hears nor speaks; its conversations stay. */
    disabledAt: instant(),
    /** The platform told the whole account to wait until then. */
    holdUntil: instant(),
    /** As the process that connects or listens last saw it, and when: the other processes show it too. */
    health: jsonb().$type<ChannelHealth>(),
    healthAt: instant(),
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

/** How far a message of ours got, told before the answer to its send was written down. */
export const earlyStatuses = pgTable(
  "early_statuses",
  {
    accountId: ref()
      .notNull()
      .references(() => channelAccounts.id),
    externalId: text().notNull(),
    status: text().$type<NonNullable<InboundEvent["status"]>>().notNull(),
    failure: text().$type<RefusalReason>(),
    receivedAt: created(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.externalId] })],
);
