import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../test/support/temp.ts";
import { DETECTORS, parseParameters } from "../signals/index.ts";
import { readListFile } from "./list-file.ts";

describe("a list in a file", () => {
  const file = (bytes: string | Uint8Array): string => {
    const path = join(tempFolder(), "list.txt");
    writeFileSync(path, bytes);
    return path;
  };
  const { descriptor } = DETECTORS.find((one) => one.descriptor.id === "co-share")!;
  const entries = async (bytes: string) =>
    parseParameters(descriptor, { "set-aside-accounts": await readListFile(file(bytes)) })[
      "set-aside-accounts"
    ];

  it("is taken line by line, whatever ends a line, commas and a byte order mark included", async () => {
    expect(await entries("b, c\r\na\r\n\r\nb, c\n")).toBe("a\nb, c");
    expect(await entries("one, alone")).toBe("one, alone");
    expect(await entries("\ufeffname")).toBe("name");
  });

  it.each([
    ["FILE_MISSING", () => "/no/such/list"],
    ["FILE_EMPTY", () => file(" \n\n")],
    ["FILE_ENCODING", () => file(Uint8Array.of(0xff, 0xfe, 0x61))],
  ])("is refused with %s", async (code, path) => {
    await expect(readListFile(path())).rejects.toMatchObject({ code });
  });
});
