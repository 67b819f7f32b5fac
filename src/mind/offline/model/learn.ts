import { CATEGORIES } from "../../../core/reading.ts";
import { normalise } from "../normalise.ts";
import { type Example, SENTIMENTS } from "./examples.ts";
import { featuresOf } from "./features.ts";
import type { ReadingModel } from "./file.ts";
import { probabilities } from "./linear.ts";
import { lesson, trainHead } from "./train.ts";

/** Learns both heads from examples. The same examples in the same order give the same model to the last bit. */
export function learn(examples: readonly Example[]): ReadingModel {
  const folded = examples.map(({ text }) => normalise(text).text);
  const lessons = (label: (example: Example) => number, second: (example: Example) => number | null) =>
    examples.map((example, n) => lesson(folded[n] ?? "", label(example), second(example)));
  const numberOf = (category: Example["category"]) => CATEGORIES.indexOf(category);
  return {
    category: trainHead(
      CATEGORIES,
      lessons(
        ({ category }) => numberOf(category),
        ({ second }) => (second === null ? null : numberOf(second)),
      ),
    ),
    sentiment: trainHead(
      SENTIMENTS,
      lessons(
        ({ sentiment }) => SENTIMENTS.indexOf(sentiment),
        () => null,
      ),
    ),
  };
}

/** Every `of`th voice judges, the others teach: a voice is never on both sides. */
export function splitByAuthor(
  examples: readonly Example[],
  of: number,
  part = 0,
): { readonly teach: readonly Example[]; readonly judge: readonly Example[] } {
  const judges = (example: Example) => hashOf(`${example.language}/${example.author}`) % of === part;
  return { teach: examples.filter((example) => !judges(example)), judge: examples.filter(judges) };
}

/** How often the model alone names the category, or the second one where there are two. */
export function accuracyOf({ category }: Pick<ReadingModel, "category">, examples: readonly Example[]): number {
  const right = examples.filter((example) => {
    const scores = probabilities(category, featuresOf(normalise(example.text).text));
    const best = CATEGORIES[scores.indexOf(Math.max(...scores))];
    return best === example.category || best === example.second;
  });
  return right.length / Math.max(1, examples.length);
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
