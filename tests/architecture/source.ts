import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

export interface SourceFile {
  /** From the project's root, with slashes. */
  readonly path: string;
  /** Without comments. */
  readonly code: string;
  readonly lines: number;
}

export interface Import {
  /** A path from the root, or a package's name as written. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
}

/** Every TypeScript file of these folders. */
export function readSources(folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) =>
        sourceFile(posix.join(folder, name.replaceAll("\\", "/")), readFileSync(join(ROOT, folder, name), "utf8")),
      ),
  );
}

export function sourceFile(path: string, text: string): SourceFile {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return { path, code, lines: text.split("\n").length - 1 };
}

const ANY_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"\s]+)['"]/g;
const TYPE_IMPORT = /^(?:import|export)\s+type\b[^;'"]*?\bfrom\s*['"]([^'"\s]+)['"]/gm;

export function importsOf({ path, code }: SourceFile): readonly Import[] {
  const types = new Set([...code.matchAll(TYPE_IMPORT)].map((match) => match.index + match[0].length));
  return [...code.matchAll(ANY_IMPORT)].map((match) => {
    const [whole, name = ""] = match;
    const isPackage = !name.startsWith(".");
    const to = isPackage ? name : posix.normalize(posix.join(posix.dirname(path), name));
    return { to, isPackage, typeOnly: types.has(match.index + whole.length) };
  });
}

/** The first circle of imports at run time, as the files on it; null where there is none. */
export function findCycle(files: readonly SourceFile[]): readonly string[] | null {
  const edges = new Map(
    files.map((file) => [file.path, importsOf(file).filter((one) => !one.isPackage && !one.typeOnly)]),
  );
  const done = new Set<string>();
  function visit(path: string, trail: readonly string[]): readonly string[] | null {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const { to } of edges.get(path) ?? []) {
      const circle = visit(to, [...trail, path]);
      if (circle) return circle;
    }
    done.add(path);
    return null;
  }
  for (const path of edges.keys()) {
    const circle = visit(path, []);
    if (circle) return circle;
  }
  return null;
}
