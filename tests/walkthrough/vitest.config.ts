import { defineConfig } from "vitest/config";

/** Remakes docs/pictures: a command of its own, which no run of the tests includes. */
export default defineConfig({
  test: {
    include: ["tests/walkthrough/{pictures,pages}.ts"],
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ["tests/support/global-setup.ts"],
  },
});
