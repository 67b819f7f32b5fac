import { readFileSync } from "node:fs";
import { z } from "zod";
import type { LookupAnswer } from "../core/grounds.ts";
import { CATEGORIES, type Category, REPLY_LANGUAGES } from "../core/reading.ts";
import { err, ok, type Result } from "../core/result.ts";
import { describeFaults, type Fault } from "../declared/fault.ts";
import { readYaml } from "../declared/yaml.ts";

/** One read-only address of the organisation's own systems, as its operator declared it. */
export interface Connector {
  readonly name: string;
  /** Asked once for each order number the customer gave, or once for the customer. */
  readonly about: "order" | "customer";
  /** Categories it is asked for; empty: all. */
  readonly categories: readonly Category[];
  /** With `{order_id}`, `{phone}`, `{sender}` in it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly cacheMs: number;
  /** Which order numbers it knows. */
  readonly pattern: RegExp | null;
  /** The answer is told only to the one it names. */
  readonly owner: { readonly path: string; readonly is: "phone" | "sender" } | null;
  /** What is told, by name, and where it stands in the answer. */
  readonly values: Readonly<Record<string, string>>;
  /** What its keys are called, where the desk has no sentence of its own for them. */
  readonly labels: NonNullable<LookupAnswer["labels"]>;
  /** What the system calls a thing, by key, and what we call it: `DISPATCHED` is `shipped`. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Declared {
  readonly connectors: readonly Connector[];
  /** Values of the environment that stand in headers: never to be logged. */
  readonly secrets: readonly string[];
}

export const NOTHING_DECLARED: Declared = { connectors: [], secrets: [] };

const LONGEST_TIMEOUT_MS = 5_000;
const NAME = /^[a-z][a-z0-9_]*$/;

const texts = z.record(z.string(), z.string().min(1));

const connector = z.strictObject({
  name: z.string().regex(NAME, "a name is lower-case letters, digits and _"),
  about: z.enum(["order", "customer"]),
  categories: z.array(z.enum(CATEGORIES)).default([]),
  url: z.string(),
  headers: texts.default({}),
  timeoutMs: z
    .int()
    .min(50)
    .max(LONGEST_TIMEOUT_MS, `a customer waits for it: at most ${LONGEST_TIMEOUT_MS}`)
    .default(1_500),
  cacheSeconds: z.int().min(0).max(86_400).default(60),
  pattern: z.string().optional(),
  owner: z.strictObject({ path: z.string().min(1), is: z.enum(["phone", "sender"]) }).optional(),
  values: z
    .record(z.string().regex(NAME), z.string().min(1))
    .refine((all) => Object.keys(all).length > 0, "tells nothing"),
  labels: z.partialRecord(z.enum(REPLY_LANGUAGES), texts).default({}),
  words: z.record(z.string(), texts).default({}),
});

const file = z.strictObject({
  /** Hosts that may be asked, as `shop.example.com` or `127.0.0.1:8080`; no other is ever called. */
  allow: z.array(z.string().min(1)).min(1, "name the hosts that may be asked"),
  connectors: z.array(connector),
});

/**
 * Reads a declaration of connectors.
 * @param name         of the file, in faults
 * @param environment  where `${NAME}` in a header comes from
 * @returns the connectors, or every mistake with its line
 */
export function parseDeclaration(
  name: string,
  source: string,
  environment: Readonly<Record<string, string | undefined>>,
): Result<Declared, readonly Fault[]> {
  const { value, faults, lineOf } = readYaml(name, source, file);
  if (value === null) return err(faults);
  const { allow, connectors } = value;
  const refused = connectors.flatMap((each, n) => {
    const first = connectors.findIndex((other) => other.name === each.name);
    const twice: Refusal[] = first === n ? [] : [{ field: "name", problem: "is here twice: give it another name" }];
    const problems = [...refusals(each, allow), ...unset(each.headers, environment), ...twice];
    return problems.map(({ field, problem }) => {
      return { file: name, line: lineOf(["connectors", n, field]), fix: `${each.name}: ${problem}` };
    });
  });
  if (refused.length > 0) return err(refused);
  return ok({
    connectors: connectors.map((each) => open(each, environment)),
    secrets: connectors.flatMap(({ headers }) => namesIn(headers).map((variable) => environment[variable] ?? "")),
  });
}

/** @throws Error that names the file and each line to mend */
export function readDeclaration(path: string, environment: Readonly<Record<string, string | undefined>>): Declared {
  const parsed = parseDeclaration(path, readFileSync(path, "utf8"), environment);
  if (parsed.ok) return parsed.value;
  throw new Error(describeFaults(parsed.error));
}

interface Refusal {
  readonly field: "name" | "url" | "owner" | "pattern" | "headers";
  readonly problem: string;
}

type Given = z.output<typeof connector>;

/** What would let a connector tell one customer of another, or ask where nobody allowed it. */
function refusals({ url, about, owner, pattern }: Given, allow: readonly string[]): readonly Refusal[] {
  const found: Refusal[] = [];
  const slots = [...url.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const filled = url.replace(/\{\w+\}/g, "x");
  const known = ["order_id", "phone", "sender"];
  for (const slot of slots) {
    if (!known.includes(slot)) found.push({ field: "url", problem: `{${slot}} is not one of ${known.join(", ")}` });
  }
  if (!URL.canParse(filled) || !/^https?:\/\/[^{}/]+\//.test(url)) {
    found.push({ field: "url", problem: "the address is http(s)://host/path, with no slot in the host" });
  } else if (!allow.includes(new URL(filled).host)) {
    found.push({ field: "url", problem: `${new URL(filled).host} does not stand under "allow"` });
  }
  if (about === "order" && !slots.includes("order_id")) {
    found.push({ field: "url", problem: "an address about an order has {order_id} in it" });
  }
  if (owner === undefined && !slots.includes("phone") && !slots.includes("sender")) {
    const problem =
      'anybody could ask for anybody: put {phone} or {sender} into the address, or say under "owner" where the answer names whose it is';
    found.push({ field: "url", problem });
  }
  if (pattern !== undefined && !isPattern(pattern))
    found.push({ field: "pattern", problem: "not a regular expression" });
  return found;
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, "u");
    return true;
  } catch {
    return false;
  }
}

const VARIABLE = /\$\{(\w+)\}/g;

function namesIn(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(headers).flatMap((value) => [...value.matchAll(VARIABLE)].map((match) => match[1] ?? ""));
}

function unset(
  headers: Given["headers"],
  environment: Readonly<Record<string, string | undefined>>,
): readonly Refusal[] {
  return namesIn(headers)
    .filter((name) => !environment[name])
    .map((name) => ({ field: "headers", problem: `${name} is not set in the environment` }));
}

function open(given: Given, environment: Readonly<Record<string, string | undefined>>): Connector {
  const { cacheSeconds, pattern, owner, headers, ...rest } = given;
  const filled = Object.entries(headers).map(([name, value]) => [
    name,
    value.replace(VARIABLE, (_, variable: string) => environment[variable] ?? ""),
  ]);
  return {
    ...rest,
    headers: Object.fromEntries(filled),
    cacheMs: cacheSeconds * 1_000,
    pattern: pattern === undefined ? null : new RegExp(`^(?:${pattern})$`, "u"),
    owner: owner ?? null,
  };
}
