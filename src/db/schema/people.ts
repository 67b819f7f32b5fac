import { boolean, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { channelAccounts } from "./channels.ts";
import { created, id, instant, ref } from "./columns.ts";

/** A person. */
export const contacts = pgTable("contacts", {
  id: id(),
  name: text().notNull().default(""),
  /** A person looks at what is said to them before it goes out. */
  vip: boolean().notNull().default(false),
  createdAt: created(),
});

/** One handle of a person on one channel account. */
export const identities = pgTable(
  "identities",
  {
    id: id(),
    accountId: ref()
      .notNull()
      .references(() => channelAccounts.id),
    externalId: text().notNull(),
    contactId: ref()
      .notNull()
      .references(() => contacts.id),
    name: text().notNull().default(""),
    phone: text(),
    /** Wrong tracking codes since `wrongCodesSince`: guessing is limited. */
    wrongCodes: integer().notNull().default(0),
    wrongCodesSince: instant(),
    createdAt: created(),
  },
  (t) => [unique("identities_external").on(t.accountId, t.externalId), index("identities_contact").on(t.contactId)],
);
