import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIST_FIELDS, membersIn, STRUCTURED, valuesIn } from "./cells.ts";

/** A value as programs write it. */
type Value = string | number | boolean | null | Value[] | { [name: string]: Value };

const python = (value: Value): string => {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return pythonText(value);
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([name, one]) => `${pythonText(name)}: ${python(one)}`)
    .join(", ")}}`;
};

/** As `repr` does: double quotes where only a single one stands inside, and escapes for what does not print. */
function pythonText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text
    .replaceAll("\\", "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replaceAll("\n", String.raw`\n`)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u00a0\u2028\u2029]/gu, (character) => {
      const code = character.codePointAt(0)!;
      const hex = code.toString(16);
      if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
      return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
    });
  return quote + inner + quote;
}

const r = (value: Value): string => {
  if (value === null) return "NA";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "number") return `${value}L`;
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value))
    return `${value.every((one) => typeof one === "string") ? "c" : "list"}(${value.map(r).join(", ")})`;
  return `list(${Object.entries(value)
    .map(([name, one]) => `${name} = ${r(one)}`)
    .join(", ")})`;
};

const NOTATIONS = {
  JSON: (value: Value) => JSON.stringify(value),
  "JSON over several lines": (value: Value) => JSON.stringify(value, null, 2),
  "JSON, quoted once more": (value: Value) => JSON.stringify(JSON.stringify(value)),
  Python: python,
  "an array of numpy": (value: Value) => python(value).replaceAll(/(['"}\]]), (?=['"{[])/g, "$1\n "),
  R: r,
} as const;

/** Texts that are not themselves lists, with whatever brackets and quotes inside. */
const texts = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...Array.from("a'\"\\{}[](),:=# …\u200c\n☃")) }),
  )
  .map((text) => text.replaceAll(/[\p{Surrogate}\0]/gu, ""))
  .filter((text) => text.trim() !== "" && !/^[[{]/.test(text.trim()));

describe.each(Object.entries(NOTATIONS))("a cell in %s", (notation, write) => {
  // Two items side by side in a text would be parted there as well.
  const own =
    notation === "an array of numpy" ? texts.filter((text) => !/['"}\]], ['"{[]/.test(text)) : texts;

  it("gives back the members of a list of texts", () => {
    fc.assert(
      fc.property(fc.array(own, { minLength: 1, maxLength: 6 }), (list) => {
        expect(valuesIn(write(list), "hashtag")).toEqual(list);
      }),
    );
  });

  it("gives the value member of each object, and never a name", () => {
    const members = { url: "expanded_url", hashtag: "tag", mention: "username" } as const;
    const beside = fc.record({
      start: fc.nat(),
      id: fc.oneof(fc.nat().map(String), fc.constant(null)),
      indices: fc.array(fc.nat(), { maxLength: 2 }),
      protected: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(own, beside), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...LIST_FIELDS),
        (list, field) => {
          const cell = write(list.map(([text, rest]) => ({ ...rest, [members[field]]: text })));
          expect(new RegExp(STRUCTURED).test(cell)).toBe(true);
          expect(valuesIn(cell, field)).toEqual(list.map(([text]) => text));
        },
      ),
    );
  });

  it("counts objects that it does not understand, and keeps the others", () => {
    const list = [{ label: "x" }, { tag: "a" }, { tag: null }, "b", null];
    expect(valuesIn(write(list), "hashtag")).toEqual([null, "a", "b"]);
  });
});

describe("a value member", () => {
  it.each([
    [
      '[{"url":"https://t.co/a","expanded_url":"https://a.org/","unwound_url":"https://b.org/"}]',
      "url",
      "https://a.org/",
    ],
    ['[{"url":"https://t.co/a","expanded_url":null}]', "url", "https://t.co/a"],
    ['[{"expandedUrl":"https://a.org/"}]', "url", "https://a.org/"],
    ['[{"original":"https://t.co/a","expanded":"https://a.org/"}]', "url", "https://a.org/"],
    ['[{"text":"Vote","indices":[0,5]}]', "hashtag", "Vote"],
    ['[{"id":"7","title":"fyp","desc":"other"}]', "hashtag", "fyp"],
    ['[{"name":"Ann Lee","screen_name":"ann","id":1}]', "mention", "ann"],
    ['[{"username":"ann","acct":"ann@a.example"}]', "mention", "ann@a.example"],
    [
      "[User(username='ann', id=1, displayname='Ann', created=datetime.datetime(2031, 1, 2, tzinfo=utc))]",
      "mention",
      "ann",
    ],
    ["{'hashtags': [{'text': 'Vote'}], 'urls': []}", "hashtag", "Vote"],
    ['{"tag":"Vote"}', "hashtag", "Vote"],
    ['{"tag":"Vote"},\n{"label":"x"}', "hashtag", "Vote"],
    ["[{'start': 0, 'tag': Vote}]", "hashtag", "Vote"],
    ["array(['Vote'], dtype=object)", "hashtag", "Vote"],
    ["[u'Vote']", "hashtag", "Vote"],
    ['{Vote,"1"}', "hashtag", "Vote"],
    ['list(start = c(0L, 9L), tag = c("Vote", "b"))', "hashtag", "Vote"],
  ] as const)("of %j as %s is %j", (cell, field, value) => {
    expect(valuesIn(cell, field)?.[0]).toBe(value);
  });

  it("that is a number keeps its digits", () => {
    expect(valuesIn('[{"username":12345678901234567890,"id":1}]', "mention")).toEqual([
      "12345678901234567890",
    ]);
    expect(valuesIn("[{'username': 12345678901234567890}]", "mention")).toEqual(["12345678901234567890"]);
  });
});

describe("what is not understood", () => {
  it.each([
    '[{"label":"x"}]',
    '[{"start":0,"tag":"apples"},{"start":9,"ta',
    'tag":"apples"}]',
    'a:1:{i:0;a:1:{s:3:"tag";s:1:"x";}}',
    "{tag:x}",
    "[Tag(label='x')]",
    "[{'tag': New York}]",
    '{"tag":{"tag":{"tag":"x"}}}',
  ])("is one thing that counts: %j", (cell) => {
    expect(valuesIn(cell, "hashtag")).toEqual([null]);
  });
  it.each([
    "[a, b]",
    "{a,b}",
    "[Breaking] news, stuff",
    "(#in) #x",
    "['it's', 'b']",
    "[12, 13]",
    "[",
    "a(b) c",
  ])("is left to those that part plain text: %j", (cell) => {
    expect(valuesIn(cell, "hashtag")).toBeUndefined();
  });
  it("is said with the names of its members", () => {
    expect(membersIn('[{"start":0,"label":"x"},{"end":1}]')).toEqual(["start", "label", "end"]);
    expect(membersIn("c('a', 'b')")).toEqual([]);
  });
});

describe("a hostile cell", () => {
  const deep = 100_000;
  it.each([
    ["lists in lists", "[".repeat(deep) + '"x"' + "]".repeat(deep)],
    ["lists in lists of Python", "[".repeat(deep) + "'x'" + "]".repeat(deep)],
    ["objects in objects", '{"tag":'.repeat(deep) + '"x"' + "}".repeat(deep)],
    ["value members in calls", "T(tag=".repeat(deep) + "'x'" + ")".repeat(deep)],
    ["an object that never ends", '[{"tag":'.repeat(deep)],
  ])("of %s is bounded in depth and gives no value", (_, cell) => {
    expect(valuesIn(cell, "hashtag")).toEqual([null]);
  });
  it("that was quoted again and again is opened twice", () => {
    let cell = '[{"tag":"x"}]';
    const said = Array.from({ length: 5 }, () => valuesIn((cell = JSON.stringify([cell])), "hashtag"));
    expect(said).toEqual([["x"], ["x"], [null], [null], [null]]);
  });
  it.each([
    ["quotes", "'".repeat(1_000_000)],
    ["names", "[" + "a:".repeat(500_000)],
    ["spaces", `['${" ".repeat(1_000_000)}`],
    ["letters", `${"u".repeat(1_000_000)}{'`],
    ["backslashes", `['${"\\".repeat(1_000_000)}`],
    ["calls", "a(".repeat(500_000)],
    ["links", `{${"http://".repeat(140_000)}`],
    ["words", `{${"x =".repeat(330_000)}`],
  ])("of a million %s takes no longer than its length asks", (_, cell) => {
    const start = performance.now();
    valuesIn(cell, "url");
    expect(performance.now() - start).toBeLessThan(3000);
  });
  it("of any text gives values that stand in it, or nothing", () => {
    const piece = fc.constantFrom(
      ..."[ ] { } ( ) ' \" , : = \\ tag list( c( None 1 x # … \\u00 \\x4".split(" "),
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        for (const value of valuesIn(pieces.join(""), "hashtag") ?? [])
          expect(["string", "object"]).toContain(typeof value);
      }),
      { numRuns: 2000 },
    );
  });
});
