import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AS_WRITTEN, shuffled } from "../../src/simulation/chance.ts";
import { readPlaybill } from "../../src/simulation/dialogue.ts";
import { type TempFolder, tempFolder } from "../support/temp-folder.ts";

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
const GOOD = `- id: late
  language: en
  about: a late parcel
  says: my order is late
  expect: { owner: bot }
`;

/** As `file:line fix`. */
function faults(): readonly string[] {
  const read = readPlaybill(folder.path);
  if (read.ok) return [];
  return read.error.map(({ file, line, fix }) => `${file.slice(folder.path.length + 1)}:${line} ${fix}`);
}

describe("a folder of dialogues", () => {
  it("is read in the order of its files, with the settings of its desk", () => {
    write("b.yaml", GOOD.replace("late", "second"));
    write("a.yaml", GOOD);
    write("desk.yaml", 'organisation: Sepid\nhours:\n  sat: [["08:00", "16:00"]]\n');
    const read = readPlaybill(folder.path);
    expect(read).toMatchObject({
      ok: true,
      value: {
        settings: { organisation: "Sepid", hours: { sat: [["08:00", "16:00"]] } },
        dialogues: [
          { id: "late", at: null, knows: {}, next: [] },
          { id: "second", never: [] },
        ],
      },
    });
  });

  it("knows every kind of step", () => {
    const steps = [
      "{ says: hello }",
      "{ burst: [one, two] }",
      "{ wait: 5 }",
      "{ agent: sara, says: hello }",
      "{ agent: sara, does: resolve }",
      "{ sends: voice }",
      "{ sends: image, says: look }",
      '{ press: "yes" }',
      "{ outage: true }",
      "{ restart: true }",
    ];
    write("a.yaml", `${GOOD}  next:\n${steps.map((step) => `    - ${step}\n`).join("")}`);
    expect(faults()).toEqual([]);
  });

  it.each<[string, string, string]>([
    ["an id with capitals", GOOD.replace("late", "Late"), "a.yaml:1 `0.id` is lower-case letters, digits and -"],
    ["nothing said", GOOD.replace("my order is late", '""'), "a.yaml:4 `0.says` is empty"],
    ["a key that has no meaning", `${GOOD}  mood: cross\n`, "a.yaml:6 `0.mood` has no meaning here: remove it"],
    ["a moment that is none", `${GOOD}  at: midnight\n`, "a.yaml:6 `0.at` looks like `wed 22:10`"],
    ["a broken pattern", `${GOOD}  never: ["("]\n`, "a.yaml:6 `0.never.0` is no regular expression"],
    ["a burst of one", `${GOOD}  next:\n    - burst: [one]\n`, "a.yaml:7 `0.next.0.burst` holds two messages or more"],
    ["a wait of nothing", `${GOOD}  next:\n    - wait: 0\n`, "a.yaml:7 `0.next.0.wait` is a minute or more"],
    [
      "a step nobody knows",
      `${GOOD}  next:\n    - shouts: hello\n`,
      "a.yaml:7 `0.next.0` is no step: write one of burst, wait, sends, press, outage, restart, does, agent, says",
    ],
    [
      "a step that is two",
      `${GOOD}  next:\n    - wait: 5\n      says: hello\n`,
      "a.yaml:8 `0.next.0.says` has no meaning here: remove it",
    ],
    ["YAML that is none", "- id: [", "a.yaml:1 not readable as YAML: "],
    ["an id used before", GOOD + GOOD, "a.yaml:6 `late` stands in"],
  ])("says file, line and fix of %s", (_what, text, fault) => {
    write("a.yaml", text);
    const found = faults();
    expect(found).toHaveLength(1);
    expect(found[0]?.replace(`${folder.path}/`, "")).toContain(fault);
  });

  it("says what is wrong with the desk's settings", () => {
    write("desk.yaml", 'zone: Asia/Tehran\nhours:\n  sat: [["8", "16:00"]]\n');
    expect(faults()).toEqual(["desk.yaml:3 `hours.sat.0.0` looks like `08:30`"]);
  });
});

describe("chance", () => {
  const long = "Hello. My order is late! Where is it?";
  const often = <T>(act: (chance: ReturnType<typeof shuffled>) => T) =>
    Array.from({ length: 60 }, (_, nth) => act(shuffled(String(nth))));

  it("changes nothing the first time", () => {
    expect(AS_WRITTEN.breath([long])).toEqual([[long]]);
    expect(AS_WRITTEN.pause()).toBe(0);
  });

  it("cuts a message at the ends of its sentences, and loses no word of it", () => {
    const cut = often((chance) => chance.breath([long]));
    expect(cut.map((groups) => groups.flat().join(" "))).toEqual(cut.map(() => long));
    expect(new Set(cut.map((groups) => groups.flat().length))).toEqual(new Set([1, 3]));
    expect(cut.every((groups) => groups.length === 1)).toBe(true);
  });

  it("joins a burst, lets it be, or sends it slowly", () => {
    const sent = often((chance) => chance.breath(["one", "two"]));
    const kinds = new Set(sent.map((groups) => JSON.stringify(groups)));
    expect(kinds).toEqual(new Set(['[["one","two"]]', '[["one\\ntwo"]]', '[["one"],["two"]]']));
  });

  it("does the same with the same seed", () => {
    const pauses = (seed: string) => {
      const chance = shuffled(seed);
      return Array.from({ length: 12 }, () => chance.pause());
    };
    expect(pauses("a")).toEqual(pauses("a"));
    expect(pauses("a")).not.toEqual(pauses("b"));
    expect(Math.max(...pauses("a"))).toBeLessThanOrEqual(3);
  });
});
