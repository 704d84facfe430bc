/** Programs of the system that open what Plumbline wrote. Suites skip with a reason where one is absent. */
import { execFileSync, spawnSync } from "node:child_process";
import { PROGRAM_GUARD } from "./patience.ts";
import { describe, it } from "vitest";

/** Under `PLUMBLINE_REQUIRE=all` nothing may skip: what is missing is a failure. */
const REQUIRED = process.env["PLUMBLINE_REQUIRE"] === "all";

function present(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

function hasModule(name: string): boolean {
  return spawnSync("python3", ["-c", `import ${name}`]).status === 0;
}

/** A suite that needs programs; one skipped test that says which are absent, or a failure where nothing may skip. */
export function describeWithPrograms(title: string, programs: readonly string[], body: () => void): void {
  describeWithout(
    title,
    programs.filter((program) => !present(program)),
    body,
  );
}

/** The same for a suite that needs packages of Python. */
export function describeWithModules(title: string, modules: readonly string[], body: () => void): void {
  describeWithout(
    title,
    modules.filter((name) => !hasModule(name)),
    body,
  );
}

function describeWithout(title: string, missing: readonly string[], body: () => void): void {
  describe(title, () => {
    if (missing.length === 0) body();
    else if (REQUIRED) {
      it("has its programs", () => {
        throw new Error(`not installed: ${missing.join(", ")}`);
      });
    } else it.skip(`needs ${missing.join(", ")}`, () => undefined);
  });
}

/** What the program prints. @throws where it fails. */
export function outputOf(program: string, words: readonly string[]): string {
  return execFileSync(program, words, {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
    timeout: PROGRAM_GUARD,
  });
}
