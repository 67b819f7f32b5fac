import { expect, it } from "vitest";
import type { LookupAnswer, Passage } from "../../src/core/grounds.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { addArticle } from "../../src/knowledge/articles.ts";
import { articlePassages, gatherFrom } from "../../src/turn/gather.ts";
import type { TurnFile } from "../../src/turn/load.ts";
import { NOON, openRows, QUIET } from "../support/rows.ts";

const file = { conversation: { id: 7 } } as TurnFile;
const passage: Passage = { articleId: 1, paragraph: 1, title: "T", text: "t", score: 1, answers: true };
const lookup: LookupAnswer = { source: "shop", subject: "#1", values: {} } as LookupAnswer;
const failing = async () => {
  throw new Error("down");
};

it("asks all sources side by side", async () => {
  const asked: string[] = [];
  let answer: () => void = () => {};
  const both = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const gather = gatherFrom(
    {
      passages: async () => {
        asked.push("passages");
        await both;
        return [passage];
      },
      lookups: async () => {
        asked.push("lookups");
        answer();
        return [lookup];
      },
    },
    () => {},
  );
  expect(await gather(file, {} as never, QUIET)).toEqual({ passages: [passage], lookups: [lookup] });
  expect(asked).toEqual(["passages", "lookups"]);
});

it("a source that fails says nothing, is told of with its conversation, and takes the others' word away from nobody", async () => {
  const told: unknown[] = [];
  const onError = (error: unknown, conversation: number) => void told.push([(error as Error).message, conversation]);
  const first = gatherFrom({ passages: failing, lookups: async () => [lookup] }, onError);
  expect(await first(file, {} as never, QUIET)).toEqual({ passages: [], lookups: [lookup] });
  const second = gatherFrom({ passages: async () => [passage], lookups: failing }, onError);
  expect(await second(file, {} as never, QUIET)).toEqual({ passages: [passage], lookups: [] });
  expect(told).toEqual([
    ["down", 7],
    ["down", 7],
  ]);
});

it("a paragraph too long for where every message costs answers nothing there: it is never cut", async () => {
  const rows = await openRows();
  try {
    const body = "A zeppelin flies at noon from the north mast.";
    const draft = {
      language: "en",
      title: "Zeppelin tours",
      body,
      questions: ["When is the zeppelin tour?"],
      published: true,
    } as const;
    await rows.sql.begin((tx) => addArticle(tx, draft, { by: "sara", at: NOON }));
    const said = [{ text: "When is the zeppelin tour?", attachments: [], heard: [], replyQuote: null, data: null }];
    const asking = {
      conversation: { id: 7, wishedLanguage: null },
      settings: DEFAULT_SETTINGS,
      said,
    } as unknown as TurnFile;
    const answering = async (room: Parameters<typeof articlePassages>[1]) =>
      (await articlePassages(rows.sql, room)(asking, { language: "en" } as never, QUIET)).map(({ answers }) => answers);
    const brief = (most: number) => ({ tooLong: (text: string) => text.length > most, instead: () => null });
    expect(await answering(() => ({}))).toEqual([true]);
    expect(await answering(() => ({ brief: brief(body.length) }))).toEqual([true]);
    expect(await answering(() => ({ brief: brief(20) }))).toEqual([false]);
  } finally {
    await rows.close();
  }
});
