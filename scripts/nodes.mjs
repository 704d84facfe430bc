// npm run test:nodes: the program on the oldest Node that it is for and on newer ones: the demo made, analysed, published
// and verified. With `--full`, the unit tests and those of the program, too, one file at a time. Binaries come by npm.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { prepare, ROOT } from "./prepare.mjs";

const VERSIONS = ["20.19", "22", "24"];
const PROGRAM = join(ROOT, "bin", "plumbline.mjs");
const VITEST = join(ROOT, "node_modules", "vitest", "vitest.mjs");
const FULL =
  "run src test --exclude test/e2e/** --exclude test/packed.test.ts --maxWorkers=1 --reporter=dot".split(" ");

/** The binary of a version, installed into a folder. */
function binary(version, folder) {
  const system = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${system}-${process.arch}`;
  writeFileSync(join(folder, "package.json"), "{}\n");
  const { status, stderr } = spawnSync(
    "npm",
    ["install", "--no-save", "--prefer-offline", `${name}@${version}`],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(`${name}@${version} cannot be installed.\n${stderr}`);
  const bin = join(folder, "node_modules", name, "bin");
  return join(bin, process.platform === "win32" ? "node.exe" : "node");
}

/** Runs it by this Node; what begins other programs by `node` gets the same one. */
function run(node, words, cwd, stdio) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
  const { status, signal, stdout, stderr } = spawnSync(node, words, { cwd, env, stdio, encoding: "utf8" });
  if (status === 0) return (stdout ?? "").trim();
  throw new Error(`${words.join(" ")} ended with ${status ?? signal}.\n${stdout ?? ""}${stderr ?? ""}`);
}

/** The demo from posts to a verified edition, as a person would make it. */
function smoke(node, folder) {
  const demo = join(folder, "work", "demo");
  run(node, [PROGRAM, "start", "--exit", "--folder", join(folder, "work")], folder, "pipe");
  run(node, [PROGRAM, "verify", join(demo, "case")], folder, "pipe");
  run(node, [PROGRAM, "verify", join(demo, "editions", "public")], folder, "pipe");
}

prepare();
const full = process.argv.includes("--full");
let failed = 0;
for (const version of VERSIONS) {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-node-"));
  try {
    const node = binary(version, folder);
    const exact = run(node, ["--version"], folder, "pipe");
    const start = performance.now();
    smoke(node, folder);
    process.stdout.write(
      `Node ${exact}: the demo is made and holds, ${((performance.now() - start) / 1000).toFixed(1)} s\n`,
    );
    if (full) run(node, [VITEST, ...FULL], ROOT, "inherit");
  } catch (error) {
    failed += 1;
    process.stdout.write(`Node ${version}: ${error.message}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.stdout.write(`\n${VERSIONS.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
