import { expect, it } from "vitest";
import { isUnavailable } from "../../src/db/unavailable.ts";

const failing = (code: string) => Object.assign(new Error("failed"), { code });

it.each(["CONNECTION_CLOSED", "ECONNRESET", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND", "EAI_AGAIN", "57P01", "08006"])(
  "a database is away where the way to it says %s",
  (code) => {
    expect(isUnavailable(failing(code))).toBe(true);
    expect(isUnavailable(new Error("Failed query", { cause: failing(code) }))).toBe(true);
  },
);

it.each([failing("23505"), failing("40P01"), new Error("no words"), "thrown as it is", null])(
  "a database is there where it, or somebody else, refuses: %s",
  (error) => {
    expect(isUnavailable(error)).toBe(false);
  },
);
