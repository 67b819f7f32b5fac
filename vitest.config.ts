import { defineConfig } from "vitest/config";
import { PATIENCE_MS } from "./tests/support/patience.ts";

export default defineConfig({
  test: {
    include: ["tests/**/*.spec.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Hangs end here; how fast anything is, is measured in tests/bench.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: PATIENCE_MS } },
    globalSetup: ["tests/support/global-setup.ts"],
  },
});
