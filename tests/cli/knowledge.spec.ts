import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { knowledge } from "../../src/cli/knowledge.ts";
import { projectRoot } from "../../src/project-root.ts";
import { type TempFolder, tempFolder } from "../support/temp-folder.ts";
import { deskOnFolder, type FolderDesk } from "./desk-on-folder.ts";

let desk: FolderDesk;
let files: TempFolder;
beforeAll(async () => {
  desk = deskOnFolder();
  files = tempFolder();
  await desk.start();
});
afterAll(async () => {
  await desk.close();
  files.remove();
});

const said: string[] = [];
const run = async (...words: string[]) => {
  said.length = 0;
  const say = (line: string) => void said.push(line);
  return knowledge(words, { config: desk.config, say, signal: new AbortController().signal });
};

async function lines(...words: string[]): Promise<readonly string[]> {
  const answer = await run(...words);
  if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.hint}`);
  return answer.value;
}

function write(name: string, text: string): string {
  const file = join(files.path, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const article = (title: string, text: string) => `---\ntitle: ${title}\nlanguage: en\n---\n\n${text}\n`;

describe("npm run knowledge, beside a running desk", () => {
  it("imports the examples, and again without doubling or changing anything", async () => {
    const folder = join(projectRoot, "examples/knowledge");
    expect(await lines("import", folder)).toEqual(["96 added, 0 changed, 0 as before, 0 fault(s) left out."]);
    expect(await lines("import", folder)).toEqual(["0 added, 0 changed, 96 as before, 0 fault(s) left out."]);
    expect(await lines("list", "--language", "ar")).toHaveLength(1 + 32);
  });

  it("says what a question finds, and whether that would be the answer", async () => {
    const [first] = await lines("search", "پسورد حسابم یادم نیست", "--language", "fa");
    expect(first).toMatch(/^answers\t[\d.]+\tKB-\d+#\d\tفراموشی رمز عبور\t/);
    expect(await lines("search", "zzz", "--language", "en")).toEqual(["No article is about it."]);
  });

  it("changes an article whose file has changed", async () => {
    write("one/hours.md", article("Lift", "The lift is out of order."));
    expect(await lines("import", join(files.path, "one"))).toEqual([
      "1 added, 0 changed, 0 as before, 0 fault(s) left out.",
    ]);
    write("one/hours.md", article("Lift", "The lift works again."));
    expect(await lines("import", join(files.path, "one"))).toEqual([
      "0 added, 1 changed, 0 as before, 0 fault(s) left out.",
    ]);
    expect((await lines("search", "does the lift work", "--language", "en"))[0]).toContain("\tLift\t");
  });

  it("imports nothing where one file is at fault, and names each fault with its line and what to do", async () => {
    write("two/a.md", article("Good", "Good words."));
    write("two/b.md", "no front matter");
    write("two/deep/c.md", "---\ntitle: Parking\nlanguage: de\ntags: x\n---\n");
    write("two/d.md", "---\ntitle: fees: all of them\n---\ntext\n");
    const refused = await run("import", join(files.path, "two"));
    expect(refused).toMatchObject({ ok: false, error: { message: expect.stringContaining("Nothing was imported") } });
    expect(said).toEqual([
      expect.stringMatching(/^b\.md:1: no front matter; begin with/),
      expect.stringMatching(/^d\.md:2: .*; quote values that hold a colon$/),
      expect.stringMatching(/^deep\/c\.md:1: "tags" is no field; use title/),
      expect.stringMatching(/^deep\/c\.md:1: language is "de"; write fa, ar or en/),
      expect.stringMatching(/^deep\/c\.md:1: there is no text; write/),
    ]);
    expect((await lines("list")).join("\n")).not.toContain("Good");
    expect(await lines("import", join(files.path, "two"), "--skip-bad")).toEqual([
      "1 added, 0 changed, 0 as before, 5 fault(s) left out.",
    ]);
  });

  it("reads a table, its questions parted by |, whatever parts its columns", async () => {
    const table = write(
      "table.csv",
      '\ufefftitle;language;body;questions\nWifi;;"Ask at the desk;\nit is free.";Is there wifi?|Internet\n',
    );
    expect(await lines("import", table, "--language", "en")).toEqual([
      "1 added, 0 changed, 0 as before, 0 fault(s) left out.",
    ]);
    expect((await lines("search", "internet", "--language", "en"))[0]).toMatch(/^answers\t.*\tWifi\t/);
    const broken = write("broken.csv", 'title,body\n"open,text\n');
    expect((await run("import", broken)).ok).toBe(false);
    expect(said[0]).toMatch(/^broken\.csv:\d+: .*close every quote/);
  });

  it("takes yes and no in three languages, and refuses any other word for them and a cell too many", async () => {
    const words = ["yes", "TRUE", "۱", "بله", "نعم", "", "no", "False", "0", "خیر", "لا"];
    const rows = words.map((word, nth) => `Ramp ${nth},There is ramp ${nth}.,en,${word}`);
    const head = "title,body,language,published";
    await lines("import", write("ramps.csv", [head, ...rows].join("\n")));
    const listed = (await lines("list")).filter((line) => line.includes("Ramp ")).toReversed();
    expect(listed.map((line) => line.split("\t")[2])).toEqual([...Array(6).fill("yes"), ...Array(5).fill("no")]);

    const bad = write(
      "bad.csv",
      `${head}\nSlide,It is long.,en,maybe\nSwing,It is high, really,en,yes\nPool,Deep.,,yes\n`,
    );
    expect((await run("import", bad)).ok).toBe(false);
    expect(said).toEqual([
      'bad.csv:2: published is "maybe"; write yes or no',
      expect.stringMatching(/^bad\.csv:3: there are 5 cells for 4 columns; put a text/),
      "bad.csv:4: no language; write fa, ar or en",
    ]);
  });

  it("tells how it is called, for anything else", async () => {
    for (const words of [[], ["import"], ["search", "x"], ["list", "--language", "de"], ["import", "x", "--colour"]])
      expect(await run(...words)).toMatchObject({ ok: false, error: { message: expect.stringMatching(/^Usage/) } });
  });
});
