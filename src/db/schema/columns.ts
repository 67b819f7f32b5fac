import { bigint, timestamp } from "drizzle-orm/pg-core";

/** Row ids are 64-bit in the database, plain numbers in code, and opaque text on the wire. */
export const id = () => bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity();
export const ref = () => bigint({ mode: "number" });
export const instant = () => timestamp({ withTimezone: true, mode: "date" });
export const created = () => instant().notNull().defaultNow();
