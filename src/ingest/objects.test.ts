import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { literal } from "../store/corpus/sql.ts";
import {
  folded,
  foldedObject,
  MISSING_WORDS,
  present,
  ruinedBySpreadsheet,
  UNFOLDED,
} from "../store/corpus/values.ts";
import { addFunctions } from "./functions.ts";
import {
  COMPOSED,
  distinct,
  domainsOf,
  foundInColumn,
  hashtags,
  isPlainUrl,
  kept,
  mentions,
  normalText,
  plainDomain,
  urls,
} from "./objects.ts";
import type { ObjectSteps } from "./objects.ts";

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  addFunctions(connection);
});

async function value(expression: (v: string) => string, input: string | null): Promise<unknown> {
  const text = input === null ? "NULL::VARCHAR" : literal(input);
  const rows = await connection.runAndReadAll(`SELECT ${expression("v")} AS r FROM (SELECT ${text} AS v)`);
  return rows.getRowObjectsJson()[0]!["r"];
}

describe("a text as an object", () => {
  const whole = `regexp_replace(lower(nfc_normalize(t)), ${literal(UNFOLDED)}, ' ', 'g')`;
  const COMPOSED_ONLY = new RegExp(
    `^[${COMPOSED.replaceAll(/\\x\{([0-9A-F]+)\}/g, String.raw`\u{$1}`)}]$`,
    "u",
  );
  const everyCharacter = Array.from({ length: 0x110000 }, (_, i) => i)
    .filter((i) => i < 0xd800 || i > 0xdfff)
    .map((i) => String.fromCodePoint(i));
  const composed = everyCharacter.filter((one) => one !== "\0" && COMPOSED_ONLY.test(one));

  it("is not brought into NFC where no character can be changed by it", () => {
    expect(composed.length).toBeGreaterThan(30_000);
    // A character that joins the one before it is the last of what a composed one is taken apart into.
    const joining = new Set(everyCharacter.flatMap((one) => Array.from(one.normalize("NFD")).slice(1)));
    const changed = composed.filter(
      (one) => one.normalize("NFC") !== one || joining.has(one) || (one !== "\ufe0f" && /\p{M}/u.test(one)),
    );
    expect(changed).toEqual([]);
  });

  it("is the one that NFC, lower case and folded white space give", async () => {
    const letter = fc.oneof(
      fc.constantFrom(...composed.filter((_, i) => i % 97 === 0)),
      fc.constantFrom(
        "A",
        " ",
        "\u00a0",
        "\u2003",
        "é",
        "e\u0301",
        "\u0323",
        "İ",
        "ẞ",
        "й",
        "и\u0306",
        "각",
        "가\u11a8",
        "Å",
        "\u212b",
        "\ud834\udd5e",
      ),
    );
    const text = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(""));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 100, maxLength: 100 }), async (texts) => {
        const rows = await connection.runAndReadAll(
          `SELECT count(*) FILTER (${normalText("t")} IS DISTINCT FROM ${whole})::INTEGER AS differing
             FROM (SELECT unnest([${texts.map(literal).join(", ")}]) AS t)`,
        );
        expect(rows.getRowObjectsJson()).toEqual([{ differing: 0 }]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a text folded from the object that it is", () => {
  const differing = (texts: string) =>
    `SELECT count(*)::INTEGER AS texts, count(*) FILTER (${foldedObject(normalText("t"))} IS DISTINCT FROM ${folded("t")})::INTEGER AS differing FROM (${texts})`;
  async function counted(texts: string) {
    return (await connection.runAndReadAll(differing(texts))).getRowObjectsJson()[0];
  }

  it("is the text folded, around every letter there is", async () => {
    const letters = `SELECT 'A ' || chr(i::INTEGER) || ' b' || chr(i::INTEGER) || chr(i::INTEGER) AS t FROM range(1, 1114112) r(i) WHERE i NOT BETWEEN 55296 AND 57343`;
    expect(await counted(letters)).toEqual({ texts: 1_112_063, differing: 0 });
  });

  it("is the text folded, for texts of marks, white space and letters that fold", async () => {
    const parts = [
      "a",
      "É",
      " ",
      "  ",
      "\u0301",
      "\u2000",
      "\u2001",
      "\u00A0",
      "ß",
      "İ",
      "й",
      "\u0345",
      "ẞ",
      "\n",
      "ﬁ",
      "\u3000",
      "\u0E33",
      "ǰ",
      "\u1680",
      "\u200B",
    ];
    const list = `[${parts.map((part) => literal(part)).join(", ")}]`;
    const texts = `SELECT list_aggregate(list_transform(range(12), lambda k: ${list}[1 + (hash(i, k) % ${parts.length})::INTEGER]), 'string_agg', '') AS t FROM range(100000) r(i)`;
    expect(await counted(texts)).toEqual({ texts: 100_000, differing: 0 });
  });
});

function inText(steps: ObjectSteps, input: string | null): Promise<unknown> {
  return set(steps, steps.foundInText("v"), steps.doubtInText("v"), input, false);
}
function inColumn(steps: ObjectSteps, input: string | null): Promise<unknown> {
  return set(steps, foundInColumn(fieldOf(steps), steps, "v"), "TRUE", input, true);
}
const fieldOf = (steps: ObjectSteps) => (steps === urls ? "url" : steps === hashtags ? "hashtag" : "mention");
async function set(
  steps: ObjectSteps,
  found: string,
  doubt: string,
  input: string | null,
  column: boolean,
): Promise<unknown> {
  const text = input === null ? "NULL::VARCHAR" : literal(input);
  const rows = await connection.runAndReadAll(
    `SELECT ${distinct("x")} AS r FROM (SELECT ${steps.clean("x")} AS x FROM (SELECT ${kept("x", doubt, column)} AS x FROM (
       SELECT v, ${found} AS x FROM (SELECT ${text} AS v))))`,
  );
  return rows.getRowObjectsJson()[0]!["r"];
}

describe("missing values", () => {
  it.each(["", " ", "\t\u00a0\n", "NULL", "null", "NA", "NaN", "nan", "None", String.raw`\N`, " NA "])(
    "%j is missing",
    async (text) => {
      expect(await value(present, text)).toBeNull();
    },
  );
  it.each([
    ["N/A", "N/A"],
    ["none", "none"],
    ["na", "na"],
    ["-", "-"],
    ["0", "0"],
    ["  Bob\u3000", "Bob"],
  ])("%j is %j", async (text, expected) => {
    expect(await value(present, text)).toBe(expected);
  });
  it("are told from others, and white space cut off, whatever stands at the ends of a value", async () => {
    const ends = " |\t|\n|\u0085|\u00a0|\u2003|\u3000|a|~|!|é|你|🙂|\u0301|\u007f|NA|None".split("|");
    const piece = fc.constantFrom(...ends);
    const texts = fc.array(fc.array(piece, { maxLength: 5 }), { minLength: 200, maxLength: 200 });
    const white = String.raw`[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+`;
    const trimmed = (text: string) =>
      text.replace(new RegExp(`^${white}`, "u"), "").replace(new RegExp(`${white}$`, "u"), "");
    await fc.assert(
      fc.asyncProperty(texts, async (cases) => {
        const values = cases.map((parts) => parts.join(""));
        const rows = await connection.runAndReadAll(
          `SELECT ${present("v")} AS r FROM (SELECT unnest([${values.map(literal).join(", ")}]) AS v)`,
        );
        const expected = values.map(trimmed).map((text) => (MISSING_WORDS.includes(text) ? null : text));
        expect(rows.getRowObjectsJson().map(({ r }) => r)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
  it("knows what a spreadsheet makes of a long number", async () => {
    for (const ruined of ["1.23E+18", "9.06e+17", "1,23E+18", "9E+17"])
      expect(await value(ruinedBySpreadsheet, ruined)).toBe(true);
    for (const fine of ["1230000000000000000", "1e10", "7E5", "abcE+18", "1.23E+18x"])
      expect(await value(ruinedBySpreadsheet, fine)).toBe(false);
  });
});

describe("text as an object", () => {
  it.each([
    ["Vote  NOW!\n\nhttps://t.co/Ab", "vote now! https://t.co/ab"],
    ["A\u00a0B\u2003C\u3000D\u2028E", "a b c d e"],
    ["CAFÉ", "café"],
    ["cafe\u0301", "café"],
    ["ГЛАВКЕ  МВД", "главке мвд"],
    ["same text", "same text"],
  ])("%j is %j", async (text, expected) => {
    expect(await value(normalText, text)).toBe(expected);
  });
});

describe("URLs", () => {
  it.each<[string, string[] | null]>([
    ["no link", null],
    [
      "see https://t.co/854r7wgYrq https://t.co/D817fgWH9X",
      ["https://t.co/854r7wgYrq", "https://t.co/D817fgWH9X"],
    ],
    ["(HTTP://Example.ORG:80/Path?utm_source=x&b=2#frag).", ["http://example.org/Path?utm_source=x&b=2"]],
    [
      "https://en.wikipedia.org/wiki/Tank_(gastropod), really",
      ["https://en.wikipedia.org/wiki/Tank_(gastropod)"],
    ],
    ["https://a.org https://a.org/ https://A.org/#top", ["https://a.org/"]],
    ["https://a.org/?fbclid=1&gclid=2", ["https://a.org/?fbclid=1&gclid=2"]],
    ["https://a.org/x?a=1&&utm_medium=m&", ["https://a.org/x?a=1&utm_medium=m"]],
    ["https://a.org/%7ex/../%d0%bf?a=1&amp;b=2", ["https://a.org/п?a=1&b=2"]],
    ["https://xn--e1afmkfd.xn--p1ai/ and http://a.org:443/", ["http://a.org:443/", "https://пример.рф/"]],
    ["https://a.org/app#!/page", ["https://a.org/app#!/page"]],
    ["https://user:secret@a.org:8443/x", ["https://a.org:8443/x"]],
    ["cut off https://t.co/abc…", null],
    ["cut off https://t.co/abc...", null],
    ["https:// http://nodots/x https://t…", null],
    ["“https://a.org/x”", ["https://a.org/x"]],
    ["https://пример.рф/путь", ["https://пример.рф/путь"]],
    ["https://a.org/it's?q=a,b", ["https://a.org/it's?q=a,b"]],
  ])("in the text %j: %j", async (text, expected) => {
    expect(await inText(urls, text)).toEqual(expected);
  });

  it.each<[string | null, string[] | null]>([
    ["['http://example.com/4', 'http://example.com/6']", ["http://example.com/4", "http://example.com/6"]],
    ["[]", null],
    [null, null],
    ['["https://a.org/x?utm_campaign=1"]', ["https://a.org/x?utm_campaign=1"]],
    ["https://a.org/1,https://b.org/2", ["https://a.org/1", "https://b.org/2"]],
    ["https://a.org/1|https://b.org/2", ["https://a.org/1", "https://b.org/2"]],
    ["https://a.org/x,y", ["https://a.org/x,y"]],
    ["t.co/abc", ["http://t.co/abc"]],
    ["Example.com", ["http://example.com/"]],
    ["not a link", null],
    ["https://t.co/abc…", null],
  ])("in the column %j: %j", async (text, expected) => {
    expect(await inColumn(urls, text)).toEqual(expected);
  });

  it("have domains without www", async () => {
    const rows = await connection.runAndReadAll(
      `SELECT ${domainsOf("['https://www.a.org/x', 'http://b.co.uk:81/', 'https://www.com/']")} AS r`,
    );
    expect(rows.getRowObjectsJson()[0]!["r"]).toEqual(["a.org", "b.co.uk", "com"]);
  });
});

describe("hashtags and mentions", () => {
  it.each<[string, string[] | null]>([
    ["#MAGA #maga #Пластмассовыйвек", ["maga", "пластмассовыйвек"]],
    ["#2016 is none, #2016Election is", ["2016election"]],
    ["C#sharp a&#39;b https://a.org/#frag https://a.org/x#frag2", null],
    ["#one#two", ["one"]],
    ["(#in) „#quoted“ ＃全角", ["in", "quoted", "全角"]],
  ])("hashtags of %j: %j", async (text, expected) => {
    expect(await inText(hashtags, text)).toEqual(expected);
  });
  it.each<[string, string[] | null]>([
    ["RT @AnnCoulter: .@TEN_GOP's @ann_coulter", ["ann_coulter", "anncoulter", "ten_gop"]],
    ["mail me@example.org or https://medium.com/@user", null],
    ["@user@mastodon.social hi", ["user@mastodon.social"]],
    ["@@twice", null],
  ])("mentions of %j: %j", async (text, expected) => {
    expect(await inText(mentions, text)).toEqual(expected);
  });
  it("are taken from columns in any list form", async () => {
    for (const list of ["#a #B", "['a', 'B']", '["a","B"]', "a,B", "a; B", "a|B"])
      expect(await inColumn(hashtags, list)).toEqual(["a", "b"]);
    for (const list of ["@a @B", "['a', 'B']", "a,B"])
      expect(await inColumn(mentions, list)).toEqual(["a", "b"]);
  });
});

describe("a plain URL", () => {
  it("is what the steps would leave as it is", async () => {
    const parts =
      "/ . - : ? # , ; ' | … é www. ... a.example Path b-1 utm_source=x http:// & ?a=b %41 %c3 &amp; /../ ( {".split(
        " ",
      );
    const part = fc.constantFrom(" ", "\n", ...parts);
    const start = fc.constantFrom("http://", "https://", "HTTP://", "");
    const host = fc.constantFrom(
      "a.example/",
      "www.a.example/",
      "www.com/",
      "www.www.org/",
      "xn--e1afmkfd.xn--p1ai/",
      "A.example/",
      "",
    );
    const urlsOf = fc
      .tuple(start, host, fc.array(part, { maxLength: 4 }))
      .map(([from, at, parts]) => from + at + parts.join(""));
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(urlsOf, { minLength: 100, maxLength: 100 }), async (values) => {
        const rows = await connection.runAndReadAll(
          `SELECT v, ${plainDomain("v")} AS domain, s, ${domainsOf("s")} AS d FROM (
             SELECT v, ${distinct("x")} AS s FROM (SELECT v, ${urls.clean("x")} AS x FROM (
               SELECT v, ${foundInColumn("url", urls, "v")} AS x FROM (
                 SELECT unnest([${values.map(literal).join(", ")}]) AS v) WHERE ${isPlainUrl("v")})))`,
        );
        for (const { v, domain, s, d } of rows.getRowObjectsJson()) {
          plain++;
          expect(s).toEqual([v]);
          expect(d).toEqual([domain]);
        }
      }),
      { numRuns: 20 },
    );
    expect(plain).toBeGreaterThan(100);
  });
});
