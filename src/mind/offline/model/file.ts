import { readFileSync } from "node:fs";
import { BUCKETS, type Head } from "./linear.ts";

/** What the linear model can be asked. */
export interface ReadingModel {
  readonly category: Head;
  readonly sentiment: Head;
}

/** Where the build puts it, below the project's root. */
export const MODEL_FILE = "dist/model/reading.bin";

const HEADS = ["category", "sentiment"] as const;
const MAGIC = "hamdel-reading-1\n";

/** One line of JSON that describes the heads, then the weights of each, one after the other. */
export function encodeModel(model: ReadingModel): Uint8Array {
  const described = HEADS.map((name) => {
    const { labels, scale, bias, temperature } = model[name];
    return { name, labels, scale, bias, temperature };
  });
  const head = Buffer.from(`${MAGIC}${JSON.stringify(described)}\n`);
  return Buffer.concat([head, ...HEADS.map((name) => new Uint8Array(model[name].weights))]);
}

/** @returns null where the bytes are none of ours, or were cut short */
function decodeModel(bytes: Uint8Array): ReadingModel | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, MAGIC.length).toString() !== MAGIC) return null;
  const end = buffer.indexOf("\n", MAGIC.length);
  const described = JSON.parse(buffer.subarray(MAGIC.length, end).toString()) as (Omit<Head, "weights"> & {
    name: string;
  })[];
  let from = end + 1;
  const heads = new Map<string, Head>();
  for (const { name, ...head } of described) {
    const length = BUCKETS * head.labels.length;
    if (from + length > buffer.length) return null;
    heads.set(name, { ...head, weights: new Int8Array(buffer.buffer, buffer.byteOffset + from, length) });
    from += length;
  }
  const [category, sentiment] = HEADS.map((name) => heads.get(name));
  return category && sentiment ? { category, sentiment } : null;
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
