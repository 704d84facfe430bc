import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeWithData } from "../../../test/support/shared-data.ts";
import { PlumblineError } from "../../errors.ts";
import { extractText } from "./extract.ts";
import { htmlParagraphs } from "./html.ts";

const read = (content: string | Uint8Array, name = "x", mediaType?: string) => {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return extractText(bytes, bytes.length, { name, mediaType });
};
const texts = (content: string | Uint8Array, name?: string, mediaType?: string) =>
  read(content, name, mediaType).paragraphs.map(({ text }) => text);

describe("the text of a document", () => {
  it("is its paragraphs, with what nobody sees as words in brackets", () => {
    expect(texts("One\nline.\r\n\r\n\r\nTwo\u202E \u200Bbell.\n")).toEqual([
      "One line.",
      "Two[U+202E] [U+200B]bell.",
    ]);
    expect(texts("a,b\n1,2\n", "t.csv")).toEqual(["a,b", "1,2"]);
    expect(read("a\n\nb\n", "t.csv").paragraphs.map(({ place }) => place)).toEqual(["line 1", "line 3"]);
  });

  it("has offsets that find each paragraph in the whole, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.constantFrom("x", "x.html", "x.csv", "x.eml"),
        (text, name) => {
          const bytes = Buffer.from(
            `${text} letters so that it is text and not mere control characters`.repeat(2),
          );
          let found;
          try {
            found = extractText(bytes, bytes.length, { name, mediaType: undefined });
          } catch (error) {
            expect((error as PlumblineError).code).toBe("NO_TEXT");
            return;
          }
          const whole = found.paragraphs.map((one) => one.text).join("\n\n");
          expect(whole).toHaveLength(found.characters);
          for (const { start, end, text: shown } of found.paragraphs)
            expect(whole.slice(start, end)).toBe(shown);
          expect(whole).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
        },
      ),
    );
  });

  it("is read in other encodings with a note, and not at all where there is none", () => {
    const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from("Grüße", "utf16le")]);
    expect(read(utf16)).toMatchObject({ notes: ["The file is UTF-16."], paragraphs: [{ text: "Grüße" }] });
    expect(read(Buffer.from("Gr\u00fc\u00dfe", "latin1")).notes).toHaveLength(1);
    for (const bytes of [Buffer.from("%PDF-1.7"), Buffer.of(0x50, 0x4b, 3, 4), Buffer.alloc(0)])
      expect(() => read(bytes)).toThrow(PlumblineError);
  });

  it("of which only the beginning was given says so, and ends at a whole character", () => {
    const bytes = Buffer.from("aé").subarray(0, 2);
    expect(extractText(bytes, 3, { name: "x", mediaType: undefined })).toMatchObject({
      cut: true,
      paragraphs: [{ text: "a" }],
    });
  });
});

describe("a page", () => {
  const of = (text: string) => htmlParagraphs(text).map((one) => one.text);

  it("loses tags, scripts and styles, and keeps its words", () => {
    expect(
      of(
        "<p>a<b>b</b> &lt;c&gt; &#x41;&#66; 1 < 2</p><!-- no <p>no</p> --><style>no</style><div title='>'>d</div>",
      ),
    ).toEqual(["ab <c> AB 1 < 2", "d"]);
    expect(of("<script>no</script ><ScRiPt src=x>no</sCrIpT>yes<svg><text>no</text></svg>")).toEqual(["yes"]);
    expect(of("<head><title>T &amp; U</title><style>no</style></head><body>b")).toEqual(["T & U", "b"]);
    expect(of("<script>never closed")).toEqual([]);
  });

  it("keeps the addresses that its words carry, and follows none", () => {
    const links = (text: string) => htmlParagraphs(text).map((one) => one.links);
    const link = (address: string, words: string) => ({ address, words });
    expect(
      links(
        '<p>As <a class=x href="https://a.example/1?b=1&amp;c=2">the <b>paper</b> wrote</a>, and <a href=http://b.example>others</a>.<p>None',
      ),
    ).toEqual([
      [link("https://a.example/1?b=1&c=2", "the paper wrote"), link("http://b.example", "others")],
      undefined,
    ]);
    for (const none of [
      "javascript:alert(1)",
      "/here",
      "#there",
      "mailto:a@b.example",
      `https://a.example/${"x".repeat(3000)}`,
    ])
      expect(links(`<p><a href="${none}">words</a>`)).toEqual([undefined]);
    expect(links('<p><a href="https://a.example"><img src=x></a>')).toEqual([]);
    expect(links('<p>a <a href="https://a.example">b <a href="https://b.example">c<p>d</a>')).toEqual([
      [link("https://a.example", "b"), link("https://b.example", "c")],
      undefined,
    ]);
    expect(links('<a href="https://a.example">b</a> '.repeat(6000))[0]).toHaveLength(5000);
  });

  it("takes time in proportion to its length, however it is broken", () => {
    const begun = process.cpuUsage();
    for (const piece of [
      "<",
      "<head>",
      "<!--",
      "<a ",
      "</",
      "<script",
      "<title",
      "&#",
      "<a href='",
      "<a href=https://a.example>b",
    ]) {
      const text = piece.repeat(300_000 / piece.length);
      expect(of(text).join("").length).toBeLessThanOrEqual(2 * text.length);
    }
    // Seconds of this process alone, in µs; what is quadratic takes minutes.
    expect(process.cpuUsage(begun).user).toBeLessThan(20_000_000);
  });
});

describe("what a document says of itself", () => {
  const own = (content: string, name: string) => read(content, name).own;

  it("is read from the head of a page, and a date keeps its precision", () => {
    const head = (meta: string) =>
      `<!doctype html><html lang="en-GB"><head><title>T | Site</title>${meta}</head><body><p>x</p></body></html>`;
    expect(
      own(
        head(
          '<meta property="og:title" content="Ships &amp; men"><meta name="author" content="Alda Courier"><meta property=article:published_time content="2031-03-01T10:30:00+01:00">',
        ),
        "a.html",
      ),
    ).toEqual({
      title: "Ships & men",
      byline: "Alda Courier",
      published: "2031-03-01T09:30:00Z",
      made: null,
      language: "en-GB",
    });
    expect(own(head('<meta name="date" content="2031-03">'), "a.html")).toMatchObject({
      title: "T | Site",
      published: "2031-03",
    });
    expect(own(head('<meta name="date" content="2031-02-30">'), "a.html").published).toBeNull();
    expect(own(head('<meta name="date" content="2031-03-01T10:00:00">'), "a.html").published).toBe(
      "2031-03-01",
    );
    expect(
      own(
        head(
          '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-03-01","author":{"@type":"Person","name":"Ben Ode"}}</script>',
        ),
        "a.html",
      ),
    ).toMatchObject({ byline: "Ben Ode", published: "2031-03-01" });
  });

  it("is read from mails and front matter, and is nothing in a plain text", () => {
    expect(
      own(
        "From: Ada <a@one.example>\nTo: b\nSubject: Hello\nDate: Sat, 1 Mar 2031 10:00:00 +0100\n\nx",
        "m.eml",
      ),
    ).toEqual({
      title: "Hello",
      byline: "Ada <a@one.example>",
      published: "2031-03-01T09:00:00Z",
      made: null,
      language: null,
    });
    expect(
      own('---\ntitle: "A note"\ndate: 2031-03-01\nauthor: Ada\nlang: en\n---\n\nWords.', "a.md"),
    ).toEqual({
      title: "A note",
      byline: "Ada",
      published: "2031-03-01",
      made: null,
      language: "en",
    });
    expect(Object.values(own("A text of 2031-03-01.", "a.txt"))).toEqual([null, null, null, null, null]);
  });

  it("marks the article of a page and moves nothing", () => {
    const page =
      "<nav>Menu</nav><article><h1>Head</h1><p>Words of it.</p><aside>See also</aside></article><article><p>Short</p></article><footer>Foot</footer>";
    const bare = page.replaceAll(/<\/?(?:article|aside|nav|footer)>/g, (tag) => tag.replace(/\w+/, "div"));
    const { paragraphs } = read(page, "a.html");
    expect(paragraphs.map(({ text, article }) => [text, article])).toEqual([
      ["Menu", false],
      ["Head", true],
      ["Words of it.", true],
      ["See also", false],
      ["Short", false],
      ["Foot", false],
    ]);
    expect(read(bare, "a.html").paragraphs).toEqual(paragraphs.map((one) => ({ ...one, article: null })));
  });
});

describe("Markdown", () => {
  it("is its text with its marks, and a heading is a paragraph", () => {
    expect(texts("# Head\nWords\nof it.\n## Next\n```\n# no heading\n```\n", "a.md")).toEqual([
      "# Head",
      "Words of it.",
      "## Next",
      "``` # no heading ```",
    ]);
    expect(texts("---\nno front matter", "a.md")).toEqual(["--- no front matter"]);
  });
});

it("the same bytes and the same version of a reader give the same text", () => {
  const digest = (content: string, name: string) => {
    const { reader, paragraphs } = read(content, name);
    const whole = paragraphs.map(({ text, start, end, place, page }) => [text, start, end, place, page]);
    return [reader, createHash("sha256").update(JSON.stringify(whole)).digest("hex").slice(0, 16)];
  };
  const words = "One “line”\r\nof words.\r\n \r\n\u200bTwo.\n\n\n# Three\nfour | five\n";
  // A version goes up where its digest changes: quotations are kept as offsets into this text.
  expect([
    digest(words, "a.txt"),
    digest(`---\ntitle: T\n---\n${words}`, "a.md"),
    digest(words, "a.csv"),
    digest(
      `<html><head><title>T</title></head><body><p>${words}<ul><li>a<li>b</ul><table><tr><td>1<td>2</table><script>x</script>`,
      "a.html",
    ),
    digest(`From: a@one.example\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\n\r\n${words}`, "a.eml"),
  ]).toMatchInlineSnapshot(`
    [
      [
        "plain 1",
        "d677d316edc27bdb",
      ],
      [
        "markdown 1",
        "f7d9b412dbc8c3c3",
      ],
      [
        "lines 1",
        "c43545d1fd610b61",
      ],
      [
        "html 1",
        "3eeb4ba9ebbf30b1",
      ],
      [
        "mail 2",
        "bb815f6f286294ce",
      ],
    ]
  `);
});

describe("a mail", () => {
  const mail = [
    "Received: from x",
    "From: =?utf-8?q?J=C3=B6rg?= <j@example.org>",
    "Subject: =?utf-8?b?R3LDvMOfZQ==?=",
    " =?utf-8?q?_an_alle?=",
    'Content-Type: multipart/mixed; boundary="b1"',
    "",
    "preamble",
    "--b1",
    "Content-Type: multipart/alternative; boundary=b2",
    "",
    "--b2",
    "Content-Type: text/plain; charset=iso-8859-1",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "Gr=FC=DFe,=",
    " sagt er.",
    "",
    "Zwei.",
    "--b2",
    "Content-Type: text/html",
    "",
    "<p>not this</p>",
    "--b2--",
    "--b1",
    'Content-Type: application/zip; name="a.zip"',
    "Content-Disposition: attachment; filename=a.zip",
    "Content-Transfer-Encoding: base64",
    "",
    "UEsDBA==",
    "--b1--",
  ].join("\r\n");

  it("shows its headers, its first text, and names what is attached", () => {
    expect(texts(mail)).toEqual([
      "from: Jörg <j@example.org>",
      "subject: Grüße an alle",
      "Grüße, sagt er.",
      "Zwei.",
      // The hash of the four bytes, by sha256sum.
      "attachment: a.zip (application/zip), 4 bytes, SHA-256 8dcc7e601606217f3b754766511182a916b17e9a26a94c9d887104eba92e9bb2",
    ]);
    expect(read(mail).kind).toBe("mail");
    expect(texts("From: a\nTo: b\nContent-Type: text/html\n\n<p>H <script>no</script></p>", "m.eml")).toEqual(
      ["from: a", "to: b", "H"],
    );
  });
});

describe("hostile documents", () => {
  const timed = (content: string, name: string) => {
    const begun = performance.now();
    const found = read(content, name);
    process.stdout.write(
      `${name}: ${content.length} bytes, ${Math.round(performance.now() - begun)} ms, ${found.paragraphs.length} paragraphs. ${found.notes.join(" ")}\n`,
    );
    return found;
  };
  const parts = (many: number, inside = "Content-Type: image/png\n\nx") =>
    `From: a\nTo: b\nContent-Type: multipart/mixed; boundary=B\n\n${`--B\n${inside}\n`.repeat(many)}--B--\n`;

  it("a mail of 10,000 parts, and one with mails 1,000 deep, are bounded and say so", () => {
    const many = timed(parts(10_000), "many.eml");
    expect(many.paragraphs).toHaveLength(202);
    expect(many.notes).toEqual(["The mail has more than 200 parts; the others are not looked at."]);
    let deep = "From: z\n\nend";
    for (let i = 0; i < 1000; i++)
      deep = `From: a\nTo: b\nContent-Type: multipart/mixed; boundary=B${i}\n\n--B${i}\n${deep}\n--B${i}--`;
    expect(timed(deep, "deep.eml").notes).toEqual([
      "Parts that lie more than 10 deep in others are not opened.",
    ]);
  });

  it("a page of 8 MB of nested elements takes time in proportion to its length", () => {
    const begun = process.cpuUsage();
    for (const tag of ["<div>", "<b>", "<article>", "<p><meta a='"]) {
      const page = `<html>${tag.repeat(8_300_000 / tag.length)}end`;
      expect(timed(page, "nested.html").kind).toBe("html");
    }
    expect(process.cpuUsage(begun).user).toBeLessThan(40_000_000);
  });
});

describeWithData("mails of others", ["email_fixtures/mikel+mail"], (folder) => {
  it("are read without a fault, and most of them show a subject", () => {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".eml"),
    );
    expect(names.length).toBeGreaterThan(20);
    let subjects = 0;
    for (const name of names) {
      const shown = texts(readFileSync(join(folder, name)), name);
      if (shown.some((text) => text.startsWith("subject: "))) subjects++;
    }
    expect(subjects / names.length).toBeGreaterThan(0.7);
  });
});
