import { err, ok, type Result } from "../../src/core/result.ts";
import type { DecodeError } from "../../src/ports/channel.ts";
import { readJsonBody } from "../json-body.ts";

/** The fields of one delivery by name. Of a repeated name the last value counts. */
export type Fields = ReadonlyMap<string, string>;

const asText = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a raw body: a form as the platform posts it, the query string of a GET, or JSON with an object of fields or
 * several such objects. Values are texts the database can hold: without NUL and without half characters.
 * @returns one record for each delivery; an error where there is none
 */
export function readForms(raw: unknown): Result<readonly Fields[], DecodeError> {
  if (typeof raw === "string") return isJson(raw) ? ofJson(raw) : ofForm(raw);
  if (!(raw instanceof Uint8Array)) return ofJson(raw);
  try {
    return readForms(asText.decode(raw));
  } catch {
    return err({ message: "The body is not UTF-8.", hint: "Pass the body exactly as the platform sent it." });
  }
}

const isJson = (text: string): boolean => /^\s*[[{]/.test(text);

function ofForm(text: string): Result<readonly Fields[], DecodeError> {
  const fields = new Map([...new URLSearchParams(text.trim())].map(([name, value]) => [name, clean(value)]));
  return fields.size === 0 ? err(EMPTY) : ok([fields]);
}

function ofJson(raw: unknown): Result<readonly Fields[], DecodeError> {
  const json = readJsonBody(raw);
  if (!json.ok) return json;
  const objects: readonly unknown[] = Array.isArray(json.value) ? json.value : [json.value];
  const records = objects.flatMap((item) => (isObject(item) ? [fieldsOf(item)] : []));
  return records.length === 0 || records.length < objects.length ? err(EMPTY) : ok(records);
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The simple values of an object; lists and objects within it are no form fields. */
export function fieldsOf(object: object): Fields {
  return new Map(
    Object.entries(object).flatMap(([name, value]: [string, unknown]) =>
      typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? [[name, clean(String(value))] as const]
        : [],
    ),
  );
}

const clean = (text: string): string => text.replaceAll("\0", "").toWellFormed();

const EMPTY: DecodeError = {
  message: "The body holds no fields.",
  hint: "Pass a form body, or JSON with an object of its fields or a list of such objects.",
};
