import { atWallClock } from "../core/hours.ts";
import type { Sql } from "../db/connect.ts";
import type { Dialogue, Step } from "./dialogue.ts";

/** How far back, and how many at most. */
export interface PastWanted {
  readonly days: number;
  readonly most: number;
  /** Of the desk: a night is a night in its replay too. */
  readonly zone: string;
}

interface PastLine {
  readonly author: "customer" | "bot" | "agent" | "system";
  readonly text: string;
  readonly agentId: string | null;
  readonly createdAt: Date;
}

interface PastConversation {
  readonly id: number;
  readonly name: string;
  readonly zone: string;
}

/** A pause shorter than this was one breath: its messages were, and are, answered together. */
const BURST_MS = 6_000;
const MINUTE_MS = 60_000;
/** Longer silences teach nothing new: the clocks that run out in a week have run out. */
const LONGEST_WAIT = 7 * 1_440;

/**
 * Past conversations as scripts, the newest first: what customers and agents said and when, with nothing of the bot's.
 * Personal data stays where it is: these are played on this machine and kept nowhere.
 */
export async function pastDialogues(sql: Sql, { days, most, zone }: PastWanted): Promise<readonly Dialogue[]> {
  const rows = await sql<
    { id: number; name: string; lines: readonly (Omit<PastLine, "createdAt"> & { createdAt: string })[] }[]
  >`
    select c.id, p.name, (
      select jsonb_agg(jsonb_build_object('author', m.author, 'text', m.text, 'agentId', m.agent_id, 'createdAt', m.created_at)
        order by m.sequence)
      from messages m where m.conversation_id = c.id and m.author in ('customer', 'agent')) as lines
    from conversations c join contacts p on p.id = c.contact_id
    where c.last_message_at >= now() - make_interval(days => ${days}::int) and c.last_sequence > 0
    order by c.last_message_at desc, c.id desc limit ${most}`;
  return rows.flatMap(({ id, name, lines }) => {
    const said = lines.map((line) => ({ ...line, createdAt: new Date(line.createdAt) }));
    const script = scriptOf({ id, name, zone }, said);
    return script ? [script] : [];
  });
}

/** Null where the customer said nothing in words. */
export function scriptOf({ id, name, zone }: PastConversation, lines: readonly PastLine[]): Dialogue | null {
  const spoken = lines.filter(({ text }) => text.trim() !== "");
  const begins = spoken.findIndex(({ author }) => author === "customer");
  const [first, ...rest] = spoken.slice(Math.max(begins, 0));
  if (begins === -1 || !first) return null;
  const steps: Step[] = [];
  let at = first.createdAt;
  for (const line of rest) {
    const gap = line.createdAt.getTime() - at.getTime();
    const minutes = Math.min(Math.floor(gap / MINUTE_MS), LONGEST_WAIT);
    if (minutes > 0) steps.push({ wait: minutes });
    const last = steps.at(-1);
    if (line.author === "agent") steps.push({ agent: line.agentId ?? "phone", says: line.text });
    else if (gap < BURST_MS && last && "burst" in last) steps[steps.length - 1] = { burst: [...last.burst, line.text] };
    else if (gap < BURST_MS && last && "says" in last && !("agent" in last || "sends" in last))
      steps[steps.length - 1] = { burst: [last.says, line.text] };
    else steps.push({ says: line.text });
    at = line.createdAt;
  }
  return {
    id: String(id),
    language: "other",
    about: "",
    name,
    at: weekTime(first.createdAt, zone),
    says: first.text,
    knows: {},
    next: steps,
    expect: {},
    never: [],
  };
}

const WEEK = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** As `wed 22:10`. */
function weekTime(at: Date, zone: string): string {
  const wall = atWallClock(at, zone);
  return `${WEEK[wall.getUTCDay()]} ${wall.toISOString().slice(11, 16)}`;
}
