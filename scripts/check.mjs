// npm run check: types, lint with room rules, format, dead code, lock file, unit tests. About a minute.
import { prepare, run, tool } from "./prepare.mjs";

prepare();
/** @type {readonly (readonly [string, () => void])[]} */
const steps = [
  ["types", () => tool("tsc", ["--noEmit"])],
  ["types of the page", () => tool("tsc", ["--noEmit", "-p", "src/web"])],
  ["lint and room rules", () => tool("oxlint", ["--type-aware", "--deny-warnings"])],
  ["format", () => tool("prettier", ["--check", "--log-level", "warn", "."])],
  ["dead code", () => tool("knip", [])],
  // What only tests use, and packages that are installed with the program and only tests or the page's build need.
  ["dead code of the program", () => tool("knip", ["--production"])],
  ["lock file", () => run(process.execPath, ["scripts/check-lock.mjs"])],
  ["unit tests", () => tool("vitest", ["run", "--reporter=dot", "src"])],
];
for (const [name, step] of steps) {
  const start = performance.now();
  step();
  process.stdout.write(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}
