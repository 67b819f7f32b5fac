import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { REPLY_LANGUAGES, type ReplyLanguage } from "../core/reading.ts";
import { err, ok, type Result } from "../core/result.ts";
import { OPERATOR } from "../db/audit.ts";
import { connect, type Sql } from "../db/connect.ts";
import { joinDatabase } from "../db/maintenance.ts";
import { listArticles } from "../knowledge/articles.ts";
import { importArticles, readPlace } from "../knowledge/import.ts";
import { searchArticles } from "../knowledge/search.ts";
import { readWords } from "../words-given.ts";
import { type Command, databaseRefusal, type Refusal, runCommand } from "./door/command.ts";
import { auditOperator } from "./door/operator.ts";

const USAGE: Refusal = {
  message:
    'Usage: npm run -s knowledge -- import <folder|file.csv> [--language fa] [--skip-bad] | list [--language fa] | search "<question>" --language fa',
  hint: "`import` reads Markdown files or a table, `list` shows what is there, `search` what a question finds. See docs/knowledge.md.",
};

type Lines = Result<readonly string[], Refusal>;
type Act = (sql: Sql) => Promise<Lines>;

/** `npm run -s knowledge -- …`: articles, from the machine itself and beside a running desk. */
export const knowledge: Command = async (words, { config, say }) => {
  const act = actOf(words, say);
  if (!act.ok) return act;
  const opened = await joinDatabase(config, say);
  if (!opened.ok) return opened;
  const database = connect(opened.value.connection, 1);
  try {
    const [known] = await database.sql<{ has: boolean }[]>`select to_regclass('public.articles') is not null as has`;
    if (!known?.has)
      return err({ message: "The database has no place for articles.", hint: "Start the desk once: it is made." });
    return await act.value(database.sql);
  } catch (cause) {
    return err(databaseRefusal(cause));
  } finally {
    await database.close();
    await opened.value.close();
  }
};

function actOf(words: readonly string[], say: (line: string) => void): Result<Act, Refusal> {
  const options = { language: { type: "string" }, "skip-bad": { type: "boolean" } } as const;
  const parsed = readWords(words, { options, allowPositionals: true });
  if (!parsed.ok) return err(USAGE);
  const { positionals, values } = parsed.value;
  const [name, given, ...more] = positionals;
  const language = REPLY_LANGUAGES.find((each) => each === values.language) ?? null;
  if (more.length > 0 || (values.language !== undefined && language === null)) return err(USAGE);
  if (name === "list" && given === undefined) return ok(list(language));
  if (name === "search" && given !== undefined && language) return ok(search(given, language));
  if (name === "import" && given !== undefined) return importFrom(given, language, values["skip-bad"] ?? false, say);
  return err(USAGE);
}

/** Reads first: a fault in a file is told without touching the database. */
function importFrom(
  given: string,
  language: ReplyLanguage | null,
  skipBad: boolean,
  say: (line: string) => void,
): Result<Act, Refusal> {
  const place = resolve(given);
  if (!existsSync(place))
    return err({ message: `There is nothing at ${place}.`, hint: "Give a folder or a CSV file." });
  const { items, faults } = readPlace(place, language);
  for (const { file, line, problem } of faults) say(`${file}:${line}: ${problem}`);
  if (faults.length > 0 && !skipBad) {
    const hint =
      "Mend the files, or leave out what is at fault with --skip-bad; --language is for files that name no language.";
    return err({ message: `Nothing was imported: ${faults.length} fault(s).`, hint });
  }
  if (items.length === 0) return err({ message: `No article in ${place}.`, hint: "Files of Markdown end in .md." });
  return ok((sql) =>
    sql.begin(async (tx) => {
      const [clock] = await tx<{ now: Date }[]>`select now()`;
      if (!clock) throw new Error("The database told no time.");
      const count = await importArticles(tx, items, { by: OPERATOR, at: clock.now });
      await auditOperator(tx, { action: "article.imported", detail: { ...count } });
      const { added, changed, unchanged } = count;
      return ok([`${added} added, ${changed} changed, ${unchanged} as before, ${faults.length} fault(s) left out.`]);
    }),
  );
}

const MOST_LISTED = 100_000;

const list =
  (language: ReplyLanguage | null): Act =>
  async (sql) => {
    const articles = await listArticles(sql, { language: language ?? undefined, limit: MOST_LISTED });
    if (articles.length === 0) return ok(["No article yet. Try: npm run -s knowledge -- import examples/knowledge"]);
    const rows = articles.map(({ id, language: of, published, title, source }) =>
      [String(id), of, published ? "yes" : "no", title, source ?? ""].join("\t"),
    );
    return ok([["id", "language", "published", "title", "source"].join("\t"), ...rows]);
  };

const search =
  (question: string, language: ReplyLanguage): Act =>
  async (sql) => {
    const found = (await searchArticles(sql, question, language)).filter(({ score }) => score > 0);
    if (found.length === 0) return ok(["No article is about it."]);
    return ok(
      found.map(({ articleId, title, score, passage, answers, byWords, byLetters }) =>
        [
          answers ? "answers" : "",
          score.toFixed(2),
          `KB-${articleId}#${passage?.number ?? ""}`,
          title,
          `by words ${byWords ?? "–"}, by letters ${byLetters ?? "–"}`,
        ].join("\t"),
      ),
    );
  };

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await runCommand(knowledge);
