/** What the contract of results refuses: every break of a whole result, one at a time, and nothing of what is whole. */
import { beforeAll, describe, expect, it } from "vitest";
import { exampleSource } from "../../test/support/synthetic-source.ts";
import { PlumblineError } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import { parseParameters } from "./parameters.ts";
import { nearCopy } from "./detectors/near-copy/index.ts";
import { partOfResult, postsOfPart, sealResult } from "./result.ts";
import type { DetectorOutput } from "./result.ts";

interface Whole {
  findings: Finding[];
  output: DetectorOutput;
}

let whole: Whole;
beforeAll(async () => {
  const parameters = parseParameters(nearCopy.descriptor, {});
  const { findings, output } = await nearCopy.run(exampleSource(nearCopy.example), parameters, { seed: 1 });
  whole = { findings: [...findings], output };
});

function refusal({ findings, output }: Whole): string {
  try {
    sealResult(findings, output);
  } catch (error) {
    if (error instanceof PlumblineError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "none";
}

const withOutput = ({ findings, output }: Whole, changed: object): Whole => ({
  findings,
  output: { ...output, ...changed },
});
const withSet = (of: Whole, changed: object): Whole =>
  withOutput(of, { sets: of.output.sets.map((set, i) => (i === 0 ? { ...set, ...changed } : set)) });
const withIndex = (of: Whole, changed: object): Whole =>
  withOutput(of, { findings: { ...of.output.findings, ...changed } });
const withFinding = (of: Whole, id: string, changed: object): Whole => ({
  ...of,
  findings: of.findings.map((finding) => (finding.id === id ? { ...finding, ...changed } : finding)),
});
const table = (cells: unknown[], place?: string) => ({
  id: "t1",
  title: "Posts a day",
  columns: [{ name: "day" }, { name: "posts", unit: "posts" }],
  rows: [{ cells, ...(place === undefined ? {} : { place }) }],
});

const BREAKS: readonly (readonly [string, (of: Whole) => Whole, RegExp])[] = [
  ["a finding without an index", (of) => withIndex(of, { f1: undefined }), /f1/],
  [
    "a finding that names nothing",
    (of) => withIndex(of, { f1: { sets: [] } }),
    /f1 names no set and no place/,
  ],
  ["a set that is not there", (of) => withIndex(of, { f1: { sets: ["N9"] } }), /f1 names the set N9/],
  [
    "a place that is not there",
    (of) => withIndex(of, { f1: { sets: ["N1"], places: ["p1"] } }),
    /the place p1/,
  ],
  [
    "a table that is not there",
    (of) => withIndex(of, { f1: { sets: ["N1"], tables: ["t1"] } }),
    /the table t1/,
  ],
  [
    "the wrong set",
    (of) => withIndex(of, { f1: { sets: ["N2"] } }),
    /f1 counts 4 posts, and what it names holds 2/,
  ],
  ["other posts, as many", (of) => withSet(of, { posts: shifted(of) }), /f3 counts|f1 counts/],
  ["one post too few", (of) => withSet(of, { posts: of.output.sets[0]!.posts.slice(1) }), /holds/],
  ["an index of no finding", (of) => withIndex(of, { f9: { sets: ["N1"] } }), /speaks of f9/],
  ["a post of nobody", (of) => withSet(of, { posts: [{ artifact: 0, row: 1, account: "N7-01" }] }), /N7-01/],
  [
    "a post of no file",
    (of) => withSet(of, { posts: [{ artifact: 3, row: 1, account: "N1-01" }] }),
    /file 3/,
  ],
  ["an edge of nobody", (of) => withSet(of, { edges: [{ a: "N1-01", b: "X", weight: 1 }] }), /no account X/],
  ["two sets of one name", (of) => withSet(of, { id: "N2" }), /called N2/],
  ["two findings of one name", (of) => withFinding(of, "f2", { id: "f1" }), /called f1/],
  ["a field that nobody reads", (of) => withSet(of, { score: 3 }), /schema: sets\.0/],
  ["the shape of version 1", (of) => withOutput(of, { clusters: [] }), /schema/],
  ["a set without posts", (of) => withSet(of, { posts: [] }), /schema: sets\.0\.posts/],
  ["a finding with a name in it", (of) => withFinding(of, "f1", { name: "reader-1" }), /Finding f1/],
  ["a row of the wrong width", (of) => withOutput(of, { tables: [table(["2031-09-28"])] }), /2 columns/],
  ["a row from nowhere", (of) => withOutput(of, { tables: [table(["2031-09-28", 3], "p4")] }), /Table t1/],
  ["what JSON has no word for", (of) => withOutput(of, { details: { p: Number.NaN } }), /JSON/],
  [
    "a group drawn that it does not name",
    (of) =>
      withFinding(of, "f1", {
        figures: [
          {
            kind: "network",
            groups: [{ id: "N2", status: "candidate", accounts: 2, objects: 2, posts: 2 }],
            nodes: [],
            edges: [],
            omitted: { accounts: 0, edges: 0 },
          },
        ],
      }),
    /draws the group N2/,
  ],
];

const shifted = ({ output }: Whole) =>
  output.sets[0]!.posts.map((post) => ({ ...post, row: post.row + 100 }));

describe("a result", () => {
  it("is sealed as it is", () => {
    expect(refusal(whole)).toBe("none");
  });

  it.each(BREAKS)("is refused with %s", (_what, broken, message) => {
    const said = refusal(broken(whole));
    expect(said).toMatch(/^RESULT_INVALID: /);
    expect(said).toMatch(message);
  });

  it("may rest on places of every kind and on the rows of a table, and these are found by the finding", () => {
    const places = [
      { id: "p1", kind: "row", artifact: 0, row: 6 },
      { id: "p2", kind: "page", artifact: 0, page: 3, span: { start: 0, end: 12 } },
      { id: "p3", kind: "member", artifact: 0, member: "<one@mail.example>" },
      { id: "p4", kind: "cell", artifact: 0, row: 2, column: "account" },
    ];
    const index = { f1: { sets: ["N1"], places: ["p2", "p3"], tables: ["t1"] } };
    const rich = withIndex(withOutput(whole, { places, tables: [table(["2031-09-28", 3], "p4")] }), index);
    expect(refusal(rich)).toBe("none");
    expect(partOfResult(rich.output, "f1").places.map(({ id }) => id)).toEqual(["p2", "p3", "p4"]);
    const more = withIndex(rich, { f1: { sets: ["N1"], places: ["p1"] } });
    expect(postsOfPart(partOfResult(more.output, "f1"))).toHaveLength(5);
    expect(refusal(more)).toMatch(/f1 counts 4 posts, and what it names holds 5/);
  });

  it("may say that the data cannot answer, with nothing to follow; but not while it counts posts", () => {
    const answer = { status: "not answerable", sentence: "Cannot be answered, because no post has a time." };
    const none = { rows: { count: 0, sha256: whole.findings[0]!.rows.sha256 } };
    const empty = withIndex(withFinding(whole, "f2", answer), { f2: {} });
    expect(refusal(empty)).toMatch(/f2 counts 2 posts, and what it names holds 0/);
    const hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    expect(refusal(withFinding(empty, "f2", { rows: { ...none.rows, sha256: hash } }))).toBe("none");
  });
});
