import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPLY_LANGUAGES, type ReplyLanguage } from "../../core/reading.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Fault } from "../../declared/fault.ts";
import { type PhrasePart, parsePhrases } from "./parse-phrases.ts";
import { FILES, type PartKey, type PartSpec } from "./parts.ts";

/** Every sentence the desk can say, by language and part. Complete: a loaded phrasebook has every part. */
export type Phrasebook = Readonly<Record<ReplyLanguage, Readonly<Record<PartKey, readonly string[]>>>>;

const loaded = new Map<string, Phrasebook>();

/**
 * Reads `<dir>/{fa,ar,en}/*.md` once; later calls for the same folder return the same frozen phrasebook.
 * @param dir  the `prompts/phrases` folder
 * @returns the phrasebook, or every fault at once, each naming file, line and fix. Nothing is kept of a faulty folder.
 */
export function loadPhrasebook(dir: string): Result<Phrasebook, readonly Fault[]> {
  const known = loaded.get(dir);
  if (known) return ok(known);

  const faults: Fault[] = [];
  const languages = REPLY_LANGUAGES.map((language) => [language, loadLanguage(dir, language, faults)] as const);
  if (faults.length > 0) return err(faults);

  const phrasebook = Object.freeze(Object.fromEntries(languages)) as Phrasebook;
  loaded.set(dir, phrasebook);
  return ok(phrasebook);
}

function loadLanguage(dir: string, language: ReplyLanguage, faults: Fault[]): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = {};
  const heard = new Map<string, string>();
  for (const [name, specs] of Object.entries(FILES)) {
    const file = join(dir, language, name);
    const markdown = readText(file);
    if (markdown === null) {
      faults.push({ file, line: 0, fix: "add this file, or restore it from the project" });
      continue;
    }
    const parsed = parsePhrases(file, markdown);
    faults.push(...parsed.faults);
    for (const part of parsed.parts) {
      const spec = (specs as Readonly<Record<string, PartSpec>>)[part.key];
      if (found[part.key] || !spec) {
        const fix = spec
          ? `\`${part.key}\` is here twice: join the two`
          : `no part is called \`${part.key}\`: remove it`;
        faults.push({ file, line: part.line, fix });
        continue;
      }
      faults.push(...faultsOfPart(file, part, spec, language, heard));
      found[part.key] = Object.freeze(part.variants.map((variant) => variant.text));
    }
    for (const key of Object.keys(specs)) {
      if (!found[key]) faults.push({ file, line: 0, fix: `add the part \`## ${key}\`` });
    }
  }
  return Object.freeze(found);
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** @param heard  sentences with slots or an end, seen so far in the language: the same one in two parts would repeat itself */
function faultsOfPart(
  file: string,
  part: PhrasePart,
  spec: PartSpec,
  language: ReplyLanguage,
  heard: Map<string, string>,
): Fault[] {
  const faults: Fault[] = [];
  const fault = (line: number, fix: string) => faults.push({ file, line, fix });
  if (part.variants.length < spec.least) {
    fault(part.line, `\`${part.key}\` needs at least ${spec.least} variants and has ${part.variants.length}`);
  }
  for (const { text, line } of part.variants) {
    const slots = [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
    for (const slot of spec.slots) {
      if (slots.filter((name) => name === slot).length !== 1) fault(line, `write {${slot}} exactly once`);
    }
    for (const slot of slots) {
      if (!(spec.slots as readonly string[]).includes(slot)) fault(line, `{${slot}} has no meaning here: remove it`);
    }
    if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, "")))
      fault(line, "a slot is written {name}: close or remove the brace");
    const questions = text.match(/[?؟]/g)?.length ?? 0;
    if (questions > (spec.asks ? 1 : 0)) {
      fault(
        line,
        spec.asks ? "ask one question only" : "say it without a question mark: the question has its own part",
      );
    }
    if (language === "fa" && /[يكى]/.test(text)) fault(line, "write Persian ی and ک, not Arabic ي, ى and ك");
    const twin = heard.get(text);
    if (twin !== undefined && spec.least > 1) fault(line, `this already stands in \`${twin}\`: word it differently`);
    heard.set(text, part.key);
  }
  return faults;
}
