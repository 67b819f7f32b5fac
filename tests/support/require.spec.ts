import { expect, it } from "vitest";
import { requiredPrograms } from "./require.ts";

it("reads the list in REQUIRE, and nothing as an empty one", () => {
  expect(requiredPrograms("redis, chromium")).toEqual(["redis", "chromium"]);
  expect(requiredPrograms("")).not.toContain("redis");
  expect(requiredPrograms(undefined)).not.toContain("redis");
});
