/** Tables as analysts export them, none of them a layout that is known: what is proposed is right, or there is no proposal. */
import { describe, expect, it } from "vitest";
import { refusal, stageBytes } from "../../test/support/staging.ts";

const N = [0, 1, 2, 3, 4, 5];
const table = (header: string, row: (n: number) => string, line = "\n") =>
  [header, ...N.map(row)].join(line) + line;
const proposed = async (text: string | Buffer) => (await refusal(stageBytes(text))).proposed;

const MONITORED = [
  "Report:,Bulk download",
  "Brand:,Example",
  'From:,"Mon Mar 11 00:00:00 UTC 2024"',
  "",
  table(
    "Query Id,Date,Title,Url,Author,Full Text",
    (n) => `1,2024-03-1${n} 10:00:0${n}.0,,http://example.org/${n},u${n % 3},"Full text, number ${n} of it"`,
  ),
].join("\n");

describe.each([
  [
    "lines above the header, as monitoring services write them",
    MONITORED,
    "account=Author,time=Date,text=Full Text,url=Url",
  ],
  [
    "a count without a name for its column above the header",
    `URL,https://example.org/p/1\nTotal,6\n\n${table(
      ",Name,Profile ID,Date,Likes,Comment",
      (n) => `${n + 1},Ann ${n % 3},100${n % 3},2024-03-1${n} 10:00:00,0,"nice comment number ${n}"`,
    )}`,
    "account=Name,time=Date,text=Comment",
  ],
  [
    "a date and a clock with am and pm",
    table(
      "Date,Time,Author,Message",
      (n) => `03/${14 + n}/2024,${n + 1}:05:09 PM,u${n % 3},"text ${n} of these"`,
    ),
    "account=Author,time=Date,clock=Time,text=Message",
  ],
  [
    "when it was found beside when it was posted, handles beside names that are shown",
    table(
      "url;indexed;published;content;author.name;author.short_name;lang",
      (n) =>
        `http://example.org/${n};2024-03-1${n} 11:00:00;2024-03-1${n} 10:00:00;content of post ${n};Name ${n};u${n};en`,
    ),
    "account=author.short_name,time=published,text=content,url=url,language=lang",
  ],
  [
    "the post's own address, which is no link that it shares",
    table(
      "date,user,content,url",
      (n) => `2024-03-1${n} 10:00:00,u${n % 3},text ${n},https://x.com/u${n % 3}/status/17000${n}`,
    ),
    "account=user,time=date,text=content",
  ],
  [
    "posts that others share, by their addresses",
    table(
      "date,user,content,url",
      (n) => `2024-03-1${n} 10:00:00,u${n},text ${n},https://x.com/u/status/17000${n % 2}`,
    ),
    "account=user,time=date,text=content,url=url",
  ],
  [
    "when it was taken in, and nothing else",
    table("collected,who,words", (n) => `2024-03-1${n} 11:00:00,u${n},some words of post ${n}`),
    "account=?,time=?,text=words",
  ],
  [
    "the platform in a column called source",
    table("Date\tSource\tOpening Text", (n) => `2024-03-1${n} 10:00\tTwitter\topening words of ${n}`),
    "account=?,time=Date,text=Opening Text",
  ],
  [
    "German names of columns",
    table(
      "Verfasser;Erstellt am;Beitragstext;Reichweite",
      (n) => `Müller${n % 3};1${n}.03.2024 9:05;"Größe zählt; heute #Wahl ${n}";1.234,5`,
      "\r\n",
    ),
    "account=Verfasser,time=Erstellt am,text=Beitragstext",
  ],
  [
    "counts of milliseconds as texts",
    N.map(
      (n) =>
        `${JSON.stringify({ uid: `${n % 3}`, timestampMs: `${1710000000000 + n}`, content: "some words here", msgId: `m${n}` })}\n`,
    ).join(""),
    "account=?,time=timestampMs,text=content,post=msgId",
  ],
] as const)("%s", (_what, text, mapping) => {
  it("is proposed as what it is", async () => {
    expect(await proposed(text)).toBe(mapping);
  });
});

describe("lines above a header", () => {
  const mapping = "account=Author,time=Date,text=Full Text";
  it("are no rows, and rows are counted from the header on", async () => {
    const { report, rows, rejects } = await stageBytes(`${MONITORED}1,never,,,x,y\nodd\n`, { mapping });
    expect([report.rowsRead, report.kept]).toEqual([8, 6]);
    expect(rows[0]).toMatchObject({ row: 1, account: "u0", text: "Full text, number 0 of it" });
    expect(report.notes).toContain("3 lines above the header are no rows.");
    expect(rejects.map(({ code, row }) => [code, row])).toEqual([
      ["TIME_UNREADABLE", 7],
      ["ROW_MALFORMED", 8],
    ]);
    expect(MONITORED.length).toBe(rejects[0]!.byte);
  });
  it("are seen under a delimiter that they have not", async () => {
    const { report } = await stageBytes(
      `Export of 2031-01-02\nFilter: all\n${table("who;when;what;n", (n) => `u${n};2031-01-0${n + 1}T10:00:00Z;words;${n}`)}`,
      { mapping: "account=who,time=when,text=what" },
    );
    expect([report.kept, report.dialect["delimiter"]]).toEqual([6, "semicolon"]);
  });
  it.each([
    ["a header without a name for row names", table("account,time", (n) => `${n},a,2031-01-01T10:00:00Z`)],
    ["rows that are wider than their header", table("account,time", (n) => `a,2031-01-01T10:00:00Z,x,y${n}`)],
  ])("are not supposed: %s", async (_what, text) => {
    const error = await refusal(stageBytes(text));
    expect(error.code).toBe("ALL_REJECTED");
    expect(error.hint).toContain("quoting");
    expect(error.hint).not.toContain("mapping");
  });
});

it("a name above two columns is said with the report, whichever is taken", async () => {
  const text = table("user,user,when,text", (n) => `a${n},A${n},2031-01-01T10:00:0${n}Z,x`);
  const { report } = await stageBytes(text, { mapping: "account=user,time=when,text=text" });
  expect(report.notes).toContain(
    "Names that stand above several columns are numbered: user_2. The name itself is the first of them.",
  );
});

it("a header in another encoding is told with the way out", async () => {
  const error = await refusal(
    stageBytes(Buffer.from("Verfasser;Veröffentlicht;Text\na;2031-01-01;b\n", "latin1")),
  );
  expect([error.code, error.hint]).toEqual(["FILE_ENCODING", expect.stringContaining("WINDOWS-1252")]);
});
