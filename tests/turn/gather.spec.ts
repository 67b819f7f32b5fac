import { expect, it } from "vitest";
import type { LookupAnswer, Passage } from "../../src/core/grounds.ts";
import { gatherFrom } from "../../src/turn/gather.ts";
import type { TurnFile } from "../../src/turn/load.ts";
import { QUIET } from "../support/rows.ts";

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
