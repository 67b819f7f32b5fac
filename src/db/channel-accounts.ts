import type { ChannelHealth, ChannelName } from "../ports/channel.ts";
import { type AuditAction, DESK } from "./audit.ts";
import { json, type Sql, type Transaction } from "./connect.ts";

const ADDED: AuditAction = "channel.added";

/** The row of a channel account, made at its first start; the audit log says so in the same statement. */
export async function ensureAccount(sql: Sql, channel: ChannelName, name: string): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    with account as (
      insert into channel_accounts (channel, name) values (${channel}, ${name})
      on conflict (channel, name) do update set name = excluded.name
      returning id, xmax = 0 as made
    ), logged as (
      insert into audit_log (at, actor, action, subject, detail)
      select now(), ${DESK}, ${ADDED}, id::text, jsonb_build_object('channel', ${channel}::text, 'name', ${name}::text)
      from account where made
    )
    select id from account`;
  if (!row) throw new Error(`The channel account ${channel}/${name} was not written.`);
  return row.id;
}

/** An account an admin entered, its settings as they were sealed. */
export interface EnteredAccount {
  readonly id: number;
  readonly channel: ChannelName;
  readonly name: string;
  readonly settings: string;
}

/** The accounts that admins entered and did not switch off. */
export async function enteredAccounts(sql: Sql): Promise<readonly EnteredAccount[]> {
  return sql<EnteredAccount[]>`
    select id, channel, name, settings from channel_accounts
    where settings is not null and disabled_at is null order by id`;
}

/** An account as its row says, whoever set it up. */
export interface ChannelRow extends Omit<EnteredAccount, "settings"> {
  /** Null: the environment's. */
  readonly settings: string | null;
  readonly disabledAt: Date | null;
}

/** Every account the desk ever had. */
export async function allAccounts(sql: Sql): Promise<readonly ChannelRow[]> {
  return sql<ChannelRow[]>`select id, channel, name, settings, disabled_at from channel_accounts order by id`;
}

/** Null: there is none. */
export async function findAccount(sql: Sql, id: number): Promise<ChannelRow | null> {
  const [row] = await sql<ChannelRow[]>`
    select id, channel, name, settings, disabled_at from channel_accounts where id = ${id}`;
  return row ?? null;
}

/**
 * Writes the row of an account that is being entered.
 * @param seal  seals its settings, for the id it gets
 * @returns its id; null where this channel has an account of this name
 */
export async function addAccount(
  tx: Transaction,
  channel: ChannelName,
  name: string,
  seal: (id: number) => string,
): Promise<number | null> {
  const [row] = await tx<{ id: number }[]>`
    insert into channel_accounts (channel, name) values (${channel}, ${name}) on conflict do nothing returning id`;
  if (!row) return null;
  await tx`update channel_accounts set settings = ${seal(row.id)} where id = ${row.id}`;
  return row.id;
}

/** Changes an entered account: its sealed settings, and whether it is switched off. */
export async function changeAccount(
  tx: Transaction,
  id: number,
  { settings, disabledAt }: { readonly settings: string; readonly disabledAt: Date | null },
): Promise<void> {
  await tx`update channel_accounts set settings = ${settings}, disabled_at = ${disabledAt} where id = ${id}`;
}

/** A health nobody has written for so long is news no more; whoever looks after an account writes twice as often. */
const HEALTH_STALE_SECONDS = 120;
export const HEALTH_REFRESH_MS = (HEALTH_STALE_SECONDS / 2) * 1000;

/** Writes down how an account is, for all processes of the desk. By the database's clock: it is one, theirs are many. */
export async function writeHealth(sql: Sql, accountId: number, health: ChannelHealth): Promise<void> {
  await sql`update channel_accounts set health = ${json(health)}::jsonb, health_at = now() where id = ${accountId}`;
}

/** How the accounts are, as last written; null: nobody has written lately. */
export async function readHealth(
  sql: Sql,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, ChannelHealth | null>> {
  const rows = await sql<{ id: number; health: ChannelHealth | null }[]>`
    select id, case when health_at > now() - make_interval(secs => ${HEALTH_STALE_SECONDS}) then health end as health
    from channel_accounts where id = any(${accountIds as number[]})`;
  return new Map(rows.map(({ id, health }) => [id, health]));
}
