import type { Fault } from "../../declared/fault.ts";
import { checkAnswer } from "./schema.ts";

/**
 * What is wrong with the examples a model is shown: an answer that does not fit the schema, or a quote that its message
 * does not hold, would teach it to answer so.
 * @param text  `New message: …` lines, each followed by the JSON of its answer
 */
export function faultsOfExamples(
  file: string,
  text: string,
  subcategories: readonly string[] | null,
): readonly Fault[] {
  const faults: Fault[] = [];
  let message = "";
  let shown = 0;
  for (const [n, line] of text.split("\n").entries()) {
    if (line.startsWith("New message: ")) message = line.slice("New message: ".length);
    if (!line.startsWith("{")) continue;
    shown += 1;
    const at = { file, line: n + 1 };
    const checked = checkAnswer(parsed(line));
    if ("problem" in checked) {
      faults.push({ ...at, fix: `the answer does not fit: ${checked.problem}: write it as the schema has it` });
      continue;
    }
    const { subcategory, evidence, facts } = checked.answer.reading;
    if (subcategory !== null && subcategories && !subcategories.includes(subcategory))
      faults.push({ ...at, fix: `the taxonomy has no \`${subcategory}\`: write one of its keys, or null` });
    for (const { quote } of [...evidence, ...facts])
      if (!message.includes(quote))
        faults.push({ ...at, fix: `"${quote}" does not stand in the message: quote it exactly` });
  }
  if (shown === 0)
    faults.push({ file, line: 1, fix: "there is no example: write `New message: …` and its answer below it" });
  return faults;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
