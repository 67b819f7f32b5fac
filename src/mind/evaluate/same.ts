import { FLAG_NAMES, type Language, type Reading } from "../../core/reading.ts";
import { randomOf } from "../offline/model/train.ts";
import type { Cases } from "./cases.ts";
import type { Held } from "./found.ts";
import { MUTATIONS } from "./mutations.ts";

/** A message, changed so that its meaning stays. */
export interface Pair {
  readonly name: string;
  readonly text: string;
  readonly changed: string;
  readonly insults: boolean;
}

const SEED = 20_261_129;
const ARABIC_SCRIPT = /[\u0621-\u06d3]/;
/** Some variants add an insult: the flag for it may rise in any of them. */
const WRITTEN = { insults: true } as const;

/** Every message changed in every way that changes it. The same messages give the same pairs. */
export function mutated(messages: readonly { readonly text: string; readonly lang: Language }[]): readonly Pair[] {
  const random = randomOf(SEED);
  return MUTATIONS.flatMap(({ name, insults, change }) =>
    messages.flatMap(({ text, lang }) => {
      const changed = change(text, lang, random);
      return changed === null ? [] : [{ name, text, changed, insults }];
    }),
  );
}

/** What people wrote another way; the same in Latin letters is a kind of its own. */
export function written(cases: Cases["metamorphic"]): readonly Pair[] {
  return cases.flatMap(({ text, variants }) =>
    variants.map((changed) => {
      const finglish = ARABIC_SCRIPT.test(text) && !ARABIC_SCRIPT.test(changed);
      return { name: finglish ? "in Finglish" : "written another way", text, changed, ...WRITTEN };
    }),
  );
}

/** Which labels of the original are those of the changed message. */
export function heldOf({ name, insults }: Pick<Pair, "name" | "insults">, original: Reading, changed: Reading): Held {
  const compared = FLAG_NAMES.filter((flag) => !(insults && flag === "abusive"));
  return {
    name,
    category: original.category === changed.category,
    urgency: original.urgency === changed.urgency,
    flags: compared.every((flag) => original.flags[flag] === changed.flags[flag]),
  };
}
