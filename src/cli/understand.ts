import { once } from "node:events";
import { pathToFileURL } from "node:url";
import type { Reading } from "../core/reading.ts";
import { alone } from "../mind/alone.ts";
import { readOffline } from "../mind/offline/read.ts";
import type { MindInput } from "../ports/mind.ts";
import { openReader } from "./door/reader.ts";

type Read = (input: MindInput) => Reading;

interface Answer {
  readonly line: string;
  readonly bad: boolean;
}

/** Splits a stream of bytes into lines; a line may span any number of chunks. A byte order mark is dropped. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder("utf-8");
  let pieces: string[] = [];
  for await (const chunk of chunks) {
    const [first = "", ...rest] = decoder.decode(chunk, { stream: true }).split("\n");
    pieces.push(first);
    for (const next of rest) {
      yield pieces.join("");
      pieces = [next];
    }
  }
  pieces.push(decoder.decode());
  yield pieces.join("");
}

function answer(line: string, number: number, read: Read): Answer {
  const bad = (why: string): Answer => ({
    line: JSON.stringify({ id: null, error: `line ${number}: ${why}; expected {"id":"…","text":"…"}` }),
    bad: true,
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return bad("not JSON");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return bad("not an object");
  const { id, text } = parsed as { readonly id?: unknown; readonly text?: unknown };
  if (typeof id !== "string" && typeof id !== "number") return bad("no id");
  if (typeof text !== "string") return bad("no text");
  const reading = read(alone(text));
  return { line: JSON.stringify({ id, reading }), bad: false };
}

/**
 * Reads one message a line, `{"id","text"}`, and writes `{"id","reading"}` a line in the same order. Empty lines are skipped.
 * @param write  takes one line with its line break; the next line is read when it has resolved
 * @returns the exit code: 1 when any line was bad, whose place is taken by `{"id":null,"error"}`
 */
export async function understand(
  chunks: AsyncIterable<Uint8Array>,
  write: (line: string) => Promise<void> | void,
  read: Read = readOffline,
): Promise<0 | 1> {
  let code: 0 | 1 = 0;
  let number = 0;
  for await (const line of linesOf(chunks)) {
    number += 1;
    if (line.trim() === "") continue;
    const { line: out, bad } = answer(line, number, read);
    if (bad) code = 1;
    await write(`${out}\n`);
  }
  return code;
}

/** `npm run -s understand`: standard input to standard output. */
async function main(): Promise<void> {
  // A reader that went away (`| head`) ends the work quietly.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  const write = async (line: string) => {
    if (!process.stdout.write(line)) await once(process.stdout, "drain");
  };
  const reader = openReader();
  if (!reader.ok) console.error(reader.error);
  process.exitCode = reader.ok ? await understand(process.stdin, write, reader.value) : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
