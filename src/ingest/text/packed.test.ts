/** PDF and DOCX that are right, and such that are made to harm: each is read in its child process, or ends in one line. */
import { describe, expect, it } from "vitest";
import {
  bombPdf,
  cyclicPdf,
  deepTreePdf,
  formBombPdf,
  linesDown,
  lockedPdf,
  objectBombPdf,
  pagesPdf,
} from "../../../test/support/pdf-files.ts";
import { zipOf } from "../../../test/support/archives.ts";
import { del, docxOf, ins, note, p, ref, relation, run, table } from "../../../test/support/docx-files.ts";
import type { PlumblineError } from "../../errors.ts";
import { readText } from "./read.ts";

const read = (bytes: Uint8Array, limits?: { readonly memoryMb?: number; readonly timeoutMs?: number }) =>
  readText(bytes, { name: "x.pdf", mediaType: undefined }, limits);
const texts = async (bytes: Uint8Array) =>
  (await read(bytes)).paragraphs.map(({ page, text }) => [page, text]);
/** What came of it in one line, with how long it took. */
const refusal = async (bytes: Uint8Array, limits?: Parameters<typeof read>[1]) => {
  const begun = performance.now();
  const line = await read(bytes, limits).then(
    (found) => `read: ${found.pages} pages, ${found.characters} characters. ${found.notes.join(" ")}`,
    (error: PlumblineError) => `${error.code}: ${error.message}`,
  );
  process.stdout.write(`${Math.round(performance.now() - begun)} ms: ${line}\n`);
  return line;
};

describe("the text of a PDF", () => {
  it("is its paragraphs with their page, and words that a line end divides are whole", async () => {
    const found = await read(
      pagesPdf([
        linesDown([
          "The harbour office said on Mon-",
          "day that well-known inter-",
          "national ships had left.",
        ]),
        [],
        [
          ...linesDown(["It is a well-known fact. The COVID-", "19 rules (see \\) held."]),
          { text: "Next.", y: 700 },
        ],
      ]),
    );
    expect(found.paragraphs.map(({ page, place, text }) => [page, place, text])).toEqual([
      [1, "page 1", "The harbour office said on Monday that well-known international ships had left."],
      [3, "page 3", "It is a well-known fact. The COVID-19 rules (see \\) held."],
      [3, "page 3", "Next."],
    ]);
    const whole = found.paragraphs.map(({ text }) => text).join("\n\n");
    for (const { start, end, text } of found.paragraphs) expect(whole.slice(start, end)).toBe(text);
    expect(found).toMatchObject({ reader: "pdf 1", pages: 3, cut: false, own: { published: null } });
    expect(found.notes).toEqual(["Page 2 has no text, and may be pictures of text."]);
  });

  it("keeps a hyphen that the document writes elsewhere, and one before a capital", async () => {
    expect(
      await texts(
        pagesPdf([
          linesDown([
            "A co-operation is one. Their co-",
            "operation with the Anglo-",
            "Saxon office, an OP-",
            "TIONAL and OPTIONAL one.",
          ]),
        ]),
      ),
    ).toEqual([
      [
        1,
        "A co-operation is one. Their co-operation with the Anglo-Saxon office, an OPTIONAL and OPTIONAL one.",
      ],
    ]);
  });

  it("reads columns one after the other, also where they are drawn line by line", async () => {
    const left = Array.from({ length: 8 }, (_, i) => `left line ${i} is in here`);
    const right = Array.from({ length: 8 }, (_, i) => `right line ${i} is there`);
    const drawn = [...linesDown(left), ...linesDown(right, 330)];
    const byLine = [...drawn].sort((a, b) => b.y - a.y);
    const wanted = [
      [1, left.join(" ")],
      [1, right.join(" ")],
    ];
    const joined = async (lines: typeof drawn) =>
      (await texts(pagesPdf([lines]))).map((one) => one[1]).join(" ");
    const all = wanted.map((one) => one[1]).join(" ");
    expect(await joined(drawn)).toBe(all);
    expect(await joined(byLine)).toBe(all);
  });

  it("says what the document says of itself", async () => {
    const info = "<< /Title (A report) /Author (Alda Courier) /CreationDate (D:20310301113000+01'00') >>";
    const found = await read(
      pagesPdf([linesDown(["Words."])], {
        catalogue: "/Lang (en-GB)",
        trailer: "/Info 6 0 R",
        objects: [info],
      }),
    );
    expect(found.own).toEqual({
      title: "A report",
      byline: "Alda Courier",
      published: null,
      made: "2031-03-01T10:30:00Z",
      language: "en-GB",
    });
  });
});

describe("a hostile PDF", () => {
  const page = (number: number) =>
    linesDown(
      Array.from(
        { length: 50 },
        (_, i) => `Line ${i} of page ${number}, which is as long as a line of a page.`,
      ),
    );
  const many = () => pagesPdf(Array.from({ length: 2000 }, (_, i) => page(i + 1)));

  it("of 2,000 pages is read", async () => {
    expect(await refusal(many())).toMatch(/^read: 2000 pages, 5926648 characters\. $/);
  });

  it("with scripts, cut off, or locked ends in one line, and no script is run", async () => {
    const script = "<< /S /JavaScript /JS (app.launchURL\\('http://x.example'\\); for\\(;;\\);) >>";
    expect(
      await refusal(
        pagesPdf([linesDown(["Words."])], {
          catalogue: `/OpenAction ${script} /AA << /WC ${script} >> /Names << /JavaScript << /Names [(a) ${script}] >> >>`,
        }),
      ),
    ).toBe("read: 1 pages, 6 characters. ");
    expect(await refusal(many().subarray(0, 1000))).toMatch(/^NO_TEXT: It is damaged/);
    expect(await refusal(lockedPdf())).toBe("NO_TEXT: It is locked with a password.");
    expect(await refusal(pagesPdf([[], []]))).toBe(
      "NO_TEXT: It has 2 pages and no text: its pages may be pictures of text.",
    );
    expect(await refusal(Buffer.from("%PDF-1.7\n"))).toMatch(/^NO_TEXT: It is damaged/);
  });

  it("with a deep or a circular tree of pages, or more pages than it has, ends in one line", async () => {
    const damaged = /^NO_TEXT: It (?:is damaged|has 1 page and no text)/;
    expect(await refusal(deepTreePdf(20_000))).toMatch(damaged);
    expect(await refusal(cyclicPdf(3))).toMatch(damaged);
    expect(await refusal(cyclicPdf(1e9))).toMatch(damaged);
  });

  it("that unpacks to more than it may, or draws for ever, is ended", async () => {
    const few = { memoryMb: 400, timeoutMs: 8000 };
    const ended = /^IMPORT_LIMIT: Reading (?:needed more than 400 MB|took longer than 8 s)\.$/;
    expect(await refusal(bombPdf(1000), few)).toMatch(ended);
    expect(await refusal(objectBombPdf(1000), few)).toMatch(ended);
    expect(await refusal(formBombPdf(30, 12), few)).toMatch(ended);
  });
});

describe("the text of a DOCX", () => {
  it("has paragraphs, cells and notes, and lists comments and tracked changes", async () => {
    const found = await readText(
      docxOf(
        p(
          "The office ",
          run("denied"),
          " it.",
          ins("Ada", " At once."),
          del("Ben", " Slowly."),
          ref("footnote", 2),
        ) +
          table([
            ["Who", "When"],
            ["Harbour", "2031"],
          ]) +
          p("Last.", ref("footnote", 1)),
        {
          footnotes: note("footnote", 1, "", p("See page 4.")) + note("footnote", 2, "", p("By letter.")),
          comments: note("comment", 0, "Cleo", p("Who says so?")),
          core: "<dc:title>A note</dc:title><dc:creator>Ada</dc:creator><dcterms:created>2031-03-01T10:00:00Z</dcterms:created><dc:language>en-GB</dc:language>",
        },
      ),
      { name: "a.docx", mediaType: undefined },
    );
    expect(found.paragraphs.map(({ place, text }) => [place, text])).toEqual([
      [null, "The office denied it. At once."],
      ["table 1, row 1, column 1", "Who"],
      ["table 1, row 1, column 2", "When"],
      ["table 1, row 2, column 1", "Harbour"],
      ["table 1, row 2, column 2", "2031"],
      [null, "Last."],
      ["footnote 1", "By letter."],
      ["footnote 2", "See page 4."],
    ]);
    expect(found.notes).toEqual([
      "It has 2 tracked changes by Ada and Ben: what was inserted is in the text, what was deleted is not.",
      "Changes: inserted by Ada: “ At once.”; deleted by Ben: “ Slowly.”.",
      "Comments, which are no part of the text: Cleo: “Who says so?”.",
    ]);
    expect(found).toMatchObject({ reader: "docx 1", pages: null, cut: false });
    expect(found.own).toEqual({
      title: "A note",
      byline: "Ada",
      published: null,
      made: "2031-03-01T10:00:00Z",
      language: "en-GB",
    });
  });
});

describe("a hostile DOCX", () => {
  it("that is a bomb, is locked or damaged, or is none at all, ends in one line", async () => {
    expect(await refusal(docxOf(`<w:p><w:r><w:t>${" ".repeat(300_000_000)}</w:t></w:r></w:p>`))).toMatch(
      /^ARCHIVE_LIMIT: It unpacks to more than 200 times its size, as a bomb does\.$/,
    );
    expect(await refusal(zipOf([{ name: "a.txt", content: "x" }]))).toBe(
      "NO_TEXT: It is a ZIP archive, and no DOCX.",
    );
    expect(await refusal(docxOf(p("Words.")).subarray(0, 300))).toMatch(/^NO_TEXT: It is damaged/);
    expect(await refusal(docxOf("<w:p><w:r></w:p>"))).toMatch(/^NO_TEXT: It is damaged/);
  });

  it("fetches nothing: entities are refused, and relations lead nowhere outside of the file", async () => {
    expect(
      await refusal(
        docxOf(p("&x;"), { declared: '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>' }),
      ),
    ).toMatch(/^NO_TEXT: It is damaged/);
    const outside =
      relation("footnotes", "http://x.example/notes.xml") + relation("comments", "../../../../etc/passwd");
    expect(await refusal(docxOf(p("Words."), { relations: outside }))).toBe(
      "read: null pages, 6 characters. ",
    );
  });

  it("of a million paragraphs is read to its bound, which it says", async () => {
    expect(await refusal(docxOf(p("word").repeat(1_000_000)))).toMatch(
      /^(?:read: null pages, \d+ characters\. Only the first 200,000 paragraphs are read|ARCHIVE_LIMIT)/,
    );
    expect(await refusal(docxOf("<w:tbl><w:tr><w:tc>".repeat(100_000)))).toMatch(
      /^(?:NO_TEXT|ARCHIVE_LIMIT)/,
    );
  });
});
