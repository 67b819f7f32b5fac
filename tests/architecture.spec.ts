import { describe, expect, it } from "vitest";
import {
  COMPOSITION_ROOT,
  CONTENT,
  IMPURE,
  LONGEST_FILE,
  PACKAGE_HOMES,
  RULES,
  type Rule,
} from "./architecture/rules.ts";
import { findCycle, importsOf, readSources, type SourceFile, sourceFile } from "./architecture/source.ts";

const files = readSources(["src", "adapters"]);

/** What a file imports against the rule of its folder, each as one line. */
function faults(file: SourceFile, { folder, may, packages, because }: Rule): readonly string[] {
  const isIn = (path: string, place: string) => path === place || path.startsWith(`${place}/`);
  const own = (to: string, typeOnly: boolean) =>
    [folder, ...may].some((place) =>
      place.startsWith("type ") ? typeOnly && isIn(to, place.slice("type ".length)) : isIn(to, place),
    );
  return importsOf(file)
    .filter(({ to, isPackage, typeOnly }) =>
      isPackage ? !packages.some((name) => to.startsWith(name)) : !own(to, typeOnly),
    )
    .map(({ to, typeOnly }) => `${file.path} imports ${typeOnly ? "types of " : ""}${to}, but ${because}.`);
}

describe("what may import what", () => {
  it("is checked over the whole program", () => {
    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(500);
  });

  it.each(RULES)("$folder: $because", (rule) => {
    const own = files.filter((file) => file.path.startsWith(`${rule.folder}/`));
    expect(own.length).toBeGreaterThan(0);
    expect(own.flatMap((file) => faults(file, rule))).toEqual([]);
  });

  it("is said for every folder: a new one needs its rule", () => {
    const ruled = (path: string) => RULES.some(({ folder }) => path.startsWith(`${folder}/`));
    expect(files.filter(({ path }) => !COMPOSITION_ROOT.test(path) && !ruled(path)).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it.each(Object.entries(PACKAGE_HOMES))("%s stays where it is at home", (name, home) => {
    const users = files.filter((file) => importsOf(file).some(({ to }) => to === name || to.startsWith(`${name}/`)));
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter(({ path }) => !home.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it("has no circles", () => {
    expect(findCycle(files)).toBeNull();
  });
});

describe("the checks themselves", () => {
  const rule = RULES.find(({ folder }) => folder === "src/jobs");

  it("fail a file that breaks its rule, in every way to write an import", () => {
    const bad = [
      'import { connect } from "../db/connect.ts";',
      'import "postgres";',
      'export { say } from "../desk/say.ts";',
      'const later = await import("../http/app.ts");',
      'import { type Signals, postgresSignals } from "../live/signals.ts";',
    ];
    for (const line of bad) expect(rule && faults(sourceFile("src/jobs/x.ts", line), rule)).toHaveLength(1);
  });

  it("pass what the rule allows, over several lines too, and what a comment says", () => {
    const good = `import type {\n  Signals,\n} from "../live/signals.ts";\n// import "postgres";\nimport { y } from "./y.ts";`;
    expect(rule && faults(sourceFile("src/jobs/x.ts", good), rule)).toEqual([]);
  });

  it("see a circle of two, and none where one side takes types alone", () => {
    const one = sourceFile("src/a/one.ts", 'import { two } from "./two.ts";');
    const two = (how: string) => sourceFile("src/a/two.ts", `${how} { one } from "./one.ts";`);
    expect(findCycle([one, two("import")])).toEqual(["src/a/one.ts", "src/a/two.ts", "src/a/one.ts"]);
    expect(findCycle([one, two("import type")])).toBeNull();
  });
});

describe("files", () => {
  it(`have ${LONGEST_FILE} lines at most, content excepted`, () => {
    const long = files.filter(({ path, lines }) => lines > LONGEST_FILE && !CONTENT.test(path));
    expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  it("are named after what they do, not after being of use", () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|common|misc|shared|types)(?:\/|\.tsx?$)/;
    // The pages' wire shapes are types and nothing else.
    const said = new Set(["src/console/api/types.ts", "src/widget/wire/types.ts"]);
    expect(files.filter(({ path }) => vague.test(path) && !said.has(path)).map(({ path }) => path)).toEqual([]);
  });

  it("do more than pass on what others export, and none is called index but an adapter's", () => {
    const indexes = files.filter(({ path }) => /(?:^|\/)index\.tsx?$/.test(path)).map(({ path }) => path);
    expect(indexes.filter((path) => !/^adapters\/[^/]+\/index\.ts$/.test(path))).toEqual([]);
    const barrels = files.filter(({ code }) => /^export \*/m.test(code)).map(({ path }) => path);
    expect(barrels).toEqual([]);
  });

  it.each(IMPURE)("use $pattern only in $only: $because", ({ pattern, only }) => {
    const users = files.filter(({ code }) => pattern.test(code)).map(({ path }) => path);
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter((path) => !only.test(path))).toEqual([]);
  });
});
