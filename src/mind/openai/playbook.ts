import type { Playbook } from "../../core/playbook.ts";
import type { ReplyLanguage } from "../../core/reading.ts";

/** A playbook in a few lines, for a model: what to ask, what to send, what only a person may grant, how to word it. */
export function playbookLines({ category, ask, evidence, remedies, words }: Playbook, language: ReplyLanguage): string {
  const list = (name: string, keys: readonly string[]) => (keys.length === 0 ? [] : [`${name} ${keys.join(", ")}`]);
  const data = [
    ...list("ask for", ask),
    ...list("evidence", evidence),
    ...list(
      "only a person may grant",
      remedies.map(({ key }) => key),
    ),
  ];
  return [`Playbook, if it is ${category}: ${data.join("; ")}`, ...words[language].notes].join("\n");
}
