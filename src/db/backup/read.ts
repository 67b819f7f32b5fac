import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import { err, ok, type Result } from "../../core/result.ts";
import {
  END_OF_ROWS,
  FORMAT,
  type Header,
  headerSchema,
  type Table,
  type Trailer,
  tableSchema,
  trailerSchema,
} from "./format.ts";

/** Why a file is not taken for a backup, and what to do. */
export interface BadBackup {
  readonly message: string;
  readonly hint: string;
}

/** A backup, piece by piece, from front to back. A row keeps its line break. */
export type Entry =
  | { readonly kind: "header"; readonly header: Header }
  | { readonly kind: "table"; readonly table: Table }
  | { readonly kind: "row"; readonly row: Uint8Array }
  | { readonly kind: "trailer"; readonly trailer: Trailer; readonly sha256: string };

const END = Buffer.from(END_OF_ROWS);
const LINE_BREAK = 0x0a;
const ANOTHER = "Take another copy of it, or an older backup.";

class NotABackup extends Error {}

/** @throws where the file cannot be read, is cut short, or has another shape */
export async function* entriesOf(file: string): AsyncGenerator<Entry> {
  const hash = createHash("sha256");
  let place: "start" | "between" | "rows" | "over" = "start";
  for await (const line of linesOf(file)) {
    if (place === "over") throw new NotABackup("there is something after its end");
    if (place === "rows") {
      hash.update(line);
      if (END.equals(line)) place = "between";
      else yield { kind: "row", row: line };
      continue;
    }
    const value = parsed(line);
    const trailer = place === "between" ? trailerSchema.safeParse(value) : undefined;
    if (trailer?.success) {
      place = "over";
      yield { kind: "trailer", trailer: trailer.data, sha256: hash.digest("hex") };
      continue;
    }
    hash.update(line);
    if (place === "start") yield { kind: "header", header: shaped(headerSchema, value) };
    else yield { kind: "table", table: shaped(tableSchema, value) };
    place = place === "start" ? "between" : "rows";
  }
  if (place !== "over") throw new NotABackup("its end is missing");
}

/** Reads the first line alone. */
export async function readHeader(file: string): Promise<Result<Header, BadBackup>> {
  try {
    for await (const entry of entriesOf(file)) {
      if (entry.kind !== "header") break;
      if (entry.header.format <= FORMAT) return ok(entry.header);
      const message = `${file} has the backup format ${entry.header.format}; this version of Hamdel reads up to ${FORMAT}.`;
      return err({ message, hint: "Install the version of Hamdel that made it, or a newer one." });
    }
    throw new NotABackup("it begins with something else");
  } catch (cause) {
    return err(bad(file, cause));
  }
}

/** Reads the file to its end and makes sure that nothing is missing and nothing was changed. */
export async function verifyBackup(file: string): Promise<Result<Trailer, BadBackup>> {
  const counted: Record<string, number> = {};
  let table = "";
  try {
    for await (const entry of entriesOf(file)) {
      if (entry.kind === "table") {
        table = entry.table.table;
        counted[table] = 0;
      }
      if (entry.kind === "row") counted[table] = (counted[table] ?? 0) + 1;
      if (entry.kind !== "trailer") continue;
      const { trailer, sha256 } = entry;
      if (trailer.sha256 !== sha256) throw new NotABackup("its checksum is another one");
      if (!sameCounts(counted, trailer.rows)) throw new NotABackup("it has other rows than it says");
      return ok(trailer);
    }
    throw new NotABackup("its end is missing");
  } catch (cause) {
    return err(bad(file, cause));
  }
}

function sameCounts(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

async function* linesOf(file: string): AsyncGenerator<Uint8Array> {
  // Errors of both reach the reader of the last one.
  const unpacked = pipeline(createReadStream(file), createGunzip({ chunkSize: 128 * 1024 }), () => {});
  let begun: Uint8Array[] = [];
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_BREAK); at >= 0; at = chunk.indexOf(LINE_BREAK, from)) {
      const rest = chunk.subarray(from, at + 1);
      yield begun.length === 0 ? rest : Buffer.concat([...begun, rest]);
      begun = [];
      from = at + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (begun.length > 0) throw new NotABackup("its last line is cut short");
}

function parsed(line: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(line));
  } catch {
    throw new NotABackup("a line of it is not what a backup has there");
  }
}

function shaped<T>(schema: z.ZodType<T>, value: unknown): T {
  const found = schema.safeParse(value);
  if (!found.success) throw new NotABackup("a line of it is not what a backup has there");
  return found.data;
}

/** @throws what is a mistake of ours */
function bad(file: string, cause: unknown): BadBackup {
  const code = (cause as { code?: unknown }).code;
  if (cause instanceof NotABackup)
    return { message: `${file} is not a whole backup: ${cause.message}.`, hint: ANOTHER };
  if (code === "Z_BUF_ERROR") return { message: `${file} is cut short.`, hint: ANOTHER };
  if (code === "Z_DATA_ERROR") return { message: `${file} is damaged, or is not a backup of Hamdel.`, hint: ANOTHER };
  if (code === "ENOENT") return { message: `There is no file ${file}.`, hint: "Check the path." };
  if (typeof code === "string") return { message: `Cannot read ${file} (${code}).`, hint: "Check who may read it." };
  throw cause;
}
