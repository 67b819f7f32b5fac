import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { testRow } from "./row-spec.ts";
import { database } from "./rows/database.ts";

/**
 * postgres.js 3.4.9 writes to a socket that is gone when a connection closes inside a transaction, which ends the
 * process (porsager/postgres #1154, #1208); a guard is proposed there (#1209).
 */
const driver = readFileSync(fileURLToPath(new URL("connection.js", import.meta.resolve("postgres"))), "utf8");
const isGuarded = !/function nextWrite\(fn\) \{\s*const x = socket\.write/.test(driver);

testRow(database, isGuarded ? null : "the installed postgres.js ends the process with its database");
