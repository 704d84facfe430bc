/** A text whose shares cannot be read straight from it is loaded and staged; a mistake of the program is told instead. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withEngine, withFolder } from "../../test/support/staging.ts";
import { PlumblineError } from "../errors.ts";
import { WANTED_FILE } from "./messages.ts";
import { transform } from "./transform.ts";

const ROWS = Array.from(
  { length: 40 },
  (_, i) => `a${i % 5},2016-10-05T20:19:${10 + i}Z,https://e.example/${i % 7}\n`,
);
const TEXT = `account,time,url\n${ROWS.join("")}`;

/** How the reading ends where something fails in its way while rows are read straight from the file. */
function read(fails: ((engine: { run(sql: string): Promise<void> }) => unknown) | undefined, scan: boolean) {
  return withFolder(async (folder) => {
    const path = join(folder, "input");
    const staged = join(folder, "rows");
    writeFileSync(path, TEXT);
    mkdirSync(staged);
    return withEngine(folder, path, async (engine) => {
      const error = await fails?.(engine);
      let asked = 0;
      const { kind } = await transform(
        engine,
        {
          path,
          where: "input",
          folder,
          staged,
          mapping: undefined,
          dateOrder: undefined,
          zone: undefined,
          now: Date.UTC(2040, 0, 1),
          rows: undefined,
          settled: false,
          links: "spelling",
          onProgress: (stage) => {
            if (stage === "reading shares" && error !== undefined) throw error;
          },
        },
        {
          wanted: { windowSeconds: 60, report: false, scan },
          ask: async () => {
            asked++;
            writeFileSync(join(staged, WANTED_FILE), "0\n");
          },
        },
      );
      return { kind, asked };
    });
  });
}

const ofTheDatabase = (engine: { run(sql: string): Promise<void> }): Promise<unknown> =>
  engine.run("SELECT * FROM no_such_table").then(
    () => undefined,
    (error: unknown) => error,
  );

describe.each([
  ["by the database", false],
  ["by the scanner", true],
])("a text that is read straight, %s", (_how, scan) => {
  it.each<[string, Parameters<typeof read>[0]]>([
    ["an error of the database", ofTheDatabase],
    ["another number of rows", () => new PlumblineError("FILE_MALFORMED", "Read as 39 rows.")],
    ["too little memory", () => new PlumblineError("IMPORT_LIMIT", "More memory.")],
  ])("is staged after %s", async (_what, fails) => {
    expect(await read(fails, scan)).toEqual({ kind: "done", asked: 0 });
  });

  it.each<[string, () => Error]>([
    ["INTERNAL", () => new PlumblineError("INTERNAL", "Two ways disagree.")],
    ["STORE", () => new PlumblineError("STORE", "No room.")],
    ["a mistake of the program", () => new TypeError("x is undefined")],
  ])("is not staged after %s, which is told", async (_what, fails) => {
    await expect(read(fails, scan)).rejects.toThrow(fails().message);
  });

  it("is not staged where nothing fails", async () => {
    const { kind, asked } = await read(undefined, scan);
    expect(kind).toBe("counted");
    expect(asked).toBeGreaterThan(0);
  });
});
