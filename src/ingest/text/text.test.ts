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

  it("takes time in proportion to its length, however it is broken", () => {
    const begun = process.cpuUsage();
    for (const piece of ["<", "<head>", "<!--", "<a ", "</", "<script", "<title", "&#", "<a href='"]) {
      const text = piece.repeat(300_000 / piece.length);
      expect(of(text).join("").length).toBeLessThanOrEqual(2 * text.length);
    }
    // Seconds of this process alone, in µs; what is quadratic takes minutes.
    expect(process.cpuUsage(begun).user).toBeLessThan(20_000_000);
  });
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
      "attachment: a.zip (application/zip)",
    ]);
    expect(read(mail).kind).toBe("mail");
    expect(texts("From: a\nTo: b\nContent-Type: text/html\n\n<p>H <script>no</script></p>", "m.eml")).toEqual(
      ["from: a", "to: b", "H"],
    );
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
