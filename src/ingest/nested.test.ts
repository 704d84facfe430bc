/** JSON that is no flat table: documents, nested members, rows of mixed shapes, and JSON that holds no posts at all. */
import { describe, expect, it } from "vitest";
import { refusal, stageBytes } from "../../test/support/staging.ts";

const entry = (n: number) => ({
  uid: `post-${n}`,
  by: { login: `user${n % 2}` },
  meta: { stamps: { first: `2031-03-05T10:00:0${n}Z` } },
  body: { parts: { main: `some words that somebody wrote, number ${n}` } },
});
const ENTRIES = [0, 1, 2, 3].map(entry);
const MAPPING = "account=by.login,time=meta.stamps.first,text=body.parts.main,post=uid";
const DOCUMENT = JSON.stringify({ version: 3, tags: [1, 2], data: { posts: ENTRIES } }, null, 2);

describe("a JSON document", () => {
  it("is read from the list of its records, each with its place in the document", async () => {
    const odd = DOCUMENT.replace('"uid": "post-1"', '"uid": nope');
    const { report, rows, rejects } = await stageBytes(odd, { mapping: MAPPING });
    expect([report.format, report.dialect]).toEqual(["json", { rows: "data.posts" }]);
    expect(rows.map(({ row, account, post, text }) => [row, account, post, text])).toEqual(
      [0, 2, 3].map((n) => [n + 1, `user${n % 2}`, `post-${n}`, ENTRIES[n]!.body.parts.main]),
    );
    expect(rejects.map(({ code, row }) => [code, row])).toEqual([["ROW_MALFORMED", 2]]);
    expect(odd.slice(rejects[0]!.byte!).startsWith("{")).toBe(true);
    expect(odd.slice(rejects[0]!.byte!, rejects[0]!.byte! + 40)).toContain("nope");
  });

  it("is proposed by what the values look like, however deep they stand", async () => {
    const error = await refusal(stageBytes(DOCUMENT));
    expect(error.code).toBe("MAPPING_NEEDED");
    expect(error.proposed).toBe("account=?,time=meta.stamps.first,text=body.parts.main");
  });

  it("is proposed with three values of each path, those that are proposed first", async () => {
    const { shown } = await refusal(stageBytes(DOCUMENT));
    expect(shown.length).toBeGreaterThan(2);
    expect(shown[0]).toMatch(/^ {2}time=[\w.]+: \S/);
    for (const line of shown) expect(line.split(" | ").length).toBeLessThanOrEqual(3);
  });

  it("takes the list that was named", async () => {
    const two = JSON.stringify({
      a: [{ n: "1" }, { n: "2" }],
      deep: { er: [{ account: "x", time: "2031-03-05T10:00:00Z" }] },
    });
    const { report } = await stageBytes(two, { rows: "deep.er" });
    expect([report.layout, report.kept, report.dialect]).toEqual(["plain", 1, { rows: "deep.er" }]);
    expect(await refusal(stageBytes(two, { rows: "no.such" }))).toMatchObject({
      code: "FILE_MALFORMED",
      setting: "rows",
    });
  });

  it("may be a list at the top, on one line or on many, or several documents", async () => {
    const rows = [0, 1].map((n) => ({ account: `a${n}`, time: "2031-03-05T10:00:00Z", text: '["}' }));
    for (const content of [
      JSON.stringify(rows),
      JSON.stringify(rows, null, 2),
      rows.map((row) => JSON.stringify(row, null, 1)).join("\n"),
    ])
      expect((await stageBytes(content)).rows.map(({ account, text }) => [account, text])).toEqual([
        ["a0", '["}'],
        ["a1", '["}'],
      ]);
  });

  it("may stand on one line, as interfaces give it; a single post with lists in it is a row", async () => {
    const page = (...posts: object[]) => ({ status: "ok", page: { next: "abc" }, data: { posts } });
    for (const document of [page(...ENTRIES), page(ENTRIES[0]!)]) {
      const { report } = await stageBytes(JSON.stringify(document), { mapping: MAPPING });
      expect([report.format, report.dialect["rows"]]).toEqual(["json", "data.posts"]);
    }
    const links = [{ url: "https://example.org/a", shown: "example.org", kind: "page" }];
    const single = { ...ENTRIES[0]!, words: "more words", place: "here", media: links, found: { links } };
    const { report, rows } = await stageBytes(JSON.stringify(single), { mapping: MAPPING });
    expect([report.format, rows.length]).toEqual(["ndjson", 1]);
  });

  it("may be one of several, a line each, of which the list that is named is read", async () => {
    const pages = [ENTRIES.slice(0, 2), ENTRIES.slice(2)].map((posts) => JSON.stringify({ data: { posts } }));
    const { rows } = await stageBytes(pages.join("\n"), { mapping: MAPPING, rows: "data.posts" });
    expect(rows.map(({ post }) => post)).toEqual(ENTRIES.map(({ uid }) => uid));
  });

  it("that is cut off is refused as a whole", async () => {
    expect(await refusal(stageBytes(DOCUMENT.slice(0, -20)))).toMatchObject({ code: "FILE_TRUNCATED" });
  });
});

describe("one odd row", () => {
  const line = (more: object) =>
    `${JSON.stringify({ account: "a", time: "2031-03-05T10:00:00Z", text: "x", ...more })}\n`;

  it.each(["account", "time", "text", "post"])("whose %s is an object costs that row", async (field) => {
    for (const odd of [{ id: "e" }, ["x"], true]) {
      const content = line({ post: "1" }) + line({ [field]: odd }) + line({ post: "3" });
      const { report, rows, rejects } = await stageBytes(content);
      expect(report.layout).toBe("plain");
      expect(rows.map(({ row, text }) => [row, text])).toEqual([
        [1, "x"],
        [3, "x"],
      ]);
      expect(rejects).toMatchObject([{ code: "VALUE_SHAPE", row: 2, column: field }]);
    }
  });

  it("far from the beginning is found as well", async () => {
    const content = Array.from({ length: 1200 }, () => line({})).join("") + line({ account: { id: "late" } });
    const { report, rejects } = await stageBytes(content);
    expect(report.kept).toBe(1200);
    expect(rejects).toMatchObject([{ code: "VALUE_SHAPE", row: 1201 }]);
  });

  it("with NaN, which Python writes for nothing, stops nothing", async () => {
    const content = line({ likes: 3 }) + line({ likes: 4 }).replace("4", "NaN") + line({ likes: 5 });
    const { rows } = await stageBytes(content);
    expect(rows.map(({ row, text }) => [row, text])).toEqual([1, 2, 3].map((row) => [row, "x"]));
  });

  it("does not take the links of the others", async () => {
    const { rows } = await stageBytes(
      line({ url: "https://a.example/1" }) +
        line({ url: { expanded: "https://a.example/1" } }) +
        line({ url: "https://a.example/1" }),
    );
    expect(rows.map(({ urls }) => urls)).toEqual([1, 2, 3].map(() => ["https://a.example/1"]));
  });
});

it("a proposal takes a time for a time by its values, not by its name", async () => {
  const content =
    "id,created_at,date,time,username,tweet\n1,1930471200000,2031-03-05,10:00:00,ann,some words\n";
  expect((await refusal(stageBytes(content))).proposed).toBe(
    "account=username,time=created_at,text=tweet,post=id",
  );
});

it.each([
  [
    "a MISP event",
    { Event: { uuid: "0", info: "An event", Attribute: [{ type: "url", value: "x" }] } },
    /MISP event.*STIX 2\.1/,
  ],
  ["what MISP answers", { response: [{ Event: { uuid: "0", info: "An event" } }] }, /MISP event/],
  [
    "a TAXII envelope",
    { more: false, objects: [{ type: "campaign", id: "campaign--0" }] },
    /TAXII envelope.*bundle/,
  ],
  ["a single STIX object", { type: "campaign", id: "campaign--0", name: "x" }, /single STIX object.*bundle/],
  [
    "a list of STIX objects",
    [{ type: "campaign", id: "campaign--0", name: "x" }],
    /list of STIX objects.*bundle/,
  ],
])("%s is named for what it is", async (_, value, said) => {
  for (const content of [
    JSON.stringify(value),
    JSON.stringify(value, null, 2),
    `${JSON.stringify(value)}\n`,
  ]) {
    const error = await refusal(stageBytes(content));
    expect([error.code, `${error.message} ${error.hint}`]).toEqual([
      "FILE_MALFORMED",
      expect.stringMatching(said),
    ]);
  }
});

it("a STIX bundle is named for what it is, and has no columns", async () => {
  const bundle = { type: "bundle", id: "bundle--0", objects: [{ type: "campaign", id: "campaign--0" }] };
  for (const content of [JSON.stringify(bundle), JSON.stringify(bundle, null, 2)]) {
    const { code, message } = await refusal(stageBytes(content));
    expect([code, message]).toEqual(["STIX_BUNDLE", "The file is a STIX bundle, and no table."]);
  }
});
