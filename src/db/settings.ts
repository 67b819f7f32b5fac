import type { Settings } from "../core/settings.ts";
import { json, type Sql, type Transaction } from "./connect.ts";

/** The organisation's settings; the row is made with the defaults where it is missing. */
export async function readSettings(sql: Sql | Transaction): Promise<Settings> {
  const [row] = await sql<Settings[]>`
    select organisation, default_language, zone, hours, first_reply_minutes, show_agent_names from settings where id = 1`;
  if (row) return row;
  await sql`insert into settings (id) values (1) on conflict do nothing`;
  return readSettings(sql);
}

/** The same for a change: whoever changes them meanwhile waits, or their fields would be written back as they were. */
export async function readSettingsToChange(tx: Transaction): Promise<Settings> {
  await tx`select from settings where id = 1 for no key update`;
  return readSettings(tx);
}

export async function writeSettings(sql: Sql | Transaction, settings: Settings): Promise<void> {
  const fields = {
    organisation: settings.organisation,
    defaultLanguage: settings.defaultLanguage,
    zone: settings.zone,
    firstReplyMinutes: settings.firstReplyMinutes,
    showAgentNames: settings.showAgentNames,
  };
  await sql`
    insert into settings ${sql({ id: 1, ...fields })}
    on conflict (id) do update set ${sql(fields)}, updated_at = now()`;
  await sql`update settings set hours = ${settings.hours === null ? null : json(settings.hours)}::jsonb where id = 1`;
}
