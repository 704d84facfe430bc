import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DECLARATION_IDS } from "./model/records.ts";
import {
  count,
  counted,
  duration,
  listed,
  materialOf,
  measured,
  MONTHS,
  ordinal,
  percent,
  percentInColumn,
  percentOf,
  plural,
  ratioWords,
  rough,
  sayLooks,
  sayPower,
  spelled,
} from "./words.ts";

describe("what a run could have found", () => {
  it("is said with small numbers as words, and a single one in the singular", () => {
    expect(sayPower({ accounts: 5, occasions: 6, found: 19, tries: 20 })).toBe(
      "a team of five that meets on six occasions would have been found here in 19 of 20 tries",
    );
    expect(sayPower({ accounts: 20, occasions: 1, found: 0, tries: 1 })).toBe(
      "a team of 20 that meets on one occasion would have been found here in 0 of 1 try",
    );
    expect([0, 1, 12, 13, 1200].map(spelled)).toEqual(["no", "one", "twelve", "13", "1,200"]);
  });
});

describe("what was tried before", () => {
  it("is said of tables where no post was read, and of a declaration not at all", () => {
    const check = { detector: "series-check", counts: { values: 9, holds: 4 } };
    expect(materialOf(check, 0)).toBe("tables");
    expect(sayLooks([check], materialOf(check, 0))).toBe("This is the first look at these tables.");
    for (const detector of DECLARATION_IDS)
      expect(sayLooks([{ detector }], materialOf({ detector, counts: { rows: 4 } }, 0))).toBe(
        "It declares what a table holds; nothing was looked for.",
      );
    expect(materialOf({ detector: "shift", counts: { posts: 0 } }, 0)).toBe("posts");
    expect(materialOf({ detector: "of others", counts: {} }, 0)).toBe("posts");
  });

  it("is said with the last runs by name", () => {
    const run = { detector: "co-share", windows: 4 };
    expect(sayLooks([run], "posts")).toBe("This is the first look at these posts.");
    expect(sayLooks([run, { detector: "near-copy" }, run], "posts")).toBe(
      "This is the third look at these posts, after co-share (4 windows) and near-copy.",
    );
    expect(
      sayLooks(
        Array.from({ length: 23 }, () => ({ detector: "near-copy" })),
        "posts",
      ),
    ).toBe(
      "This is the 23rd look at these posts, after 16 others, near-copy, near-copy, near-copy, near-copy, near-copy and near-copy.",
    );
    expect([1, 12, 13, 21, 22, 111, 1001].map(ordinal)).toEqual([
      "first",
      "twelfth",
      "13th",
      "21st",
      "22nd",
      "111th",
      "1,001st",
    ]);
  });
});

describe("numbers", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [36_001_855, "36,001,855"],
    [-1204, "-1,204"],
    [-999, "-999"],
    [-123_456, "-123,456"],
    [1234.5, "1,234.5"],
    [0.123_456_7, "0.123"],
    [Number.MAX_SAFE_INTEGER, "9,007,199,254,740,991"],
    [NaN, "NaN"],
    [Infinity, "Infinity"],
    [-Infinity, "-Infinity"],
  ])("count %d", (value, text) => expect(count(value)).toBe(text));

  it("groups every integer in threes without losing a digit", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(count(value)).toMatch(/^-?\d{1,3}(,\d{3})*$/);
        expect(count(value).replaceAll(",", "")).toBe(String(value));
      }),
    );
  });

  it.each([
    [12.3456, 4, "12.35"],
    [1234.5, 4, "1,235"],
    [4_212_806, 4, "4,212,806"],
    [4_212_806.4, 6, "4,212,806"],
    [0.000_012_345_67, 6, "0.0000123457"],
    [-0.25, 4, "-0.25"],
    [0.95, 4, "0.95"],
    [100.000_01, 4, "100"],
    [NaN, 4, "NaN"],
  ])("measured %d with %d digits", (value, digits, text) => expect(measured(value, digits)).toBe(text));

  it("writes numbers, shares and distances", () => {
    expect([0, 999, 1000, 36_001_855].map(count)).toEqual(["0", "999", "1,000", "36,001,855"]);
    expect([0, 0.0004, 0.0361, 1.44, 27.4, 12_345.6].map(rough)).toEqual([
      "0",
      "less than 0.001",
      "0.036",
      "1.4",
      "27",
      "12,346",
    ]);
    expect([
      percentOf(0, 5),
      percentOf(1, 3),
      percentOf(1, 25),
      percentOf(1, 5000),
      percentOf(4999, 5000),
      percentOf(199, 200),
      percentOf(5, 5),
    ]).toEqual(["0 %", "33 %", "4.0 %", "less than 0.1 %", "more than 99.9 %", "99.5 %", "100 %"]);
    expect([60_000, 120_000, 90_000, 600_000, 7_200_000, 129_600_000, 172_800_000].map(duration)).toEqual([
      "60 s",
      "120 s",
      "90 s",
      "10 minutes",
      "2 hours",
      "36 hours",
      "2 days",
    ]);
  });

  it("writes a share with its decimal, or always with one", () => {
    expect([0.5, 0.125, 0.07, -0.2, 1].map(percent)).toEqual(["50 %", "12.5 %", "7 %", "-20 %", "100 %"]);
    expect([0.5, 0.125, 0.07, 1].map(percentInColumn)).toEqual(["50.0 %", "12.5 %", "7.0 %", "100.0 %"]);
  });
});

describe("words", () => {
  it("takes the plural for every number but one", () => {
    expect([0, 1, 2, -1, 1.5].map((n) => plural(n, "pair"))).toEqual([
      "pairs",
      "pair",
      "pairs",
      "pairs",
      "pairs",
    ]);
    expect(counted(1, "hypothesis", "hypotheses")).toBe("1 hypothesis");
    expect(counted(0, "hypothesis", "hypotheses")).toBe("0 hypotheses");
    expect(counted(12_000, "distinct text")).toBe("12,000 distinct texts");
  });

  it("joins a list as one would say it", () => {
    expect([[], ["EA"], ["EA", "SO"], ["EA", "SO", "HL"]].map((items) => listed(items))).toEqual([
      "",
      "EA",
      "EA and SO",
      "EA, SO and HL",
    ]);
    expect(listed(["EA", "SO"], "or")).toBe("EA or SO");
  });

  it("knows the months in order", () => {
    const inEnglish = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });
    expect(MONTHS).toEqual(Array.from({ length: 12 }, (_, i) => inEnglish.format(Date.UTC(2031, i))));
  });
});

/** What each pattern is there to find, as it stood in the sources once. */
const EXAMPLES = `
text.replace(/\\B(?=(\\d{3})+$)/g, ",")
\`second\${wait === 1 ? "" : "s"}\`
\`\${unit}s\`
\`\${ids.slice(0, -1).join(", ")} and \${ids.at(-1)}\`
const MONTHS = ["Jan", "Feb"];
`;

it("says of which of two models a likelihood ratio speaks", () => {
  const models = { of: "a call", over: "any days" };
  expect(ratioWords({ log10: 1.3, ...models })).toBe(
    "Likelihood ratio: the count is 20 times as likely with a call as with any days.",
  );
  expect(ratioWords({ log10: -2, ...models })).toBe(
    "Likelihood ratio: the count is 100 times as likely with any days as with a call.",
  );
  expect(ratioWords({ log10: 0.1, ...models })).toContain("is 1.3 times as likely with a call");
  expect(ratioWords({ log10: 28, ...models })).toContain("more than a million times");
});

describe("what is said once", () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const sources = ["src", "bench"].flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".test.ts"))
      .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
      .filter((path) => path !== "src/words.ts"),
  );
  const DOUBLES = [
    ["groups of three digits", /\(\?=\(?\\d\{3\}|\.toLocaleString\(|Intl\.NumberFormat/],
    ["an ending or a verb by number", /=== 1 \? "[^"\\\n]*" : "[^"\\\n]*"/],
    ["plurals by rule", /Intl\.PluralRules|\$\{one\}s|\$\{noun\}s|\$\{unit\}s/],
    ["lists", /slice\(0, -1\)\.join\(|Intl\.ListFormat/],
    ["months", /"January",|"Jan",|January February/],
  ] as const;

  it.each(DOUBLES)("is not said again: %s", (_, pattern) => {
    expect(sources.length).toBeGreaterThan(400);
    expect(EXAMPLES).toMatch(pattern);
    expect(sources.filter((path) => pattern.test(readFileSync(`${root}/${path}`, "utf8")))).toEqual([]);
  });
});
