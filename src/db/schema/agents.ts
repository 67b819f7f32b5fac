import { boolean, index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
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
  twoFactorEnabled: boolean().notNull().default(false),
  /** Set: cannot sign in any more; what they wrote keeps their name. */
  deactivatedAt: instant(),
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

/** The second factor: the secret of the codes and the backup codes, both encrypted with the desk's key. */
export const twoFactors = pgTable("two_factors", {
  id: text().primaryKey(),
  userId: agentId().unique("two_factors_agent"),
  secret: text().notNull(),
  backupCodes: text().notNull(),
  /** False until the first code was given, and with it the proof that the agent's phone has the secret. */
  verified: boolean().notNull().default(false),
  /** Kept at rest: tries are counted in `sign_in_tries`. */
  failedVerificationCount: integer().notNull().default(0),
  lockedUntil: instant(),
});

/** Codes that were tried, so that none is taken twice within its time. Only hashes, and only of the last minutes. */
export const usedCodes = pgTable(
  "used_codes",
  { agentId: agentId(), codeHash: text().notNull(), usedAt: instant().notNull() },
  (t) => [primaryKey({ columns: [t.agentId, t.codeHash] })],
);

/** When passwords and codes were tried, of one account or from one address: the last few moments each. */
export const signInTries = pgTable(
  "sign_in_tries",
  {
    /** A hash: whoever mistypes may have written a password in the place of the e-mail address. */
    keyHash: text().primaryKey(),
    /** Oldest first. */
    tries: timestamp({ withTimezone: true, mode: "date" }).array().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [index("sign_in_tries_expiry").on(t.expiresAt)],
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
