import { readFileSync } from "node:fs";
import type { Concepts } from "./concepts.ts";
import type { Head } from "./linear.ts";

/** What the linear model can be asked. */
export interface ReadingModel {
  /** What words stand for. */
  readonly concepts: Concepts;
  readonly category: Head;
  readonly sentiment: Head;
  /** Any number of them. */
  readonly flags: Head;
  readonly language: Head;
  readonly urgency: Head;
}

/** Where the build puts it, below the project's root. */
export const MODEL_FILE = "dist/model/reading.bin";

const HEADS = [
  "category",
  "sentiment",
  "language",
  "flags",
  "urgency",
] as const satisfies readonly (keyof ReadingModel)[];
const MAGIC = "hamdel-reading-4\n";

interface Described {
  readonly heads: readonly (Omit<Head, "weights"> & { readonly name: string })[];
  /** Entries of the concepts. */
  readonly entries: number;
}

/** One line of JSON that describes what follows: the weights of the heads, one after the other, and the concepts. */
export function encodeModel(model: ReadingModel): Uint8Array {
  const heads = HEADS.map((name) => {
    const { weights: _, ...head } = model[name];
    return { name, ...head };
  });
  const concepts = encodeConcepts(model.concepts);
  const described: Described = { heads, entries: concepts.length / ENTRY_BYTES };
  const head = Buffer.from(`${MAGIC}${JSON.stringify(described)}\n`);
  return Buffer.concat([head, ...HEADS.map((name) => new Uint8Array(model[name].weights)), concepts]);
}

/** A node's key and one concept of it; a node without any has one entry all the same. */
const ENTRY_BYTES = 6;
const NO_CONCEPT = 0xffff;

function encodeConcepts(concepts: Concepts): Buffer {
  const entries = [...concepts].flatMap(([node, here]) =>
    (here.length > 0 ? here : [NO_CONCEPT]).map((concept) => ({ node, concept })),
  );
  const buffer = Buffer.alloc(entries.length * ENTRY_BYTES);
  for (const [n, { node, concept }] of entries.entries()) {
    buffer.writeUInt32LE(node, n * ENTRY_BYTES);
    buffer.writeUInt16LE(concept, n * ENTRY_BYTES + 4);
  }
  return buffer;
}

function decodeConcepts(buffer: Buffer): Concepts {
  const concepts = new Map<number, number[]>();
  for (let at = 0; at < buffer.length; at += ENTRY_BYTES) {
    const node = buffer.readUInt32LE(at);
    const concept = buffer.readUInt16LE(at + 4);
    const here = concepts.get(node) ?? [];
    if (concept !== NO_CONCEPT) here.push(concept);
    concepts.set(node, here);
  }
  return concepts;
}

/** @returns null where the bytes are none of ours, or were cut short */
function decodeModel(bytes: Uint8Array): ReadingModel | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, MAGIC.length).toString() !== MAGIC) return null;
  const end = buffer.indexOf("\n", MAGIC.length);
  const described = JSON.parse(buffer.subarray(MAGIC.length, end).toString()) as Described;
  let from = end + 1;
  const heads = new Map<string, Head>();
  for (const { name, ...head } of described.heads) {
    const length = head.buckets * head.labels.length;
    if (from + length > buffer.length) return null;
    heads.set(name, { ...head, weights: new Int8Array(buffer.buffer, buffer.byteOffset + from, length) });
    from += length;
  }
  const [category, sentiment, language, flags, urgency] = HEADS.map((name) => heads.get(name));
  const rest = buffer.subarray(from);
  if (rest.length !== described.entries * ENTRY_BYTES) return null;
  return category && sentiment && language && flags && urgency
    ? { category, sentiment, language, flags, urgency, concepts: decodeConcepts(rest) }
    : null;
}

/** Reads the model the build made. @throws Error that says what to do */
export function readModel(file: string): ReadingModel {
  const bytes = bytesOf(file);
  const model = bytes && decodeModel(bytes);
  if (model) return model;
  throw new Error(`The model of the offline engine is missing or broken (${file}): run npm run build.`);
}

function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
