// Prints `N passed, N failed, N skipped` from vitest's JSON report; exit code 1 when one failed, or none ran.
import { readFileSync } from "node:fs";

const counts = { passed: 0, failed: 0, skipped: 0 };
try {
  for (const file of JSON.parse(readFileSync(process.argv[2], "utf8")).testResults) {
    for (const { status } of file.assertionResults)
      counts[status === "passed" || status === "failed" ? status : "skipped"] += 1;
    // A file that could not be loaded has no tests to count, and is a failure all the same.
    const loaded = file.status !== "failed" || file.assertionResults.some(({ status }) => status === "failed");
    if (!loaded) counts.failed += 1;
  }
} catch (cause) {
  console.error(`There is no report of the tests: ${cause.message}`);
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
