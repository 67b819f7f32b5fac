import { boolean, index, pgTable, text } from "drizzle-orm/pg-core";
import { created, instant } from "./columns.ts";

/** A person who answers, or a service that acts in the API (`service`: it cannot sign in). */
export const agents = pgTable("agents", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().unique("agents_email"),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  role: text().$type<"admin" | "agent">().notNull().default("agent"),
  service: boolean().notNull().default(false),
  createdAt: created(),
  updatedAt: created(),
});

const agentId = () =>
  text()
    .notNull()
    .references(() => agents.id, { onDelete: "cascade" });

export const sessions = pgTable(
  "sessions",
  {
    id: text().primaryKey(),
    token: text().notNull().unique("sessions_token"),
    userId: agentId(),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: created(),
    updatedAt: created(),
  },
  (t) => [index("sessions_agent").on(t.userId)],
);

/** How an agent proves who they are: here, a password hash. */
export const credentials = pgTable(
  "credentials",
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: agentId(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    password: text(),
    createdAt: created(),
    updatedAt: created(),
  },
  (t) => [index("credentials_agent").on(t.userId)],
);

export const verifications = pgTable("verifications", {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: instant().notNull(),
  createdAt: created(),
  updatedAt: created(),
});

/** A one-time link by which an agent makes their account: the first admin's, or an invitation. Only its hash is kept. */
export const setupLinks = pgTable("setup_links", {
  tokenHash: text().primaryKey(),
  role: text().$type<"admin" | "agent">().notNull(),
  expiresAt: instant().notNull(),
  usedAt: instant(),
});
