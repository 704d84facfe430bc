import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Runs the linter on paths of the tree and returns its report. */
function lint(...paths: string[]): string {
  const oxlint = join(ROOT, "node_modules", ".bin", "oxlint");
  return spawnSync(oxlint, paths, { cwd: ROOT, encoding: "utf8" }).stdout;
}

/** A module in a room that imports from a room it may not know. */
const VIOLATIONS = [
  ["model", "../store/artifacts.ts"],
  ["kernel", "node:fs"],
  ["kernel", "../model/refs.ts"],
  ["store", "../case/index.ts"],
  ["ingest", "../signals/index.ts"],
  ["signals", "../store/artifacts.ts"],
  ["case", "../release/index.ts"],
  ["release", "../case/index.ts"],
  ["model", "../views/index.ts"],
  ["views", "../case/index.ts"],
  ["demo", "../store/put-files.ts"],
  ["edges", "../workbench/index.ts"],
  ["workbench", "../cli/main.ts"],
  ["workbench", "../edges/index.ts"],
  ["workbench", "../desk/index.ts"],
  ["desk", "../edges/index.ts"],
  ["desk", "../server/app.ts"],
  ["server", "../store/artifacts.ts"],
  ["server", "../edges/index.ts"],
  ["cli", "../case/index.ts"],
  ["web", "../model/marking.ts"],
  ["web", "../workbench/index.ts"],
  ["web", "../desk/index.ts"],
  ["web", "../release/index.ts"],
  ["web", "node:fs"],
] as const;

describe("room rules", () => {
  const planted: string[] = [];
  afterAll(() => {
    for (const path of planted) rmSync(path, { force: true });
  });

  it("sees the modules of the tree and finds nothing", () => {
    const report = lint("src");
    expect(report).toContain("Found 0 warnings and 0 errors");
    const modules = Number(/on (\d+) files/.exec(report)?.[1]);
    expect(modules).toBeGreaterThan(50);
  });

  it.each(VIOLATIONS)("fires when %s imports %s", (room, target) => {
    const path = join(ROOT, "src", room, `planted-violation-${process.pid}.ts`);
    planted.push(path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `import * as planted from "${target}";\nexport const used = planted;\n`);
    const report = lint(path);
    rmSync(path);
    expect(report).toContain("no-restricted-imports");
  });
});
