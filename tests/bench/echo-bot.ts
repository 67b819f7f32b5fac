import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Bot, webhookCallback } from "grammy";
import { type Connection, connect } from "../../src/db/connect.ts";
import { SECRET, TOKEN } from "./telegram-line.ts";

/** The bot of a tutorial: takes an update, writes it down, answers, and only then tells the platform that it took it. */
export async function main([given]: readonly [string]): Promise<void> {
  const { connection, apiRoot }: { connection: Connection; apiRoot: string } = JSON.parse(given);
  const { sql } = connect(connection);
  await sql`
    create table if not exists echo_messages (
      id bigint primary key generated always as identity, chat_id bigint, text text, at timestamptz default now())`;
  const bot = new Bot(TOKEN, { client: { apiRoot } });
  bot.on("message:text", async (context) => {
    await sql`insert into echo_messages (chat_id, text) values (${context.chat.id}, ${context.message.text})`;
    await context.reply(context.message.text);
  });
  await bot.init();
  const server = createServer(webhookCallback(bot, "http", { secretToken: SECRET })).listen(0, "127.0.0.1");
  await once(server, "listening");
  console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
  await once(server, "close");
}
