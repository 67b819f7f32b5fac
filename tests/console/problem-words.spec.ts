import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/console/api/client.ts";
import { problemDetail, problemKey, worthRetrying } from "../../src/console/api/problem-words.ts";

const problem = (code: string, status: number, message = "What happened.", hint = "What to do."): Problem => {
  return { code, status, message, hint };
};
const FORBIDDEN = problem("forbidden", 403, "Only an admin may do this.", "Ask an admin.");

describe("what the server refused", () => {
  it("is said by what the server calls it, else by its status", () => {
    expect(problemKey(FORBIDDEN)).toBe("problem.forbidden");
    expect(problemKey(problem("not_found", 404))).toBe("problem.gone");
    expect(problemKey(problem("offline", 0))).toBe("error.offline");
    expect(problemKey(problem("never heard of", 418))).toBe("problem.invalid");
    expect(problemKey(problem("unavailable", 503))).toBe("problem.unavailable");
  });

  it("shows the server's own words where they tell more, without advice for who writes to the API", () => {
    expect(problemDetail(FORBIDDEN)).toBe("");
    expect(problemDetail(problem("invalid", 400, "zone: must be a time zone", "See /api/v1/openapi.json."))).toBe(
      "zone: must be a time zone",
    );
    expect(problemDetail(problem("rate_limited", 429, "Too many.", "Try again in 5 seconds."))).toBe(
      "Too many. Try again in 5 seconds.",
    );
  });

  it("is asked again only where the answer may be another", () => {
    expect([0, 429, 500, 503].map((status) => worthRetrying(problem("x", status)))).toEqual([true, true, true, true]);
    expect([400, 403, 404, 409].some((status) => worthRetrying(problem("x", status)))).toBe(false);
  });
});
