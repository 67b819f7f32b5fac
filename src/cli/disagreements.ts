import { pathToFileURL } from "node:url";
import { FLAG_NAMES, type Reading } from "../core/reading.ts";
import { err, ok } from "../core/result.ts";
import { connect, type Sql } from "../db/connect.ts";
import { joinDatabase } from "../db/maintenance.ts";
import { readWords } from "../words-given.ts";
import { type Command, databaseRefusal, type Refusal, runCommand } from "./door/command.ts";

const USAGE: Refusal = {
  message: "Usage: npm run -s disagreements -- [--limit 50]",
  hint: "Prints texts that the model and the offline engine read differently, newest first, as candidates for prompts/examples.",
};

/**
 * `npm run -s disagreements`: a line of JSON each, with the keys of a row of `prompts/examples` as the desk took the text
 * in the end, and under `offline` what the offline engine had made of it. Personal data is redacted.
 */
export const disagreements: Command = async (words, { config, say }) => {
  const limit = limitOf(words);
  if (limit === null) return err(USAGE);
  const opened = await joinDatabase(config, say);
  if (!opened.ok) return opened;
  const database = connect(opened.value.connection, 1);
  try {
    const turns = await newest(database.sql, limit);
    return ok(turns.map((turn) => JSON.stringify(candidate(turn))));
  } catch (cause) {
    return err(databaseRefusal(cause));
  } finally {
    await database.close();
    await opened.value.close();
  }
};

function limitOf(words: readonly string[]): number | null {
  const given = readWords(words, { options: { limit: { type: "string", default: "50" } } });
  const limit = given.ok ? Number(given.value.values.limit) : 0;
  return Number.isInteger(limit) && limit > 0 ? limit : null;
}

interface Disagreed {
  readonly id: number;
  readonly reading: Reading;
  readonly offlineReading: Reading;
}

/** By id, which is the order of their making; superseded turns stand again in the one that took their place. */
const newest = (sql: Sql, limit: number) => sql<Disagreed[]>`
  select id, reading, offline_reading from turns
  where offline_reading is not null and outcome <> 'superseded' order by id desc limit ${limit}`;

function candidate({ id, reading, offlineReading }: Disagreed) {
  const { language, category, categorySecond, sentiment, heat, urgency, redacted } = reading;
  return {
    text: redacted,
    second: categorySecond,
    sentiment,
    heat,
    urgency,
    author: `customer · turn ${id}`,
    language,
    category,
    flags: raised(reading),
    offline: { category: offlineReading.category, urgency: offlineReading.urgency, flags: raised(offlineReading) },
  };
}

const raised = ({ flags }: Reading): readonly string[] => FLAG_NAMES.filter((name) => flags[name]);

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await runCommand(disagreements);
