import type { Sql } from "../../src/db/connect.ts";

/** Fills any schema with rows, whatever its tables are: what is said here is only what the desk could not read otherwise. */

const READING = JSON.stringify({
  language: "fa",
  category: "delivery",
  sentiment: "negative",
  heat: 1,
  urgency: "normal",
  substance: 1,
  wantsHuman: false,
  flags: {},
  facts: [],
  evidence: [],
  summary: "",
});
const WORDS: Readonly<Record<string, string>> = {
  "agents.role": "agent",
  "channel_accounts.channel": "memory",
  "clocks.kind": "promise",
  "clocks.state": "met",
  "conversations.language": "fa",
  "conversations.reading": READING,
  "conversations.state": "bot",
  "facts.kind": "order_id",
  "files.kind": "document",
  "messages.author": "customer",
  "messages.kind": "text",
  "outbox.speaker": "bot",
  "outbox.state": "sent",
  "promises.state": "kept",
  "settings.default_language": "fa",
  "settings.hours": '{"mon": [["08:00", "16:00"]]}',
  "settings.zone": "Asia/Tehran",
  "setup_links.role": "agent",
  "tickets.category": "delivery",
  "tickets.language": "fa",
  "tickets.priority": "normal",
  "tickets.status": "closed",
  "turns.reading": READING,
};
/** Quotes, markup, a joiner, both directions, a picture beyond the basic plane: what customers really are called. */
const ODD = `O'Brien "علی‌رضا" \\N %_ <b> 😡\t\n`;
const FAR = "2099-12-31T23:59:59.999999Z";

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
  readonly identity: boolean;
  /** The table this column points at, and the column there. */
  readonly pointsAt: string | null;
  readonly pointsTo: string | null;
}

/** The columns of all tables, those that others point at first. */
export async function columnsOf(sql: Sql): Promise<ReadonlyMap<string, readonly Column[]>> {
  const columns = await sql<Column[]>`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable,
      a.atthasdef as has_default, a.attidentity <> '' as identity, k.confrelid::regclass::text as points_at,
      (select attname from pg_attribute where attrelid = k.confrelid and attnum = k.confkey[1]) as points_to
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum]
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = '' order by c.relname, a.attnum`;
  const left = new Map<string, Column[]>();
  for (const column of columns) left.set(column.table, [...(left.get(column.table) ?? []), column]);
  const ordered = new Map<string, readonly Column[]>();
  while (left.size > 0) {
    const ready = [...left].filter(([table, own]) =>
      own.every(({ pointsAt }) => pointsAt === null || pointsAt === table || ordered.has(pointsAt)),
    );
    if (ready.length === 0) throw new Error(`These tables point at each other: ${[...left.keys()].join(", ")}.`);
    for (const [table, own] of ready) {
      ordered.set(table, own);
      left.delete(table);
    }
  }
  return ordered;
}

type Row = Readonly<Record<string, unknown>>;

/** Two rows in every table: one of defaults and nulls, one of odd values; a table of one row keeps to one. */
export async function fillEveryTable(sql: Sql): Promise<void> {
  const made = new Map<string, Row[]>();
  for (const [table, columns] of await columnsOf(sql)) {
    const rows: Row[] = [];
    for (const odd of table === "settings" ? [true] : [false, true]) {
      const given = columns.filter(
        ({ identity, hasDefault, nullable }) => !identity && (odd || !(hasDefault || nullable)),
      );
      const values = given.map((column) => aValue(column, odd, made));
      const names = given.map(({ name }) => `"${name}"`).join(", ");
      const places = given.map(({ type }, index) => `$${index + 1}::text::${type}`).join(", ");
      const what = given.length === 0 ? "default values" : `(${names}) values (${places})`;
      const [row] = await sql.unsafe(`insert into "${table}" ${what} returning to_jsonb("${table}") as row`, values);
      rows.push(row?.row);
    }
    made.set(table, rows);
  }
}

function aValue(column: Column, odd: boolean, made: ReadonlyMap<string, readonly Row[]>): string | null {
  const { table, name, type, pointsAt, pointsTo, nullable } = column;
  if (pointsAt !== null && pointsTo !== null) {
    const target = made.get(pointsAt)?.at(odd ? 1 : 0) ?? made.get(pointsAt)?.[0];
    return target === undefined && nullable ? null : String(target?.[pointsTo]);
  }
  const words = WORDS[`${table}.${name}`];
  if (words !== undefined) return words;
  if (table === "settings" && name === "id") return "1";
  if (type.endsWith("[]")) return "{}";
  // Nothing of it is due: a desk that starts on it shall be quiet.
  if (type.startsWith("timestamp")) return odd || name === "due_at" ? FAR : "2026-11-22T10:00:00Z";
  switch (type) {
    case "boolean":
      return String(odd);
    case "smallint":
      return odd ? "9999" : "1";
    case "integer":
      return odd ? "1000000" : "1";
    case "bigint":
      return odd ? "9007199254740991" : "1";
    case "real":
      return odd ? "0.123456" : "1";
    case "jsonb":
      return column.hasDefault ? "[]" : odd ? JSON.stringify({ odd: ODD }) : "{}";
    case "bytea":
      return odd ? "\\x005c0a0dff" : "\\x";
    case "tsvector":
      return odd ? "'علی':1 'o''brien'" : "";
    case "text":
      return odd ? `${ODD}${table}` : `${table}.${name}`;
    default:
      throw new Error(`${table}.${name}: say in this file what a ${type} looks like.`);
  }
}

/** Every row of every table, as JSON. */
export async function everyRow(sql: Sql): Promise<ReadonlyMap<string, readonly Row[]>> {
  const rows = new Map<string, readonly Row[]>();
  for (const table of (await columnsOf(sql)).keys()) {
    const found = await sql.unsafe(`select to_jsonb(t) as row from "${table}" t order by to_jsonb(t)::text`);
    rows.set(
      table,
      found.map(({ row }) => row),
    );
  }
  return rows;
}
