import { randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";
import type { Config } from "../config.ts";
import { err, ok, type Result } from "../core/result.ts";
import { keepsAudit } from "../db/audit.ts";
import { connect, type Database } from "../db/connect.ts";
import { joinDatabase } from "../db/maintenance.ts";
import { lastApplied } from "../db/migrate.ts";
import { endSessions, findAgent, makeResetToken, openAuth } from "../http/auth.ts";
import { resetSecondFactor } from "../http/second-factor.ts";
import { type Command, databaseRefusal, type Refusal, runCommand } from "./door/command.ts";
import { auditOperator } from "./door/operator.ts";

const USAGE: Refusal = {
  message: "Usage: npm run -s admin -- list | reset <email> | sessions end <email>",
  hint: "`list` shows who can sign in, `reset` makes a one-time link to a new password and takes the second factor off, `sessions end` signs out everywhere.",
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
    if (!(await keepsAudit(database.sql)))
      return err({ message: "The database is older than this program.", hint: "Start the desk once: it is upgraded." });
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
  readonly secondFactor: boolean;
  readonly gone: boolean;
  readonly sessions: number;
  readonly seen: Date | null;
}

const list: Act = async ({ sql }) => {
  const agents = await sql<AgentRow[]>`
    select a.name, a.email, a.role, a.two_factor_enabled as second_factor, a.deactivated_at is not null as gone,
      count(s.id)::int as sessions, max(s.updated_at) as seen
    from agents a left join sessions s on s.user_id = a.id and s.expires_at > now()
    where a.email is not null group by a.id order by a.role, a.email`;
  if (agents.length === 0) return ok(["Nobody can sign in yet: starting the desk prints a link for the first admin."]);
  const rows = agents.map(({ name, email, role, secondFactor, gone, sessions, seen }) =>
    [email, gone ? "left" : role, name, String(sessions), seen?.toISOString() ?? "", secondFactor ? "yes" : "no"].join(
      "\t",
    ),
  );
  return ok([["email", "role", "name", "sessions", "last seen", "second factor"].join("\t"), ...rows]);
};

const reset =
  (email: string): Act =>
  async (database, config) => {
    const [clock] = await database.sql<{ now: Date }[]>`select now()`;
    const agentId = await findAgent(database.sql, email);
    if (!clock || agentId === null) return err(unknown(email));
    // Nothing is signed here, so the desk's own key, which another user may own, is left alone.
    const secret = randomBytes(32).toString("hex");
    const auth = openAuth(database, { clock: { now: () => clock.now }, secret, secureCookies: false });
    const token = await makeResetToken(auth, database.sql, email, clock.now);
    const hadSecondFactor = await database.sql.begin(async (tx) => {
      const had = await resetSecondFactor(tx, agentId);
      await auditOperator(tx, { action: "password.link", subject: agentId });
      if (had) await auditOperator(tx, { action: "two_factor.reset", subject: agentId });
      return had;
    });
    return ok([
      `${config.publicUrl ?? `http://127.0.0.1:${config.port}`}/reset?token=${token}`,
      "Whoever opens it within 24 hours sets a new password, once; that ends every session. Older links have ended.",
      hadSecondFactor
        ? 'The second factor is off from now on: the agent sets it up again under "My account".'
        : "There was no second factor to reset.",
    ]);
  };

const end =
  (email: string): Act =>
  async ({ sql }) =>
    sql.begin(async (tx) => {
      const ended = await endSessions(tx, email);
      if (ended === null) return err(unknown(email));
      await auditOperator(tx, { action: "sessions.ended", subject: await findAgent(tx, email), detail: { ended } });
      return ok([`Ended ${ended} session(s) of ${email}.`]);
    });

const unknown = (email: string): Refusal => ({
  message: `Nobody signs in as ${email}.`,
  hint: "Look at: npm run -s admin -- list",
});

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await runCommand(admin);
