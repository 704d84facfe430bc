import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { tempFolder } from "../../test/support/temp.ts";
import { PlumblineError } from "../errors.ts";
import { readGiven, readGivenText } from "./given-file.ts";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});
const folder = () => tempFolder((clean) => open.push(clean));
const LIST = { what: "The list", maxBytes: 5000 };

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof PlumblineError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "none";
}

describe("a file that was handed over", () => {
  it("is read whole, through a link too, up to its limit", () => {
    const root = folder();
    const path = join(root, "list.txt");
    const text = "ö".repeat(2500);
    writeFileSync(path, text);
    symlinkSync(path, join(root, "link.txt"));
    expect(readGivenText(path, LIST)).toBe(text);
    expect(readGivenText(join(root, "link.txt"), LIST)).toBe(text);
    writeFileSync(path, "");
    expect(readGiven(path, LIST)).toHaveLength(0);
  });

  it("is refused with its code where it is too long, no UTF-8, or not there", () => {
    const path = join(folder(), "list.txt");
    expect(refusal(() => readGiven(path, LIST))).toBe("FILE_MISSING: The list cannot be read.");
    expect(refusal(() => readGiven(path, { ...LIST, unreadable: "KEY_FILE" }))).toMatch(/^KEY_FILE/);
    writeFileSync(path, "x".repeat(5001));
    expect(refusal(() => readGiven(path, LIST))).toBe("IMPORT_LIMIT: The list is longer than 5 kB.");
    expect(refusal(() => readGiven(path, { ...LIST, tooLong: "USAGE" }))).toMatch(/^USAGE/);
    writeFileSync(path, Buffer.from([0x61, 0xff]));
    expect(refusal(() => readGivenText(path, LIST))).toBe("FILE_ENCODING: The list is not UTF-8.");
  });

  it("is no folder, no device and no pipe, even one that nobody writes to", () => {
    const root = folder();
    const pipe = join(root, "pipe");
    execFileSync("mkfifo", [pipe]);
    for (const path of [root, pipe, "/dev/zero"])
      expect(
        refusal(() => readGiven(path, LIST)),
        path,
      ).toBe("FILE_MISSING: The list is not a file.");
  });
});
