/**
 * Whatever path a command is given: a pipe that nobody writes to, a device without an end, a file nested a hundred thousand levels deep or
 * with hundreds of thousands of items is refused with one line and a code, and nothing is made.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withCase } from "../src/workbench/index.ts";
import { runCommand } from "./support/command.ts";
import { smallEdition } from "./support/small-edition.ts";
import { tempFolder } from "./support/temp.ts";

const root = tempFolder(afterAll);
const folder = join(root, "case");
const pipe = join(root, "pipe");
const edition = join(root, "edition");
const shown = join(root, "shown.csv");
beforeAll(async () => {
  await smallEdition(root);
  writeFileSync(shown, "account,time,media\nann,2031-03-01T10:00:00Z,one.jpg\n");
  // As private as a key has to be.
  execFileSync("mkfifo", ["-m", "600", pipe]);
});

/** Every place in which a command takes a path, with this one there. */
const callsWith = (path: string): readonly (readonly string[])[] => {
  const out = join(root, "out");
  return [
    ["import", folder, path],
    ["import", folder, shown, "--pictures", path],
    ["read", folder, path],
    ["read", folder, shown, "--propose", path],
    ["record", folder, path],
    ["coshare", path, "--out", join(root, "out.csv")],
    ["lint", "--text", path],
    ["verify", path],
    ["verify", edition, "--trust", path],
    ["verify", path, "--edition", edition],
    ["sign", edition, "--key", path],
    ["publish", folder, "--ceiling", "CLEAR", "--out", out, "--key", path],
    ["publish", folder, "--ceiling", "CLEAR", "--out", path],
    ["diff", path, edition],
    ["diff", edition, path],
    ["parity", path, edition],
    ["log", path],
    ["trace", path, "J"],
    ["serve", path],
    ["serve", folder, "--accounts", path],
    ["accounts", "list", path],
    ["accounts", "add", join(root, "accounts.db"), "ada", "--password-file", path],
    ["backup", path, out],
    ["backup", folder, path],
    ["restore", path, out],
    ["disclose", folder, "C0", "--edition", edition, "--out", path],
    ["start", path, "--exit", "--folder", join(root, "started")],
  ];
};

async function refused(words: readonly string[]): Promise<string> {
  const { status, printed } = await runCommand(words);
  expect([words.join(" "), status >= 1 && status <= 5]).toEqual([words.join(" "), true]);
  // Values of a file that is to be mapped stand below the line, indented.
  expect(printed.length).toBeLessThan(4000);
  expect(
    printed
      .trim()
      .split("\n")
      .filter((line) => !line.startsWith("  ")),
  ).toHaveLength(1);
  expect(printed).not.toContain("[INTERNAL]");
  return /\[([A-Z_]+)\]/.exec(printed)?.[1] ?? printed;
}

describe.each([
  ["a pipe", pipe],
  ["a device", "/dev/zero"],
])("%s", (_name, path) => {
  it.each(
    callsWith(path).map((words) => [words.filter((word) => !word.includes(root)).join(" "), words] as const),
  )("%s: is refused with one line", async (_words, words) => {
    expect(await refused(words)).toMatch(/^[A-Z_]+$/);
  });
});

const DEEP = 100_000;
const MANY = 400_000;
const bundleOf = (objects: string) =>
  `{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000001","objects":[${objects}]}`;
const object = (i: number) =>
  `{"type":"identity","id":"identity--${String(i).padStart(8, "0")}-0000-4000-8000-000000000000","name":"n"}`;

it.each([
  ["import", "deep.ndjson", () => `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}\n`, "MAPPING_NEEDED"],
  ["import", "deep.json", () => "[".repeat(DEEP) + "]".repeat(DEEP), "FILE_MALFORMED"],
  [
    "import",
    "deep-bundle.json",
    () => bundleOf(`{"x":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`),
    "IMPORT_LIMIT",
  ],
  [
    "import",
    "long-bundle.json",
    () => bundleOf(Array.from({ length: MANY }, (_, i) => object(i)).join()),
    "IMPORT_LIMIT",
  ],
  ["record", "deep.yaml", () => `plumbline: 1\nby: a\nfor: A\nrecords: ${"[".repeat(DEEP)}`, "RECORD_FILE"],
  [
    "record",
    "long.yaml",
    () => `plumbline: 1\nby: a\nfor: A\nrecords:\n${"  - { claim: C, text: A. }\n".repeat(MANY)}`,
    "IMPORT_LIMIT",
  ],
] as const)("%s %s: is refused with one line, and nothing is recorded", async (command, name, text, code) => {
  const files = join(root, "files");
  mkdirSync(files, { recursive: true });
  const path = join(files, name);
  writeFileSync(path, text());
  const size = () => withCase(folder, { access: "read" }, ({ log }) => log.size());
  // The driver folds the log in when it gets to it; a folder of hashes may be empty.
  const entries = () =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (one) => !/^log\.db-|^artifacts.[0-9a-f]{2}$/.test(one),
    );
  const before = [await size(), entries()];
  expect(await refused([command, folder, path])).toBe(code);
  expect([await size(), entries()]).toEqual(before);
});
