import fc from "fast-check";

/** What has broken somebody's parser, clock, database or screen before. */
const NASTY_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 53 + 2,
  "",
  " ",
  "\0",
  "a\u0000b",
  "\ud800",
  "\u202e\u2066",
  "9".repeat(400),
  "٪۱۲۳",
  "1e999",
  "-0",
  "__proto__",
  "constructor",
  "'; drop table messages; --",
  "../../../../etc/passwd",
  "<script>alert(1)</script>",
  "x".repeat(70_000),
  [],
  {},
  [null],
  [[[[[[]]]]]],
  { __proto__: null, toString: 1 },
  "99999999999999999",
  "253402300800",
];
const NASTY_PIECES = [
  "",
  "%",
  "%00",
  "%ff",
  "\0",
  "\\u0000",
  "\ud800",
  "&",
  "=",
  "[",
  "{",
  '"',
  "null",
  ",",
  "\r\n\r\n",
];
const DEEP = 20_000;

/** A body to post. */
export type Body = string | Uint8Array;

/** Endless bodies that are none, or almost one, for the same `random` always the same. */
export interface BodySource {
  next(): Body;
}

/**
 * @param fixtures  real bodies as text
 * @param encode    how the platform writes the fields of a body
 */
export function bodySource(
  fixtures: readonly string[],
  encode: (fields: unknown) => string,
  random: () => number,
): BodySource {
  const below = (most: number): number => Math.floor(random() * most);
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;
  const parsed = fixtures.flatMap((text) => (/^\s*[[{]/.test(text) ? [JSON.parse(text) as unknown] : []));
  const arbitrary = fc.oneof(fc.json(), fc.string({ unit: "binary" }), fc.uint8Array({ maxLength: 500 }), fc.object());
  let sampled: unknown[] = [];

  function generated(): Body {
    if (sampled.length === 0) sampled = fc.sample(arbitrary, { numRuns: 200, seed: below(2 ** 31) });
    const body = sampled.pop();
    return typeof body === "string" || body instanceof Uint8Array ? body : encode(body);
  }

  /** The same tree with something else in one place. */
  function otherIn(tree: unknown): unknown {
    const isLeaf = typeof tree !== "object" || tree === null || random() < 0.03;
    // Mostly of the same type: what is of another is refused at the first look.
    if (isLeaf)
      return pick(random() < 0.7 ? NASTY_VALUES.filter((nasty) => typeof nasty === typeof tree) : NASTY_VALUES);
    const keys = Object.keys(tree);
    if (keys.length === 0) return pick(NASTY_VALUES);
    const key = pick(keys);
    if (Array.isArray(tree)) {
      if (random() < 0.05) return Array.from({ length: 1 + below(50) }, () => tree[0]);
      return tree.map((item, index) => (String(index) === key ? otherIn(item) : item));
    }
    const { [key]: there, ...rest } = tree as Record<string, unknown>;
    const act = random();
    if (act < 0.1) return rest;
    if (act < 0.15) return { ...rest, [key.toUpperCase()]: there };
    return { ...rest, [key]: otherIn(there) };
  }

  function torn(body: string): Body {
    let text = body;
    for (let times = 1 + below(4); times > 0; times -= 1) {
      const [from, to] = [below(text.length + 1), below(text.length + 1)].sort((a, b) => a - b) as [number, number];
      text = pick([
        () => text.slice(0, from) + text.slice(to),
        () => text.slice(0, from) + pick(NASTY_PIECES) + text.slice(from),
        () => text.slice(0, to) + text.slice(from, from + 500),
      ])();
    }
    const bytes = Buffer.from(text);
    if (bytes.length > 0 && random() < 0.2) bytes[below(bytes.length)] = below(256);
    return bytes;
  }

  return {
    next() {
      const way = random();
      if (way < 0.55 && parsed.length > 0) {
        let tree = otherIn(pick(parsed));
        if (random() < 0.3) tree = otherIn(tree);
        return encode(tree);
      }
      if (way < 0.8) return torn(pick(fixtures));
      if (way < 0.801) return `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`;
      if (way < 0.802) return `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`;
      return generated();
    },
  };
}
