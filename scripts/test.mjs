// npm test: everything. Ends with `N passed, N failed`. Under PLUMBLINE_REQUIRE=all a skipped test is a failure.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare, ROOT, run, tool } from "./prepare.mjs";

prepare();
run(process.execPath, ["scripts/check-lock.mjs"]);
tool("oxlint", ["--type-aware", "--deny-warnings"]);

const folder = mkdtempSync(join(tmpdir(), "plumbline-test-"));
const report = join(folder, "report.json");
const args = [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
];
spawnSync(join(ROOT, "node_modules", ".bin", "vitest"), args, { cwd: ROOT, stdio: "inherit" });

let passed = 0;
let failed = 0;
const skipped = [];
try {
  const results = JSON.parse(readFileSync(report, "utf8"));
  passed = results.numPassedTests;
  // A file that could not be loaded has no tests, and is a failure all the same.
  failed =
    results.numFailedTests +
    results.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0)
      .length;
  for (const file of results.testResults)
    for (const test of file.assertionResults)
      if (test.status !== "passed" && test.status !== "failed") skipped.push(test.fullName);
} catch {
  process.stdout.write("The test runner left no report.\n");
  failed += 1;
}
rmSync(folder, { recursive: true, force: true });
for (const name of skipped) process.stdout.write(`skipped: ${name}\n`);
if (process.env.PLUMBLINE_REQUIRE === "all") failed += skipped.length;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
