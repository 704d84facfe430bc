/**
 * The packed program, installed in an empty folder as somebody would who has the tarball and no clone: its size, every
 * entry of `exports` with its types, the command. Packages come from npm's cache where they lie there, from the registry
 * otherwise. What is packed is the build that `npm test` makes sure of.
 */
import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { read, ROOT } from "./support/docs-pages.ts";
import { tempFolder } from "./support/temp.ts";

// Whole programs are started, on a machine that may be busy.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

/** Largest size of an installation, in bytes: what goes beyond is an optional package. */
const MOST = 200e6;

const manifest = JSON.parse(read("package.json")) as {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, string>>;
};
/** `plumbline/model` and the like. */
const ENTRIES = Object.keys(manifest.exports).map((entry) => manifest.name + entry.slice(1));

const cleanups: (() => void)[] = [];
let folder: string;
const run = (program: string, words: readonly string[], cwd = folder): string =>
  execFileSync(program, words, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

beforeAll(() => {
  folder = tempFolder((clean) => cleanups.push(clean));
  const packed = run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], ROOT);
  const [{ filename }] = JSON.parse(packed) as [{ readonly filename: string }];
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  run("npm", ["install", "--omit=dev", "--prefer-offline", join(folder, basename(filename))]);
});
afterAll(() => cleanups.forEach((clean) => clean()));

const installed = (...path: string[]) => join(folder, "node_modules", manifest.name, ...path);
const filesOf = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

it(`takes less than ${MOST / 1e6} MB`, () => {
  const bytes = filesOf(join(folder, "node_modules")).reduce((sum, path) => sum + lstatSync(path).size, 0);
  process.stdout.write(`Installed without development packages: ${(bytes / 1e6).toFixed(1)} MB\n`);
  expect(bytes).toBeLessThan(MOST);
  // It did install what it needs.
  expect(bytes).toBeGreaterThan(50e6);
});

it.each(ENTRIES)("loads %s with all its names", async (entry) => {
  const path = entry.slice(manifest.name.length + 1);
  const code = `process.stdout.write(JSON.stringify(Object.keys(await import("${entry}"))))`;
  const names = JSON.parse(run(process.execPath, ["--input-type=module", "--eval", code])) as string[];
  const source = (await import(join(ROOT, "src", path, "index.ts"))) as object;
  expect(names.sort()).toEqual(Object.keys(source).sort());
});

it("has the types of every entry", () => {
  const lines = ENTRIES.map((entry, i) => `import type * as entry${i} from "${entry}";`);
  // A name that is not there is an error only where the types were found.
  const wrong = ENTRIES.map((_, i) => `export type Wrong${i} = entry${i}.NoSuchName;`);
  writeFileSync(join(folder, "types.ts"), [...lines, ...wrong].join("\n"));
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2023"];
  const tsc = join(ROOT, "node_modules", ".bin", "tsc");
  let said = "";
  try {
    run(tsc, [...options, "--types", "", "types.ts"]);
  } catch (error) {
    said = (error as { readonly stdout: string }).stdout;
  }
  const errors = said.split("\n").filter((line) => line.includes("error"));
  expect(errors.map((line) => /TS\d+/.exec(line)?.[0])).toEqual(ENTRIES.map(() => "TS2694"));
});

it("runs the command", () => {
  const command = join(folder, "node_modules", ".bin", manifest.name);
  expect(run(command, ["--version"]).trim()).toBe(manifest.version);
  expect(run(command, ["--help"])).toContain("Usage: plumbline");
  writeFileSync(
    join(folder, "posts.csv"),
    "account,time,text\nada,2031-04-03T10:00:00Z,one\nbob,2031-04-03T10:00:20Z,one\n" +
      "ada,2031-04-04T10:00:00Z,two\nbob,2031-04-04T10:00:20Z,two\n",
  );
  expect(run(command, ["import", "case", "posts.csv"])).toContain("4 rows read, 4 kept");
  expect(run(command, ["detect", "co-share", "case", "--minimum", "2"])).toContain("1 possible pair");
  expect(run(command, ["verify", "case"])).toContain("The case holds");
});

it("publishes an example in every form, and holds the page of the workbench", () => {
  const command = join(folder, "node_modules", ".bin", manifest.name);
  expect(run(command, ["start", "us-2016", "--exit"])).toContain("/start?next=");
  const edition = join(folder, ".plumbline", "us-2016", "editions", "public");
  expect(run(command, ["verify", edition])).toContain("Intact");
  expect(readdirSync(edition)).toEqual(expect.arrayContaining(["index.html", "edition.pdf", "edition.docx"]));
  expect(existsSync(installed("dist", "web", "index.html"))).toBe(true);
});

it("holds each family of fonts with its licence", () => {
  const families = ["pdf", "page"].flatMap((kind) =>
    readdirSync(installed("fonts", kind)).map((family) => join(kind, family)),
  );
  expect(families).toHaveLength(6);
  for (const family of families)
    expect(readFileSync(installed("fonts", family, "OFL.txt"), "utf8")).toMatch(
      /SIL Open Font License,\s+Version 1\.1/i,
    );
  expect(filesOf(installed("fonts", "pdf")).filter((path) => path.endsWith(".ttf"))).toHaveLength(6);
  expect(filesOf(installed("fonts", "page")).filter((path) => path.endsWith(".woff2"))).toHaveLength(20);
});

it("is not published by mistake under a name that is somebody else's", () => {
  expect(manifest.private === true || manifest.name.startsWith("@")).toBe(true);
});
