import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "./commands.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const IMPORT = /^(?:import|export) (?!type\b)[^;]*?from "([^"]+)"/gm;

/** Files and packages that are loaded with a file, before anything runs. */
function loadedWith(entry: string): { readonly files: Set<string>; readonly packages: Set<string> } {
  const files = new Set([entry]);
  const packages = new Set<string>();
  for (const file of files)
    for (const [, target = ""] of readFileSync(file, "utf8").matchAll(IMPORT))
      if (target.startsWith(".")) files.add(resolve(dirname(file), target));
      else if (!target.startsWith("node:")) packages.add(target);
  return { files, packages };
}

describe("a call", () => {
  it("loads nothing but the reader of its words before it knows which command it is", () => {
    const { files, packages } = loadedWith(join(HERE, "main.ts"));
    expect([...packages]).toEqual(["commander"]);
    expect([...files].filter((file) => /\/(?:workbench|desk|server|edges|commands\/)/.test(file))).toEqual(
      [],
    );
  });

  it("loads of the workbench what its command needs, not the whole", () => {
    for (const name of readdirSync(join(HERE, "commands")))
      expect(readFileSync(join(HERE, "commands", name), "utf8"), name).not.toContain("workbench/index.ts");
    const { files } = loadedWith(join(HERE, "commands", "log.ts"));
    expect([...files].every((file) => existsSync(file))).toBe(true);
    expect(
      [...files].filter((file) => /\/(?:(?:release|signals|server|desk)\/|ingest\/index)/.test(file)),
    ).toEqual([]);
  });
});

describe("the list", () => {
  it.each(COMMANDS.map(({ name, summary, load }) => ({ name, summary, load })))(
    "has $name under its own name, and its help says more than the list",
    async ({ name, summary, load }) => {
      const command = await load();
      expect(command.name()).toBe(name);
      expect(command.description()).not.toBe("");
      expect(summary.length).toBeLessThan(76);
    },
  );
});
