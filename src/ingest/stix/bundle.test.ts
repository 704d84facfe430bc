import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeWithData } from "../../../test/support/shared-data.ts";
import { PlumblineError } from "../../errors.ts";
import { BUNDLE_LIMITS, looksLikeBundle, readBundle } from "./bundle.ts";

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const identity = (n: number, rest: object = {}) => ({
  type: "identity",
  id: `identity--${uuid(n)}`,
  name: `Party ${n}`,
  ...rest,
});
const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const bundle = (objects: unknown): Uint8Array =>
  bytes(JSON.stringify({ type: "bundle", id: `bundle--${uuid(0)}`, objects }));

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof PlumblineError ? error.code : String(error);
  }
  return "none";
}

describe("a bundle", () => {
  it("gives every object as it came, in order", () => {
    const objects = [identity(1, { x_unknown: { deep: [1, null, "à"] } }), identity(2)];
    expect(readBundle(bundle(objects))).toEqual({ objects, rejects: [] });
  });

  it("keeps any JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as unknown;
        const given = identity(1, { x_value: json });
        const { objects, rejects } = readBundle(bundle([given, identity(2)]));
        if (rejects.length === 0) expect(objects[0]).toEqual(given);
        else expect(rejects).toEqual([{ index: 0, code: "NOT_EXACT", id: given.id }]);
      }),
    );
  });

  it.each([
    ["text", 7],
    ["text", "identity"],
    ["no identifier", { type: "identity" }],
    ["an identifier of another type", { type: "tool", id: identity(1).id }],
    ["a bad identifier", { type: "identity", id: "identity--1" }],
    ["a type that is no word", { type: { a: 1 }, id: identity(1).id }],
  ])("says that %s is not an object", (_, entry) => {
    expect(readBundle(bundle([entry, identity(9)])).rejects).toMatchObject([
      { index: 0, code: "NOT_AN_OBJECT" },
    ]);
  });

  it("keeps versions apart, and one of what is said twice", () => {
    const old = identity(1, { modified: "2020-01-01T00:00:00.000Z" });
    const fresh = identity(1, { modified: "2021-01-01T00:00:00.000Z" });
    const other = { ...fresh, name: "Another" };
    const { objects, rejects } = readBundle(bundle([old, fresh, fresh, other]));
    expect(objects).toEqual([old, fresh]);
    expect(rejects.map(({ index, code }) => [index, code])).toEqual([
      [2, "REPEATED"],
      [3, "SAME_VERSION"],
    ]);
  });

  it.each([
    ["9007199254740993", "a number that readers round"],
    ["1e999", "a number that readers lose"],
    ['"\\ud800"', "half a character"],
    ['{"__proto__":{"polluted":true}}', "a name that readers take for something else"],
  ])("does not keep %s: %s", (json) => {
    const text = `{"type":"bundle","id":"bundle--${uuid(0)}","objects":[${JSON.stringify(identity(1))},
      {"type":"identity","id":"identity--${uuid(2)}","x_value":${json}}]}`;
    expect(readBundle(bytes(text)).rejects).toEqual([
      { index: 1, code: "NOT_EXACT", id: `identity--${uuid(2)}` },
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe("limits", () => {
  it("count nesting outside strings, before anything is built", () => {
    const deep = (levels: number) =>
      bytes(
        `{"type":"bundle","objects":[{"type":"tool","id":"tool--${uuid(1)}","x":${"[".repeat(levels)}${"]".repeat(levels)}}]}`,
      );
    expect(codeOf(() => readBundle(deep(BUNDLE_LIMITS.depth - 3)))).toBe("none");
    expect(codeOf(() => readBundle(deep(BUNDLE_LIMITS.depth - 2)))).toBe("IMPORT_LIMIT");
    expect(codeOf(() => readBundle(deep(1_000_000)))).toBe("IMPORT_LIMIT");
    const brackets = identity(1, { name: `\\"${"[".repeat(500)}` });
    expect(readBundle(bundle([brackets])).objects).toEqual([brackets]);
  });

  it("hold for objects and for the file", () => {
    const large = identity(1, { name: "x".repeat(BUNDLE_LIMITS.objectCharacters) });
    expect(readBundle(bundle([large, identity(2)])).rejects).toMatchObject([{ code: "TOO_LARGE" }]);
    const many = Array.from({ length: BUNDLE_LIMITS.objects + 1 }, () => 0);
    expect(codeOf(() => readBundle(bundle(many)))).toBe("IMPORT_LIMIT");
    expect(codeOf(() => readBundle(new Uint8Array(BUNDLE_LIMITS.bytes + 1)))).toBe("IMPORT_LIMIT");
  });
});

describe("a name that stands twice", () => {
  const text = (object: string) =>
    `{"type":"bundle","id":"bundle--1","objects":[${JSON.stringify(identity(1))},${object}]}`;
  const second = (members: string) => `{"type":"identity","id":"${identity(2).id}",${members}}`;

  it.each([
    ["in the object", second('"name":"a","name":"b"')],
    ["further down", second('"x":[{"y":1,"z":{"a":1,"a":1}}]')],
    ["written otherwise", second(String.raw`"name":"a","n\u0061me":"b"`)],
  ])("costs its object: %s", (_, object) => {
    const { objects, rejects } = readBundle(bytes(text(object)));
    expect(objects.map(({ id }) => id)).toEqual([identity(1).id]);
    expect(rejects).toEqual([{ index: 1, code: "NOT_EXACT", id: identity(2).id }]);
  });

  it("is none where two objects, or an object and one in it, have it", () => {
    expect(
      readBundle(bytes(text(second('"name":"a","x":{"name":"b","id":"c"},"y":["name","name"]')))).rejects,
    ).toEqual([]);
  });

  it("costs the bundle where it is of the bundle itself", () => {
    const twice = '{"type":"bundle","objects":[],"objects":[{}]}';
    expect(codeOf(() => readBundle(bytes(twice)))).toBe("FILE_MALFORMED");
  });
});

describe("bundles on a line each", () => {
  const line = (...numbers: number[]) =>
    JSON.stringify({ type: "bundle", id: "bundle--1", objects: numbers.map((n) => identity(n)) });

  it("are read as one list of objects, places counted through", () => {
    const { objects, rejects } = readBundle(bytes(`${line(1, 2)}\n\n${line(3, 1)}\r\n`));
    expect(objects.map(({ id }) => id)).toEqual([1, 2, 3].map((n) => identity(n).id));
    expect(rejects).toMatchObject([{ index: 3, code: "REPEATED" }]);
  });

  it("are not guessed where one line is something else", () => {
    expect(codeOf(() => readBundle(bytes(`${line(1)}\n{"type":"report"}\n`)))).toBe("FILE_MALFORMED");
  });
});

describe("what is not a bundle", () => {
  it.each([
    ["FILE_MALFORMED", '{"type":"bundle","objects":[}'],
    ["FILE_MALFORMED", '{"type":"report"}'],
    ["FILE_MALFORMED", "null"],
    ["FILE_MALFORMED", '{"type":"bundle","objects":{"length":3}}'],
    ["FILE_EMPTY", '{"type":"bundle","id":"x"}'],
    ["ALL_REJECTED", '{"type":"bundle","objects":[1]}'],
  ])("is refused with %s: %s", (code, text) => {
    expect(codeOf(() => readBundle(bytes(text)))).toBe(code);
  });

  it("is refused if it is not UTF-8", () => {
    expect(codeOf(() => readBundle(Uint8Array.of(0x7b, 0xff, 0x7d)))).toBe("FILE_ENCODING");
  });

  it("is told from a table and from lines of posts by its beginning", () => {
    expect(looksLikeBundle('\ufeff {\n "id": "bundle--1",')).toBe(true);
    expect(looksLikeBundle('{"type" : "bundle", "objects": [')).toBe(true);
    expect(looksLikeBundle('{"account":"a","text":"a bundle"}')).toBe(false);
    expect(looksLikeBundle('account,text\na,"{""type"":""bundle""}"')).toBe(false);
  });
});

describeWithData("real bundles", ["fimi_stix/rrn/bundle.json", "fimi_stix/big/bundle.json"], (...paths) => {
  it.each(paths)("%s is kept whole", (path) => {
    const text = readFileSync(path);
    const { objects } = JSON.parse(text.toString("utf8")) as { objects: unknown[] };
    expect(looksLikeBundle(text.toString("utf8").slice(0, 4096))).toBe(true);
    expect(readBundle(text)).toEqual({ objects, rejects: [] });
  });
});
