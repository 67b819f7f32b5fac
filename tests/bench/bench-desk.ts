import { join } from "node:path";
import type { Connection } from "../../src/db/connect.ts";
import { DATABASE } from "../../src/db/embedded/ask.ts";
import { ROLE } from "../../src/db/embedded/initdb.ts";
import { PORT } from "../../src/db/embedded/socket-directory.ts";
import { type DeskProcess, deskProcess } from "../support/process.ts";
import { SECRET, TOKEN } from "./telegram-line.ts";

export const API_TOKEN = "0123456789abcdef0123456789abcdef";

/** A desk as it is shipped, on its embedded database, with Telegram by webhook. */
export interface BenchDesk {
  readonly process: DeskProcess;
  readonly connection: Connection;
  /** Of its Telegram account. */
  readonly accountId: number;
  /** From an empty folder to /readyz. */
  readonly coldMs: number;
}

export async function benchDesk(apiRoot: string, environment: Readonly<Record<string, string>>): Promise<BenchDesk> {
  const process = await deskProcess({
    NODE_ENV: "production",
    API_TOKEN,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    TELEGRAM_API_ROOT: apiRoot,
    CONTACT_MESSAGES_PER_MINUTE: "100000",
    ...environment,
  });
  const coldMs = await process.start();
  const database = process.database();
  const [account] = await database.sql<{ id: number }[]>`select id from channel_accounts where channel = 'telegram'`;
  await database.close();
  if (!account) throw new Error("The desk has no Telegram account.");
  const connection = { host: join(process.dataDir, "postgres"), port: PORT, user: ROLE, database: DATABASE };
  return { process, connection, accountId: account.id, coldMs };
}
