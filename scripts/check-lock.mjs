// The lock file has to hold every platform's packages, or `npm ci` fails elsewhere; and no download addresses.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./prepare.mjs";

const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
const problems = [];
for (const [path, entry] of Object.entries(packages)) {
  if (path !== "" && entry.resolved !== undefined) problems.push(`${path} records a download address`);
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`.replace(/^\//, "");
    if (packages[nested] === undefined && packages[`node_modules/${name}`] === undefined)
      problems.push(`${path} wants ${name}, which is not in the lock file`);
  }
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(
  `Lock file: ${Object.keys(packages).length - 1} packages, ${problems.length} problems.\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
