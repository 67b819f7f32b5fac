import type { ChannelName } from "../ports/channel.ts";
import type { Sql } from "./connect.ts";

/** The row of a channel account, made at its first start. */
export async function ensureAccount(sql: Sql, channel: ChannelName, name: string): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into channel_accounts (channel, name) values (${channel}, ${name})
    on conflict (channel, name) do update set name = excluded.name
    returning id`;
  if (!row) throw new Error(`The channel account ${channel}/${name} was not written.`);
  return row.id;
}
