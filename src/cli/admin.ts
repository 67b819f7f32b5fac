import { randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";
import type { Config } from "../config.ts";
import { err, ok, type Result } from "../core/result.ts";
import { connect, type Database } from "../db/connect.ts";
import { joinDatabase } from "../db/maintenance.ts";
import { lastApplied } from "../db/migrate.ts";
import { createAuth, endSessions, makeResetToken } from "../http/auth.ts";
import { type Command, databaseRefusal, type Refusal, runCommand } from "./door/command.ts";

const USAGE: Refusal = {
  message: "Usage: npm run -s admin -- list | reset <email> | sessions end <email>",
  hint: "`list` shows who can sign in, `reset` makes a one-time link to a new password, `sessions end` signs out everywhere.",
};

type Lines = Result<readonly string[], Refusal>;
type Act = (database: Database, config: Config) => Promise<Lines>;

/** `npm run -s admin -- …`: accounts, from the machine itself and beside a running desk. */
export const admin: Command = async (words, { config, say }) => {
  const act = actOf(words);
  if (act === null) return err(USAGE);
  const opened = await joinDatabase(config, say);
  if (!opened.ok) return opened;
  const database = connect(opened.value.connection, 1);
  try {
    if ((await lastApplied(database.sql)) === null)
      return err({ message: "No desk was ever started in this database.", hint: "Check DATA_DIR and DATABASE_URL." });
    return await act(database, config);
  } catch (cause) {
    return err(databaseRefusal(cause));
  } finally {
    await database.close();
    await opened.value.close();
  }
};

function actOf(words: readonly string[]): Act | null {
  const [first, second, third] = words;
  if (first === "list" && words.length === 1) return list;
  if (first === "reset" && second !== undefined && words.length === 2) return reset(second);
  if (first === "sessions" && second === "end" && third !== undefined && words.length === 3) return end(third);
  return null;
}

interface AgentRow {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly sessions: number;
  readonly seen: Date | null;
}

const list: Act = async ({ sql }) => {
  const agents = await sql<AgentRow[]>`
    select a.name, a.email, a.role, count(s.id)::int as sessions, max(s.updated_at) as seen
    from agents a left join sessions s on s.user_id = a.id and s.expires_at > now()
    where a.email is not null group by a.id order by a.role, a.email`;
  if (agents.length === 0) return ok(["Nobody can sign in yet: starting the desk prints a link for the first admin."]);
  const rows = agents.map(({ name, email, role, sessions, seen }) =>
    [email, role, name, String(sessions), seen?.toISOString() ?? ""].join("\t"),
  );
  return ok([["email", "role", "name", "sessions", "last seen"].join("\t"), ...rows]);
};

const reset =
  (email: string): Act =>
  async (database, config) => {
    // Nothing is signed here, so the desk's own key, which another user may own, is left alone.
    const auth = createAuth(database, { secret: randomBytes(32).toString("hex"), secureCookies: false });
    const [clock] = await database.sql<{ now: Date }[]>`select now()`;
    const token = clock && (await makeResetToken(auth, database.sql, email, clock.now));
    if (!token) return err(unknown(email));
    return ok([
      `${config.publicUrl ?? `http://127.0.0.1:${config.port}`}/reset?token=${token}`,
      "Whoever opens it within 24 hours sets a new password, once; that ends every session. Older links have ended.",
    ]);
  };

const end =
  (email: string): Act =>
  async ({ sql }) => {
    const ended = await endSessions(sql, email);
    return ended === null ? err(unknown(email)) : ok([`Ended ${ended} session(s) of ${email}.`]);
  };

const unknown = (email: string): Refusal => ({
  message: `Nobody signs in as ${email}.`,
  hint: "Look at: npm run -s admin -- list",
});

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await runCommand(admin);
