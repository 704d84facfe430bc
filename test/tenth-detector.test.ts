/**
 * The example of a tenth detector in docs, put where a newcomer would put it: one folder and one line in a copy of the tree.
 * It compiles, passes the contract from the file to the page, is documented, and runs from the command line.
 *
 * The copy lies inside the checkout, in an ignored folder, so that packages are found where they are; what is already built
 * is taken over, and only what signals is made of is compiled anew.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COPY = join(ROOT, ".plumbline", `tenth-detector-${process.pid}`);
const CASE = join(COPY, "case");
const LIST = "src/signals/detectors/index.ts";
/** Nothing else is left out: what a script reads, it finds in the copy. */
const LEFT_OUT = new Set([".git", ".plumbline", "coverage", "node_modules"]);

/** Three programs are started, each of which a busy machine may take minutes for. */
const PATIENCE = 900_000;

/** Runs a program in the copy; its standard output. */
function run(command: string, ...args: string[]): string {
  const env = { ...process.env, NO_COLOR: "1", PLUMBLINE_BY: "a" };
  const done = spawnSync(command, args, { cwd: COPY, encoding: "utf8", env });
  expect(done.status, `${command} ${args.join(" ")}\n${done.stdout}${done.stderr}`).toBe(0);
  return done.stdout;
}
const tool = (name: string, ...args: string[]): string =>
  run(process.execPath, join(ROOT, "node_modules", name), ...args);
const plumbline = (...args: string[]): string => run(process.execPath, "bin/plumbline.mjs", ...args);

/** The one line: the detector's import and its name in the list. */
function addToList(): void {
  const path = join(COPY, LIST);
  const text = readFileSync(path, "utf8");
  const listed = text.replace(
    /(export const DETECTORS[^]*?),?\s*\]\);/,
    'import { sameSecond } from "./same-second/index.ts";\n$1, sameSecond]);',
  );
  expect(listed).not.toBe(text);
  writeFileSync(path, listed);
}

beforeAll(() => {
  mkdirSync(COPY, { recursive: true });
  for (const name of readdirSync(ROOT))
    if (!LEFT_OUT.has(name)) cpSync(join(ROOT, name), join(COPY, name), { recursive: true });
  cpSync(join(ROOT, "docs/detectors/example/same-second"), join(COPY, "src/signals/detectors/same-second"), {
    recursive: true,
  });
  addToList();
  const only = {
    extends: "./tsconfig.build.json",
    // WebAssembly is declared there; in the whole tree a package brings it along.
    compilerOptions: { lib: ["es2023", "dom"] },
    include: ["src/signals/index.ts", "src/signals/threads/*.ts"],
  };
  writeFileSync(join(COPY, "tsconfig.tenth.json"), JSON.stringify(only));
  tool("typescript/bin/tsc", "-p", "tsconfig.tenth.json");
  run(process.execPath, "scripts/bundle.mjs");
}, PATIENCE);
afterAll(() => rmSync(COPY, { recursive: true, force: true }));

it(
  "passes the contract of detectors, from its example's file to trace, network and posts in the page",
  () => {
    const report = tool(
      "vitest/vitest.mjs",
      "run",
      "src/signals/detectors/contract.test.ts",
      "test/detector-trace.test.ts",
      "-t",
      "same-second",
      "--reporter=json",
    );
    const { numPassedTests, numFailedTests } = JSON.parse(report) as Record<string, number>;
    expect([numFailedTests, numPassedTests! > 15]).toEqual([0, true]);
  },
  PATIENCE,
);

it(
  "has its flags, its docs and its trace on the command line; and says what it cannot answer",
  () => {
    expect(run(process.execPath, "scripts/docs.mjs")).toContain("docs/detectors/parameters.md: written");
    const page = (name: string): string => readFileSync(join(COPY, name), "utf8");
    expect(page("docs/detectors/parameters.md")).toMatch(/## same-second\n[^#]*`--minimum`/);
    expect(page("docs/detectors/README.md")).toContain("| [same-second](parameters.md#same-second) | Which");
    expect(page("docs/cli.md")).toContain("### plumbline detect same-second");

    const rows = Array.from({ length: 12 }, (_, i) =>
      ["one", "two", "three"].map((who) => `${who},2031-09-28T${10 + i}:17:2${i % 10}Z,${who} says ${i}`),
    ).flat();
    const others = Array.from({ length: 200 }, (_, i) => {
      const time = new Date(Date.UTC(2031, 8, 28) + i * 431_777).toISOString();
      return `other-${i % 20},${time.slice(0, 19)}Z,line ${i}`;
    });
    const write = (name: string, lines: string[]): string => {
      const path = join(COPY, name);
      writeFileSync(path, `${["account,time,text", ...lines].join("\n")}\n`);
      return path;
    };
    plumbline("import", CASE, write("seconds.csv", [...rows, ...others]));
    const said = plumbline("detect", "same-second", CASE, "--minimum", "4", "--key", "clock");
    expect(said).toMatch(/clock#f1 +candidate +3 +36 +Same second, group S1: 3 accounts/);
    const line = plumbline("trace", CASE, "clock#f1");
    expect(line).toContain("5 of 36 posts");
    expect(line).toContain("2031-09-28T10:17:20.000Z, one: one says 0");

    const minutes = [...rows, ...others].map((row) => row.replace(/:\d\dZ/, ":00Z"));
    plumbline("import", `${CASE}-minutes`, write("minutes.csv", minutes));
    const answer = plumbline("detect", "same-second", `${CASE}-minutes`, "--key", "clock");
    expect(answer).toContain("Cannot be answered, because times are recorded to the minute.");
    expect(answer).toMatch(/clock#f1 +not answerable +0 /);
  },
  PATIENCE,
);
