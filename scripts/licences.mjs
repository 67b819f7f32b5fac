// Writes THIRD_PARTY_LICENSES.md: what the desk runs on and what its pages hold. With `--check` it only compares, and says
// which licences nobody has agreed to.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "./project.mjs";

const FILE = join(PROJECT, "THIRD_PARTY_LICENSES.md");

/** Licences that ask for no more than to be named. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "OFL-1.1",
  "PostgreSQL",
  "Public Domain",
  "Python-2.0",
  "Unlicense",
]);

/** Others, each looked at, and why it may stay. */
const AGREED = new Map([
  // LGPL: comes unchanged with an optional channel, and whoever installs it can put another in its place.
  ["node-webpmux 3.2.1", "LGPL-3.0-or-later"],
  // Names no licence in its package.json; its README holds the MIT licence.
  ["async 0.2.10", "unknown"],
]);

const lock = JSON.parse(readFileSync(join(PROJECT, "package-lock.json"), "utf8")).packages;

/** What the server is given, and what the pages import. */
const wanted = () => [
  ...Object.keys({ ...lock[""].dependencies, ...lock[""].optionalDependencies }),
  ...["src/console", "src/widget", "src/pages"].flatMap(importsBelow),
];

/** Where npm put these packages and all they need in turn, also for other systems. */
function withAllTheyNeed(names) {
  const found = new Set();
  const waiting = names.flatMap((name) => installedAs("", name));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = lock[path];
    const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
    for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      waiting.push(...installedAs(path, name));
    }
  }
  return [...found];
}

/** Names of packages in the import lines of scripts and style sheets; those that only build are no part of a page. */
function importsBelow(folder) {
  const files = readdirSync(join(PROJECT, folder), { recursive: true })
    .filter((file) => /\.(tsx?|css)$/.test(file) && !file.includes("vite.config"))
    .map((file) => readFileSync(join(PROJECT, folder, file), "utf8"));
  const specifiers = files.flatMap((text) =>
    [...text.matchAll(/(?:^import (?!type\b)[^;"']*|^} from |^@import )["']([^."'/][^"']*)["']/gm)].map(
      ([, name]) => name,
    ),
  );
  const names = specifiers.map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
  return names.filter((name) => !name.startsWith("node:") && !name.startsWith("@types/"));
}

/** Where npm put a dependency of a package: the nearest folder wins. */
function installedAs(from, name) {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf("/node_modules/")))) {
    const path = `${place === "" ? "" : `${place}/`}node_modules/${name}`;
    if (lock[path]) return [path];
    if (place === "") return [];
  }
}

function describe(path) {
  const entry = lock[path];
  const file = join(PROJECT, path, "package.json");
  // Made for one system, and so not installed on another: the list must not depend on where it was written.
  const here = !entry.os && !entry.cpu && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const name = entry.name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const licence =
    entry.license ?? (typeof here.license === "string" ? here.license : (here.license?.type ?? "unknown"));
  return {
    name,
    version: entry.version,
    licence,
    home: homeOf(here.repository) ?? `https://www.npmjs.com/package/${name}`,
  };
}

function homeOf(repository) {
  const text = typeof repository === "string" ? repository : repository?.url;
  if (!text) return undefined;
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(text)?.[1];
  if (short) return `https://github.com/${short}`;
  const url = text
    .replace(/^git\+/, "")
    .replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, "https://$1/")
    .replace(/^git:/, "https:");
  return url.startsWith("http") ? url.replace(/^http:/, "https:").replace(/\.git$/, "") : undefined;
}

/** `(MIT OR GPL-2.0)` is fine for its first half, `MIT AND X` for both. */
function isAllowed(licence) {
  const words = licence.replace(/[()]/g, "");
  return words.split(" OR ").some((choice) => choice.split(" AND ").every((each) => ALLOWED.has(each.trim())));
}

const rows = withAllTheyNeed(wanted()).map(describe);
const lines = rows.map(({ name, version, licence, home }) => `| ${name} | ${version} | ${licence} | ${home} |`);
const text = `# Third-party licences

What Hamdel runs on and what its pages hold. Written by \`npm run licences\` from package-lock.json; each package brings
its licence's text with it in \`node_modules\`.

| package | version | licence | where |
| --- | --- | --- | --- |
${[...new Set(lines)].sort().join("\n")}
`;

const isAgreed = ({ name, version, licence }) => AGREED.get(`${name} ${version}`) === licence;
const strange = rows.filter((row) => !isAllowed(row.licence) && !isAgreed(row));
for (const { name, version, licence } of strange) {
  console.error(
    `${name} ${version} is under "${licence}", which scripts/licences.mjs does not allow: use another package.`,
  );
}
if (strange.length > 0) process.exitCode = 1;
if (!process.argv.includes("--check")) writeFileSync(FILE, text);
else if (!existsSync(FILE) || readFileSync(FILE, "utf8") !== text) {
  console.error("THIRD_PARTY_LICENSES.md is not that of the packages: run `npm run licences`.");
  process.exitCode = 1;
}
