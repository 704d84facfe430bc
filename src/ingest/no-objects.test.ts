/** What is no object, and what a list of objects gives: the same in every format, counted, and the posts kept. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusal, stageBytes, stageParquet } from "../../test/support/staging.ts";
import type { StagedHere, StageOptions } from "../../test/support/staging.ts";
import { literal } from "../store/corpus/sql.ts";

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
/** A CSV of one post a cell, with the cell in a column `v` beside account and time. */
function cells(values: readonly string[], options: StageOptions = {}): Promise<StagedHere> {
  const rows = values.map(
    (cell, i) => `a${i},2031-01-01T10:00:${String(i % 60).padStart(2, "0")}Z,${quoted(cell)}\n`,
  );
  return stageBytes(`who,when,v\n${rows.join("")}`, options);
}
const as = (field: string): StageOptions => ({ mapping: `account=who,time=when,${field}=v` });
const of = ({ rows }: StagedHere, name: string) => rows.map((row) => row[name]);

const NOTHING =
  "null NULL None none nan NaN NA na n/a N/A #N/A #NAME? #VALUE! - -- – 0 0.0 {} [] () [null] [None] [''] '' <NA> nil undefined \\N [ ] list() character(0)"
    .split(" ")
    .concat(["[ ]", "n / a"])
    .filter((word) => !["[", "]"].includes(word));
const REMOVED = ["[removed]", "[deleted]", "[Deleted]", "[ Removed by Reddit ]", "[deleted by user]"];
const INVISIBLE = [
  "\u200b",
  "\u200b\u200d\u2060",
  "\ufeff \u00ad",
  "\u3164",
  "\u2800\u2800",
  "\u{e0041}\u{e007f}",
  "\u202e",
];

describe("a post", () => {
  it.each(["text", "url", "hashtag", "mention", "reshare"])(
    "is kept and has no %s where its cell is a word for nothing, a platform's word, or cannot be seen",
    async (field) => {
      const staged = await cells([...NOTHING, ...REMOVED, ...INVISIBLE], as(field));
      const all = NOTHING.length + REMOVED.length + INVISIBLE.length;
      const column =
        { text: "normal_text", url: "urls", hashtag: "hashtags", mention: "mentions" }[field] ?? field;
      expect(of(staged, column)).toEqual(Array.from({ length: all }, () => null));
      expect(staged.report).toMatchObject({ kept: all, rejected: 0 });
      const { leftOut, notes } = staged.report;
      expect(leftOut[`${field} REMOVED`]).toBe(REMOVED.length);
      expect(leftOut[`${field} INVISIBLE`]).toBe(INVISIBLE.length);
      // What databases, R and Python write for nothing is missing, as ever, and no value that was left out. Nor is an empty
      // list in a column of lists: {}, [], (), [ ], list(), character(0).
      const lists = ["url", "hashtag", "mention"].includes(field);
      expect(leftOut[`${field} NOTHING`]).toBe(NOTHING.length - 7 - (lists ? 6 : 0));
      expect(notes.filter((note) => note.includes("left out as no object"))).toHaveLength(3);
    },
  );

  it.each(["url", "hashtag", "mention"])(
    "with an empty list has no %s, and nothing was left out",
    async (field) => {
      const empty = ["[]", "[ ]", "()", "{}", "set()", "list()", "character(0)", "Character( 0 )"];
      const staged = await cells([...empty, "['https://a.example/x']"], as(field));
      expect(staged.report).toMatchObject({ kept: empty.length + 1, leftOut: {} });
      expect(staged.report.notes.filter((note) => note.includes("left out"))).toEqual([]);
      // A list of nothings says that something stood there.
      const nothings = ["[[]]", "[{}]", "['']", "[null]", "['[]']", "null", "none"];
      const counted = await cells(nothings, as(field));
      expect(counted.report.leftOut).toEqual({ [`${field} NOTHING`]: nothings.length - 1 });
    },
  );

  it("has nothing for a text where an empty list stands, and that is counted", async () => {
    expect((await cells(["[]", "{}", "a"], as("text"))).report.leftOut).toEqual({ "text NOTHING": 2 });
    expect((await cells(["[]", "{}", "a"], as("reshare"))).report.leftOut).toEqual({ "reshare NOTHING": 2 });
  });

  it("keeps its text as it was written, whatever becomes of the object", async () => {
    const texts = ["[removed]", "N/A", "\u200b\u200d", "0", "none of us"];
    const staged = await cells(texts, as("text"));
    expect(of(staged, "text")).toEqual(texts);
    expect(of(staged, "normal_text")).toEqual([null, null, null, null, "none of us"]);
  });

  it("shares nothing that an ellipsis cut, in a text or in a column", async () => {
    const texts = [
      "RT @desk: says #WallSt…",
      "RT @desk: #Brexi... and #whole",
      "by @WhiteHo… and @desk…",
      "to https://a.example/long-sto… and #one",
      "dots.. #two.. @desk.",
    ];
    const staged = await cells(texts, as("text"));
    expect(of(staged, "hashtags")).toEqual([null, ["whole"], null, ["one"], ["two"]]);
    expect(of(staged, "mentions")).toEqual([["desk"], ["desk"], null, null, ["desk"]]);
    expect(of(staged, "urls")).toEqual([null, null, null, null, null]);
    expect(staged.report.leftOut).toEqual({ "hashtag CUT": 2, "mention CUT": 2, "url CUT": 1 });
    const columns = await cells(
      ["#a #WallSt…", "['b', 'Brexi...']", '[{"tag":"c"},{"tag":"Lon…"}]'],
      as("hashtag"),
    );
    expect(of(columns, "hashtags")).toEqual([["a"], ["b"], ["c"]]);
    expect(columns.report.leftOut).toEqual({ "hashtag CUT": 3 });
    const links = await cells(
      ["a.example/long-sto…", "['https://a.example/x', 'https://a.example/y…']"],
      as("url"),
    );
    expect(of(links, "urls")).toEqual([null, ["https://a.example/x"]]);
    expect(links.report.leftOut).toEqual({ "url CUT": 2 });
  });

  it("has its hashtags by NFKC, with the joiners that are read, and none that nobody sees", async () => {
    const texts = [
      "#ＭＡＧＡ #𝐌𝐚𝐠𝐚 #maga",
      "#می\u200cخواهم",
      "#vo\u200dte #vote",
      "#\u3164 #x",
      "#Straße #STRASSE",
      "#null #NA #0",
    ];
    const staged = await cells(texts, as("text"));
    expect(of(staged, "hashtags")).toEqual([
      ["maga"],
      ["می\u200cخواهم"],
      ["vote"],
      ["x"],
      ["strasse"],
      ["na", "null"],
    ]);
    expect(staged.report.leftOut).toEqual({ "hashtag INVISIBLE": 1 });
  });

  it("takes words for nothing out of a list, and the list's own way of ending a value as it is", async () => {
    const staged = await cells(
      [
        "['nan', 'a', 'n/a']",
        "b, null, c",
        '["climate change", "New-York"]',
        "['#a #b', '#c']",
        '["2031", "d"]',
      ],
      as("hashtag"),
    );
    expect(of(staged, "hashtags")).toEqual([
      ["a"],
      ["b", "c"],
      ["climate change", "new-york"],
      ["a", "b", "c"],
      ["d"],
    ]);
    expect(staged.report.leftOut).toEqual({ "hashtag NOTHING": 3 });
  });
});

/** Rows of lists of tags, in the three formats and both notations of a cell. */
const FORMATS: Readonly<Record<string, (lists: readonly (readonly string[])[]) => Promise<StagedHere>>> = {
  "CSV with JSON": (lists) =>
    cells(
      lists.map((tags) => JSON.stringify(objectsOf(tags))),
      as("hashtag"),
    ),
  "CSV with Python": (lists) =>
    cells(
      lists.map(
        (tags) =>
          `[${tags.map((tag) => `{'tag': '${tag.replaceAll(/['\\]/g, String.raw`\$&`)}', 'n': None}`).join(", ")}]`,
      ),
      as("hashtag"),
    ),
  NDJSON: (lists) =>
    stageBytes(
      lists
        .map((tags) => `${JSON.stringify({ who: "a", when: "2031-01-01T10:00:00Z", v: objectsOf(tags) })}\n`)
        .join(""),
      as("hashtag"),
    ),
  "Parquet with structures": (lists) => parquet(lists, (tag) => `{'start': 1, 'tag': ${literal(tag)}}`),
  "Parquet with lists": (lists) => parquet(lists, literal),
};
const objectsOf = (tags: readonly string[]) => tags.map((tag, start) => ({ start, tag }));
const parquet = (lists: readonly (readonly string[])[], write: (tag: string) => string) =>
  stageParquet(
    lists
      .map(
        (tags) =>
          `SELECT 'a' AS who, TIMESTAMP '2031-01-01 10:00:00' AS "when", [${tags.map(write).join(", ")}] AS v`,
      )
      .join(" UNION ALL "),
    as("hashtag"),
  );

describe.each(Object.entries(FORMATS))("a list of objects in %s", (_, stage) => {
  it("gives the value members, whatever brackets, quotes and commas stand in them", async () => {
    const tag = fc
      .string({ unit: fc.constantFrom(...Array.from("abcü'\"{}[]:\\ـ語")), minLength: 1, maxLength: 8 })
      .map((text) => `x${text}x`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(tag, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        async (lists) => {
          const staged = await stage(lists);
          const bytes = (text: string) => Buffer.from(text);
          const expected = lists.map((tags) =>
            [...new Set(tags)].sort((a, b) => Buffer.compare(bytes(a), bytes(b))),
          );
          expect(of(staged, "hashtags")).toEqual(expected);
          expect(staged.report.leftOut).toEqual({});
        },
      ),
      { numRuns: 4 },
    );
  });
});

describe("a column that cannot give what is asked of it", () => {
  const strange = [`[{"start":0,"label":"x"}]`, `[{"start":4,"label":"y"}]`];
  it("is refused by name, with what it holds and a mapping that can be given", async () => {
    const error = await refusal(cells(strange, as("hashtag")));
    expect(error).toMatchObject({
      code: "MAPPING_WRONG",
      setting: "mapping",
      proposed: "account=who,time=when",
    });
    expect(error.message).toBe(
      "The column v holds objects with the members start and label, of which none is known to hold a hashtag.",
    );
    const cut = await refusal(cells([`[{"tag":"x","ta`], as("hashtag")));
    expect(cut.message).toBe("The column v holds lists or objects in a form that is not understood.");
  });
  it("is refused as a reshare where it holds objects, and a single such cell is no object", async () => {
    const reference = `[{"type":"retweeted","id":"1"}]`;
    const error = await refusal(cells([reference, reference, "7"], as("reshare")));
    expect(error.message).toBe(
      "The column v holds objects with the members type and id, and a reshare is one id.",
    );
    const mixed = await cells([reference, "8", "7"], as("reshare"));
    expect(of(mixed, "reshare")).toEqual([null, "8", "7"]);
    expect(mixed.report.leftOut).toEqual({ "reshare STRUCTURE": 1 });
  });
  it("is refused in a Parquet file too, by the members of its structures", async () => {
    const error = await refusal(
      stageParquet(
        "SELECT 'a' AS who, TIMESTAMP '2031-01-01 10:00:00' AS \"when\", [{'label': 'x', 'n': 'nan'::DOUBLE}] AS v",
        as("mention"),
      ),
    );
    expect(error.message).toContain(
      "objects with the members label and n, of which none is known to hold the name of an account",
    );
  });
  it("is not proposed, and the next that is called so is", async () => {
    const text = `author,created_at,hashtags,tags\na,2031-01-01,"[{""label"":""x""}]",y\n`;
    const error = await refusal(stageBytes(text));
    expect(error).toMatchObject({
      code: "MAPPING_NEEDED",
      proposed: "account=author,time=created_at,hashtag=tags",
    });
    expect(error.message).toContain("The column hashtags holds objects with the members label");
  });
  it("is left out where a layout names it, and of a mapping that was accepted before; the note says so", async () => {
    const text = `account,time,text,hashtag\na,2031-01-01,#one,"[{""label"":""x""}]"\n`;
    const layout = await stageBytes(text);
    const settled = await stageBytes(text, {
      mapping: "account=account,time=time,text=text,hashtag=hashtag",
      settled: true,
    });
    for (const staged of [layout, settled]) {
      expect(of(staged, "hashtags")).toEqual([["one"]]);
      expect(staged.report.extra).toEqual(["hashtag"]);
      expect(staged.report.notes.join(" ")).toContain("of which none is known to hold a hashtag");
    }
  });
  it("is not refused for a few odd rows: they count, and the others give what they hold", async () => {
    const staged = await cells(
      [`[{"tag":"a"}]`, `[{"label":"x"},{"tag":"b"}]`, `[{"tag":"c`, "d"],
      as("hashtag"),
    );
    expect(of(staged, "hashtags")).toEqual([["a"], ["b"], null, ["d"]]);
    expect(staged.report.leftOut).toEqual({ "hashtag STRUCTURE": 2 });
    expect(staged.report.kept).toBe(4);
  });
});

describe("a cell too large to be what one post shares", () => {
  it("is one thing that counts, and the post stays", async () => {
    const large = JSON.stringify(Array.from({ length: 130_000 }, (_, i) => `tag${i}`));
    expect(large.length).toBeGreaterThan(1_048_576);
    const rows = [large, "a", "b"].map((v) => ({ who: "a", when: "2031-01-01T10:00:00Z", v }));
    const staged = await stageBytes(rows.map((row) => `${JSON.stringify(row)}\n`).join(""), as("hashtag"));
    expect(of(staged, "hashtags")).toEqual([null, ["a"], ["b"]]);
    expect(staged.report.leftOut).toEqual({ "hashtag STRUCTURE": 1 });
  });
});
