import { DuckDBInstance } from "@duckdb/node-api";
import * as fc from "fast-check";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ERRORS, PlumblineError } from "../errors.ts";
import { readCsv } from "../../test/support/parity-files.ts";
import { tempFolder } from "../../test/support/temp.ts";
import { elements, parseXml, type XmlElement } from "../../test/support/xml.ts";
import { csvLines, plain } from "../store/table/csv.ts";
import { streamOf } from "./formats/graph.ts";
import { EDGE_FORMATS, edgeFormat } from "./formats/index.ts";
import { checkOutput, putFiles, writeText } from "../store/put-files.ts";
import type { EdgeTable } from "./edge-table.ts";
import type { Column } from "../store/table/table.ts";

/** Names that somebody might choose, and that programs trip over. */
const HOSTILE = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "＝1",
  "\tx",
  "'quoted",
  'a"b',
  "a,b",
  "a\nb",
  "a\r\nb",
  "<node/>&amp;",
  "]]>",
  "\u0000\u0001\ufffe",
  "\ud800",
  "\u202Egnp.exe",
  "名前",
  " ",
  "NULL",
  "",
];

const table = (names: readonly string[], columns: readonly Column[] = []): EdgeTable => ({
  length: names.length,
  directed: false,
  description: 'A <test> & "more"',
  weight: "weight",
  csv: "own",
  columns: [
    { name: "source", kind: "text", values: names },
    { name: "target", kind: "text", values: names.toReversed() },
    { name: "weight", kind: "integer", values: Int32Array.from(names, (_, i) => i) },
    ...columns,
  ],
});
const mixed = (names: readonly string[]): EdgeTable =>
  table(names, [
    {
      name: 'odd "name"',
      kind: "number",
      values: Float64Array.from(names, (_, i) => (i % 3 === 0 ? Number.NaN : i / 7)),
    },
    { name: "limit", kind: "number", values: Float64Array.from(names, () => Number.NEGATIVE_INFINITY) },
  ]);
async function textOf(extension: string, edges: EdgeTable): Promise<string> {
  let all = "";
  for await (const part of edgeFormat(`x.${extension}`).text!(streamOf(edges))) all += part;
  return all;
}

describe("edges as CSV", () => {
  it("gives every name back to a program, and none to a spreadsheet as a formula", async () => {
    const folder = tempFolder();
    const names = HOSTILE.filter((name) => name !== "\ud800");
    writeFileSync(join(folder, "x.csv"), await textOf("csv", mixed(names)));
    const rows = readCsv(join(folder, "x.csv"));
    expect(rows.map((row) => row["source"]!.replace(/^'/, ""))).toEqual(names);
    for (const row of rows) expect(row["source"]).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
    expect(rows.map((row) => row['odd "name"']).slice(0, 3)).toEqual([
      "",
      "0.14285714285714285",
      "0.2857142857142857",
    ]);
    expect(rows[0]!["limit"]).toBe("-inf");
  });

  it("makes texts plain in a way that can be undone, numbers not at all", async () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(plain(text).replace(/^'/, "")).toBe(text);
        expect(plain(text)).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
      }),
    );
    expect(
      await textOf("csv", table(["a"], [{ name: "p", kind: "number", values: Float64Array.of(-4.5) }])),
    ).toBe("source,target,weight,p\na,a,0,-4.5\n");
  });

  it("rounds like R's fwrite, twice", () => {
    const values = Float64Array.of(112 / 13, 67 / 9, 49 / 3, 2 / 3, -2 / 3, 1 / 3e9, 60);
    const edges = table(
      Array.from(values, () => "a"),
      [{ name: "mean", kind: "number", values }],
    );
    const written = [...csvLines({ ...edges, csv: "coortweet" })]
      .slice(1)
      .map((line) => line.trim().split(",")[3]);
    expect(written.slice(0, 5)).toEqual([
      "8.61538461538462",
      "7.44444444444445",
      "16.3333333333333",
      "0.666666666666667",
      "-0.666666666666667",
    ]);
    expect(written.slice(5).map(Number)).toEqual([3.33333333333333e-10, 60]);
  });

  it("leaves the peers' styles as the peers write", () => {
    const edges = mixed(["=x", 'a"b']);
    expect([...csvLines({ ...edges, csv: "cnt" })][1]).toBe('"=x","a""b","0","","-inf"\r\n');
    expect([...csvLines({ ...edges, csv: "coortweet" })].slice(1).join("")).toBe(
      '=x,"a""b",0,,-inf\n"a""b",=x,1,0.142857142857143,-inf\n',
    );
  });
});

describe.each(["gexf", "graphml"])("edges as %s", (extension) => {
  const parsed = async (edges: EdgeTable): Promise<XmlElement> => parseXml(await textOf(extension, edges));
  const labelOf = (node: XmlElement): string =>
    node.attributes.get("label") ?? elements(node, "data")[0]!.text;

  it("is well-formed whatever the names are, and every end is a node", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...HOSTILE)), { maxLength: 12 }),
        async (names) => {
          const root = await parsed(mixed(names));
          const ids = elements(root, "node").map((node) => node.attributes.get("id"));
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.length).toBe(new Set(names).size);
          const edges = elements(root, "edge");
          expect(edges.length).toBe(names.length);
          for (const edge of edges)
            for (const end of ["source", "target"]) expect(ids).toContain(edge.attributes.get(end));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps names, weights and types, and leaves empty cells out", async () => {
    const names = ['a<b>&"c"', "line\nbreak\ttab"];
    const root = await parsed(mixed(names));
    expect(elements(root, "node").map(labelOf)).toEqual(names);
    const declared = [...elements(root, "attribute"), ...elements(root, "key")].map(({ attributes }) =>
      [
        attributes.get("title") ?? attributes.get("attr.name"),
        attributes.get("type") ?? attributes.get("attr.type"),
      ].join(" "),
    );
    expect(declared).toContain('odd "name" double');
    const [first, second] = elements(root, "edge");
    const cells = (edge: XmlElement): number =>
      elements(edge, "attvalue").length + elements(edge, "data").length;
    expect(cells(second!) - cells(first!)).toBe(1);
    const limits = [...elements(second!, "attvalue"), ...elements(second!, "data")];
    expect(limits.map(({ attributes, text }) => attributes.get("value") ?? text)).toContain("-INF");
  });

  it("says whether edges have a direction, and the same bytes each time", async () => {
    const edges = mixed(HOSTILE);
    expect(await textOf(extension, edges)).toBe(await textOf(extension, mixed(HOSTILE)));
    expect(await textOf(extension, edges)).toContain('"undirected"');
    expect(await textOf(extension, { ...edges, directed: true })).toContain('"directed"');
  });
});

describe("edges as Parquet", () => {
  it("gives names, numbers and order back", async () => {
    const folder = tempFolder();
    const path = join(folder, "x.parquet");
    const names = HOSTILE.filter((name) => !name.includes("\u0000") && name !== "\ud800");
    await edgeFormat(path).file!(streamOf(mixed(names)), path, folder);
    const connection = await (await DuckDBInstance.create()).connect();
    const rows = (await connection.runAndReadAll(`FROM read_parquet('${path}')`)).getRowObjects();
    expect(rows.map((row) => row["source"])).toEqual(names);
    expect(rows.map((row) => row["weight"])).toEqual(names.map((_, i) => i));
    expect(rows.map((row) => row['odd "name"']).slice(0, 2)).toEqual([null, 1 / 7]);
    expect(rows[0]!["limit"]).toBe(Number.NEGATIVE_INFINITY);
    connection.closeSync();
  });

  it("writes a table without rows", async () => {
    const folder = tempFolder();
    const path = join(folder, "x.parquet");
    await edgeFormat(path).file!(streamOf(mixed([])), path, folder);
    expect(readFileSync(path).length).toBeGreaterThan(100);
  });
});

describe("the list of formats", () => {
  it("is found by the ending of a name", () => {
    for (const format of EDGE_FORMATS)
      expect(edgeFormat(`a.b.${format.extension.toUpperCase()}`)).toBe(format);
    expect(() => edgeFormat("edges.xlsx")).toThrow(PlumblineError);
    expect(() => edgeFormat("edges")).toThrow(/no ending/);
  });

  it("writes each as text or as a file", () => {
    for (const { text, file } of EDGE_FORMATS)
      expect((text === undefined) !== (file === undefined)).toBe(true);
  });
});

describe("putting files in place", () => {
  const write = (text: string) => (path: string) => writeText(path, [text]);
  const code = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => "done",
      (error: unknown) => (error instanceof PlumblineError ? error.code : String(error)),
    );

  it("puts all there, or none and leaves no parts", async () => {
    const folder = tempFolder();
    const [a, b] = [join(folder, "a"), join(folder, "b")];
    expect(
      await putFiles(
        [
          { path: a, write: write("one") },
          { path: b, write: write("two") },
        ],
        { force: false },
      ),
    ).toEqual([3, 3]);
    expect([readFileSync(a, "utf8"), readFileSync(b, "utf8")]).toEqual(["one", "two"]);
    const c = join(folder, "c");
    // The second name is taken: the first must not stay.
    expect(
      await code(
        putFiles(
          [
            { path: c, write: write("x") },
            { path: b, write: write("y") },
          ],
          { force: false },
        ),
      ),
    ).toBe("OUT_EXISTS");
    const broken = () => Promise.reject(new Error("no"));
    expect(
      await code(
        putFiles(
          [
            { path: c, write: write("x") },
            { path: b, write: broken },
          ],
          { force: true },
        ),
      ),
    ).toBe("STORE");
    expect(readdirSync(folder).sort()).toEqual(["a", "b"]);
    expect(readFileSync(b, "utf8")).toBe("two");
  });

  it("replaces only when told to, and never a folder", async () => {
    const folder = tempFolder();
    const path = join(folder, "a");
    writeFileSync(path, "old");
    expect(() => checkOutput(path, false)).toThrow(/--force|exists/);
    checkOutput(path, true);
    await putFiles([{ path, write: write("new") }], { force: true });
    expect(readFileSync(path, "utf8")).toBe("new");
    mkdirSync(join(folder, "d"));
    expect(() => checkOutput(join(folder, "d"), true)).toThrow(/folder/);
    expect(() => checkOutput(join(folder, "no", "a"), true)).toThrow(/folder/);
  });

  it("does not replace a file that appears while it writes", async () => {
    const folder = tempFolder();
    const path = join(folder, "a");
    const slow = async (part: string): Promise<void> => {
      await writeText(part, ["mine"]);
      writeFileSync(path, "theirs");
    };
    expect(await code(putFiles([{ path, write: slow }], { force: false }))).toBe("OUT_EXISTS");
    expect(readFileSync(path, "utf8")).toBe("theirs");
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  it("stops in the middle of a long text and leaves nothing", async () => {
    const folder = tempFolder();
    const stop = new AbortController();
    function* endless(): Generator<string> {
      for (let i = 0; ; i++) {
        if (i === 5) stop.abort();
        yield "x".repeat(200_000);
      }
    }
    const path = join(folder, "a");
    const { signal } = stop;
    const stopped = putFiles([{ path, write: (part) => writeText(part, endless(), signal) }], {
      force: false,
      signal,
    });
    expect(await code(stopped)).toBe("STOPPED");
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    expect(ERRORS.STOPPED.exit).toBe(1);
  });
});
