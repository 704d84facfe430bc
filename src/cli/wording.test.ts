import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { PlumblineError } from "../errors.ts";
import { program } from "./main.ts";
import { refusalLine } from "./wording.ts";

const SRC = fileURLToPath(new URL("..", import.meta.url));

function flagsOf(command: Command): string[] {
  return [...command.options.map(({ long }) => long ?? ""), ...command.commands.flatMap(flagsOf)];
}
const FLAGS = new Set(flagsOf(await program()).filter((flag) => flag !== ""));
/** Flags in a text; custom properties of style sheets look alike. */
const flagsIn = (text: string) =>
  [...text.matchAll(/(?<!var\()(?<![\w-])--[a-z][a-z-]*(?!:)/g)].map(([flag]) => flag);

describe("a refusal on the command line", () => {
  it("names the flag that was given wrongly, and what it was given", () => {
    const about = { where: "XY", setting: "for" } as const;
    expect(refusalLine(new PlumblineError("USAGE", "This is no Party.", about))).toBe(
      "--for XY: This is no Party. [USAGE] See the command's --help.",
    );
    expect(refusalLine(new PlumblineError("USAGE", "No.", { setting: "root", hint: "Look." }))).toBe(
      "--root: No. [USAGE] Look.",
    );
  });

  it("says what to type, with a proposal as one word of a shell", () => {
    const line = (proposed: string) =>
      refusalLine(new PlumblineError("MAPPING_NEEDED", "No.", { setting: "mapping", proposed }));
    expect(line("account=account,time=?")).toBe(
      "No. [MAPPING_NEEDED] Check and give: --map 'account=account,time=?' (put a column in place of each ?)",
    );
    expect(line("account=user id,time=created at")).toContain("--map 'account=user id,time=created at'");
    expect(refusalLine(new PlumblineError("PARAMETER", "No."))).toBe(
      "No. [PARAMETER] See `plumbline detect --help`.",
    );
    expect(line("account=a")).toMatch(/--map account=a$/);
    const taken = new PlumblineError("OUT_EXISTS", "It exists.", { where: "x", setting: "force" });
    expect(refusalLine(taken)).toMatch(/^x: It exists\. .*--force/);
  });

  it("keeps a hint of its own, and has none of a flag that the program does not take", () => {
    expect(refusalLine(new PlumblineError("USAGE", "No.", { hint: "Do this." }))).toBe(
      "No. [USAGE] Do this.",
    );
    const source = readFileSync(join(SRC, "cli", "wording.ts"), "utf8");
    const named = flagsIn(source).filter((flag) => flag !== "--help");
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((flag) => !FLAGS.has(flag))).toEqual([]);
  });
});

describe("flags", () => {
  const named = (path: string) => flagsIn(readFileSync(path, "utf8")).filter((flag) => FLAGS.has(flag));

  it("are named by the command line alone", () => {
    const others = readdirSync(SRC, { recursive: true, encoding: "utf8" })
      .filter(
        (path) => /\.tsx?$/.test(path) && !path.includes(".test.") && !path.startsWith(join("cli", "/")),
      )
      // The page shows whole commands, to copy where only they can do it.
      .filter((path) => !path.startsWith(join("web", "/")))
      // What an edition tells a stranger to type is part of its bytes.
      .filter((path) => path !== join("release", "document.ts"))
      // Properties of a style sheet are written like flags.
      .filter((path) => ![join("server", "pages.ts"), join("release", "drawing", "tokens.ts")].includes(path))
      .map((path) => join(SRC, path));
    expect(others.length).toBeGreaterThan(200);
    expect(others.filter((path) => named(path).length > 0)).toEqual([]);
  });

  it("would be found", () => {
    expect(named(join(SRC, "release", "document.ts"))).toContain("--trust");
    expect(named(join(SRC, "cli", "reader.ts"))).toContain("--held-at");
  });
});
