import type { Concepts } from "../offline/model/concepts.ts";
import type { Example } from "../offline/model/examples.ts";
import { accuracyOf, learn, splitByAuthor } from "../offline/model/learn.ts";
import { count, ratio, type Table } from "./table.ts";

const JUDGES = 4;
const SHARES = [0.25, 0.5, 0.75, 1];

/** The learning curve of the linear model alone: how well it knows voices that taught it nothing, by number of rows. */
export function learningCurve(examples: readonly Example[], concepts: Concepts): Table {
  const { teach, judge } = splitByAuthor(examples, JUDGES);
  const languages = [...new Set(examples.map(({ language }) => language))];
  return {
    title: "Learning curve",
    note: "The category by the linear model alone, judged by authors whose rows it has not seen.",
    columns: [count("rows"), ...languages.map(ratio)],
    rows: SHARES.map((part) => {
      const some = teach.filter((_, n) => n % 4 < part * 4);
      const model = learn(some, concepts);
      const right = languages.map((each) =>
        accuracyOf(
          model,
          judge.filter(({ language }) => language === each),
        ),
      );
      return { name: `${part * 100} %`, figures: [some.length, ...right] };
    }),
  };
}
