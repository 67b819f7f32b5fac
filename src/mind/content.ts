import { readdirSync } from "node:fs";
import { join } from "node:path";
import { err, ok, type Result } from "../core/result.ts";
import type { ReviewPolicy } from "../core/review.ts";
import type { Fault } from "../declared/fault.ts";
import { loadHandling } from "./handling/load.ts";
import type { Handling } from "./handling/place.ts";
import { readExamples } from "./offline/model/examples.ts";
import { readThesaurus } from "./offline/model/thesaurus.ts";
import { type DescribePrompt, loadDescribePrompt, loadRespondPrompt, type RespondPrompt } from "./prompt-files.ts";
import { loadReviewPolicy } from "./review-policy.ts";
import { loadPhrasebook, type Phrasebook } from "./writing/phrasebook.ts";

/** All the words and rules of an organisation that the mind works with. */
export interface Content {
  readonly phrasebook: Phrasebook;
  readonly handling: Handling;
  readonly prompt: RespondPrompt;
  readonly describe: DescribePrompt;
  readonly review: ReviewPolicy;
}

/**
 * Loads what stands below `prompts`.
 * @param prompts   the folder
 * @param taxonomy  name of the one in force, as `retail`
 * @returns the content, or every mistake in it at once, each with file, line and fix
 */
export function loadContent(prompts: string, taxonomy: string): Result<Content, readonly Fault[]> {
  const phrasebook = loadPhrasebook(join(prompts, "phrases"));
  const handling = loadHandling(prompts, taxonomy);
  const keys = handling.ok ? handling.value.taxonomy.subcategories.map(({ key }) => key) : null;
  const prompt = loadRespondPrompt(prompts, keys);
  const describe = loadDescribePrompt(prompts);
  const review = loadReviewPolicy(join(prompts, "policy/review.yaml"));
  if (phrasebook.ok && handling.ok && prompt.ok && describe.ok && review.ok)
    return ok({
      phrasebook: phrasebook.value,
      handling: handling.value,
      prompt: prompt.value,
      describe: describe.value,
      review: review.value,
    });
  return err([phrasebook, handling, prompt, describe, review].flatMap((loaded) => (loaded.ok ? [] : loaded.error)));
}

/** Every mistake below `prompts`, with every taxonomy there is and the rows the offline engine learns from. */
export function checkContent(prompts: string): readonly Fault[] {
  const faults = taxonomiesIn(prompts).flatMap((taxonomy) => {
    const content = loadContent(prompts, taxonomy);
    return content.ok ? [] : content.error;
  });
  // What all taxonomies share is told once.
  return [
    ...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values(),
    ...faultsOfRows(prompts),
    ...readThesaurus(join(prompts, "concepts")).faults,
  ];
}

const YAML = ".yaml";

function taxonomiesIn(prompts: string): readonly string[] {
  const names = readdirSync(join(prompts, "taxonomy")).filter((name) => name.endsWith(YAML));
  return names.map((name) => name.slice(0, -YAML.length)).sort();
}

function faultsOfRows(prompts: string): readonly Fault[] {
  const folder = join(prompts, "examples");
  return readExamples(folder).faults.map(({ file, line, problem }) => ({
    file: join(folder, file),
    line,
    fix: problem.replace(/\s*\n\s*/g, " "),
  }));
}
