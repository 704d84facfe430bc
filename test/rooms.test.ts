import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PROGRAM_GUARD } from "./support/patience.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const OXLINT = join(ROOT, "node_modules", ".bin", "oxlint");

/** Runs the linter on paths of the tree and returns its report. */
function lint(...paths: string[]): string {
  return spawnSync(OXLINT, paths, { cwd: ROOT, encoding: "utf8", timeout: PROGRAM_GUARD }).stdout;
}

const reportSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
});

/** Writes files below `src`, lints them, removes them again, and returns the rules that fired on each, by its path. */
function lintPlanted(files: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  const paths = Object.keys(files).map((path) => join(ROOT, "src", path));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(ROOT, "src", path)), { recursive: true });
      writeFileSync(join(ROOT, "src", path), text);
    }
    const { diagnostics } = reportSchema.parse(JSON.parse(lint("--format=json", ...paths)));
    const rulesOn = (path: string) =>
      diagnostics.flatMap(({ code, filename }) => (filename.endsWith(`src/${path}`) ? [code] : []));
    return new Map(Object.keys(files).map((path) => [path, rulesOn(path)]));
  } finally {
    for (const path of paths) rmSync(path, { force: true });
  }
}

const importing = (target: string) => `import * as planted from "${target}";\nexport const used = planted;\n`;
const importingType = (target: string) =>
  `import type * as planted from "${target}";\nexport type Used = typeof planted;\n`;

/** A module in a room that imports from a room it may not know. */
const VIOLATIONS = [
  [".", "./model/refs.ts"],
  ["model", "../store/artifacts.ts"],
  ["kernel", "node:fs"],
  ["kernel", "../model/refs.ts"],
  ["store", "../case/index.ts"],
  ["ingest", "../signals/index.ts"],
  ["signals", "../store/artifacts.ts"],
  ["reading", "../case/index.ts"],
  ["reading", "../store/artifacts.ts"],
  ["case", "../release/index.ts"],
  ["release", "../case/index.ts"],
  ["release", "../web/client.ts"],
  ["drawing", "../release/index.ts"],
  ["drawing", "../views/index.ts"],
  ["drawing", "node:fs"],
  ["case", "../drawing/figure.ts"],
  ["server", "../drawing/figure.ts"],
  ["model", "../views/index.ts"],
  ["views", "../case/index.ts"],
  ["demo", "../store/put-files.ts"],
  ["edges", "../workbench/index.ts"],
  ["workbench", "../cli/main.ts"],
  ["workbench", "../edges/index.ts"],
  ["workbench", "../desk/index.ts"],
  ["desk", "../server/app.ts"],
  ["server", "../store/artifacts.ts"],
  ["server", "../edges/index.ts"],
  ["server", "../web/client.ts"],
  ["cli", "../case/index.ts"],
  ["cli", "../web/client.ts"],
  ["web", "../model/marking.ts"],
  ["web", "../workbench/index.ts"],
  ["web", "../desk/index.ts"],
  ["web", "../release/index.ts"],
  ["web", "node:fs"],
] as const;

/** Rooms of which these rooms may take types and no values. */
const TYPES_ALLOWED: readonly string[] = ["web"];

const planted = (name: string) => `planted-${name}-${process.pid}.ts`;

describe("room rules", () => {
  it("sees the modules of the tree and finds nothing", () => {
    const report = lint("src");
    expect(report).toContain("Found 0 warnings and 0 errors");
    const modules = Number(/on (\d+) files/.exec(report)?.[1]);
    expect(modules).toBeGreaterThan(50);
  });

  it.each(VIOLATIONS)("fires when %s imports %s, by value or by type", (room, target) => {
    const [value, type] = [posix.join(room, planted("value")), posix.join(room, planted("type"))];
    const fired = lintPlanted({ [value]: importing(target), [type]: importingType(target) });
    expect(fired.get(value)?.join()).toContain("no-restricted-imports");
    if (TYPES_ALLOWED.includes(room)) expect(fired.get(type)).toEqual([]);
    else expect(fired.get(type)?.join()).toContain("no-restricted-imports");
  });
});

describe("the room that draws for the page", () => {
  const fires = (room: string, text: string): string => {
    const path = posix.join(room, planted("drawn"));
    return lintPlanted({ [path]: text })
      .get(path)!
      .join();
  };

  it("is the one of which the page takes values", () => {
    expect(fires("web", importing("../drawing/figure.ts"))).toBe("");
    expect(fires("web", importing("../release/index.ts"))).toContain("no-restricted-imports");
  });

  it("takes types of model and how unseen characters are written, no schema", () => {
    expect(fires("drawing", importing("../model/finding.ts"))).toContain("no-restricted-imports");
    expect(fires("drawing", importingType("../model/finding.ts"))).toBe("");
    expect(fires("drawing", importing("../model/visible.ts"))).toBe("");
  });
});

describe("circles", () => {
  it.each([
    ["values alone", importing, importing],
    ["a value and a type", importing, importingType],
    ["types alone", importingType, importingType],
  ])("are reported where two modules import each other by %s", (_, forth, back) => {
    const [a, b] = [planted("a"), planted("b")];
    const fired = lintPlanted({ [`kernel/${a}`]: forth(`./${b}`), [`kernel/${b}`]: back(`./${a}`) });
    for (const rules of fired.values()) expect(rules.join()).toContain("no-cycle");
  });
});
