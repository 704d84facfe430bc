import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOSTILE, SHOWN, squeezed } from "../../../test/support/hostile.ts";
import { describeWithPrograms, outputOf } from "../../../test/support/programs.ts";
import { unpacked } from "../../../test/support/pdf.ts";
import { sampleView } from "../../../test/support/sample-view.ts";
import { tempFolder } from "../../../test/support/temp.ts";
import type { EditionView } from "../../views/edition.ts";
import { buildDocument } from "../document.ts";
import { isDrawn } from "../drawing/figures/figure.ts";
import { fontFile } from "../font-files.ts";
import { pdf } from "../formats/pdf.ts";
import { drawable, fontsFor } from "./fonts.ts";
import { coverage, underFamily } from "./truetype.ts";

/** Alternative texts of the drawings. */
function alternatives(file: string): string[] {
  const found = [
    ...unpacked(readFileSync(file)).matchAll(
      // Brackets in pairs stand in a string as they are.
      /\/Alt (?:<FEFF([0-9A-F]+)>|\(((?:\\.|[^()\\]|\((?:\\.|[^()\\])*\))*)\))/g,
    ),
  ];
  return found.map(
    ([, utf16, latin]) =>
      latin?.replaceAll(/\\(.)/g, "$1") ?? Buffer.from(utf16!, "hex").swap16().toString("utf16le"),
  );
}

const render = async (view: EditionView) => pdf.render(buildDocument(view), view);

describeWithPrograms("on pages", ["pdftotext", "pdffonts", "pdfinfo", "pdftoppm"], () => {
  const cleanups: (() => void)[] = [];
  let plain: string;
  let hostile: string;
  let short: string;
  beforeAll(async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    plain = join(root, "plain.pdf");
    hostile = join(root, "hostile.pdf");
    short = join(root, "short.pdf");
    const { judgments, ...rest } = sampleView();
    writeFileSync(short, await render({ ...rest, judgments: judgments.slice(0, 2) }));
    writeFileSync(plain, await render(sampleView()));
    writeFileSync(hostile, await render(sampleView({ text: (text) => text + HOSTILE })));
  });
  afterAll(() => {
    for (const clean of cleanups) clean();
  });

  it("is PDF/A-2a with the title, the authors and the time of the edition", () => {
    const { title, asOf } = sampleView();
    const info = outputOf("pdfinfo", ["-isodates", plain]);
    expect(info).toContain(title);
    expect(info).toContain(asOf.slice(0, 19));
    expect(info).toMatch(/Tagged: +yes/);
    const bytes = unpacked(readFileSync(plain));
    // Not in an assertion of the whole: a file that fails would be printed whole.
    for (const part of [
      "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
      "/GTS_PDFA1",
      "/Lang (en)",
      "/DisplayDocTitle true",
    ])
      expect([part, bytes.includes(part)]).toEqual([part, true]);
    expect(/\/(JavaScript|JS|Launch|EmbeddedFile|URI)\b/.exec(bytes)).toBeNull();
  });

  it("tells a screen reader headings, paragraphs, tables with their heads, and what each drawing shows", () => {
    const tags = outputOf("pdfinfo", ["-struct-text", plain]);
    const document = buildDocument(sampleView());
    for (const tagged of [
      /^ {2}H1 "Key judgments" \(block\)$/m,
      /^ {2}P \(block\)\n.*\n +"J1"\n.*\n +"It is almost certain that groups A and B/m,
      /THead\n +TR\n +TH .*\n +\/Scope \/Column/,
      /LI \(block\)\n +Lbl \(block\)\n.*\n +"Organisations"/,
    ])
      expect([tagged, tagged.test(tags)]).toEqual([tagged, true]);
    const labels = document.findings.flatMap(({ figures }) =>
      figures.filter(isDrawn).map(({ label }) => label.text),
    );
    expect(labels.length).toBeGreaterThan(1);
    expect(alternatives(plain).sort()).toEqual(labels.sort());
    expect(tags.match(/^ +Figure/gm)).toHaveLength(labels.length);
    expect(tags.match(/^ +Caption/gm)).toHaveLength(labels.length);
  });

  it("holds every font it uses, and none of the machine's", () => {
    for (const file of [plain, hostile]) {
      const fonts = outputOf("pdffonts", [file]).trim().split("\n").slice(2);
      expect(fonts.length).toBeGreaterThan(3);
      for (const line of fonts) {
        expect(line).toMatch(/^[A-Z]{6}\+(EBGaramond|Inter|Amiri|NotoSerifSC)-/);
        expect(line).toMatch(/ yes yes yes +\d+ +0$/);
      }
    }
  });

  it("says every key judgment, its confidence and each dissent on the first page, under the marking", () => {
    const page = squeezed(outputOf("pdftotext", ["-l", "1", plain, "-"]));
    const { judgments } = buildDocument(sampleView());
    for (const judgment of judgments) {
      expect(page).toContain(squeezed(judgment.wording.text));
      for (const group of judgment.groups) expect(page).toContain(squeezed(group.statement.text));
    }
    expect(page).toContain(squeezed(judgments[1]!.groups[1]!.words!.text));
  });

  it("says how many key judgments follow where they do not all stand on the first page, and nothing where they do", () => {
    const said = /(\d+) of (\d+) stand whole on this page; the last ends on page (\d+)\./;
    const firstPage = (file: string) =>
      outputOf("pdftotext", ["-layout", "-l", "1", file, "-"]).replaceAll(/\s+/g, " ");
    const [, whole, of, last] = said.exec(firstPage(plain))!.map(Number);
    expect(of).toBe(sampleView().judgments.length);
    expect(last).toBeGreaterThan(1);
    // The one that is cut off begins on the page.
    const begun = new Set(firstPage(plain).match(/\bJ\d (?=It is|Quay)/g));
    expect(begun.size - whole!).toBe(1);
    expect(firstPage(short)).toContain("Key judgments J1");
    expect(firstPage(short)).not.toMatch(said);
  });

  it("bears the marking and its number at head and foot of every page", () => {
    const pages = outputOf("pdftotext", ["-layout", plain, "-"]).split("\f").slice(0, -1);
    expect(pages.length).toBeGreaterThan(4);
    pages.forEach((page, i) => {
      expect(page.match(/TLP:CLEAR(?!\.)/g)).toHaveLength(2);
      expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
    });
  });

  it("says every word of the document", () => {
    const said = squeezed(outputOf("pdftotext", [plain, "-"]) + alternatives(plain).join(" "));
    const words = buildDocument(sampleView()).sentences.flatMap(({ text }) => text.split(/[^\p{L}\p{N}]+/u));
    expect([...new Set(words)].filter((word) => !said.includes(word) && !/^[⁰¹²³⁴-⁹]+$/u.test(word))).toEqual(
      [],
    );
  });

  it("prints hostile text as text, in four scripts", () => {
    const text = squeezed(outputOf("pdftotext", [hostile, "-"]));
    for (const shown of SHOWN) expect(text).toContain(squeezed(shown));
    expect(text).toContain("[U+1F600]");
    expect(text).not.toContain("root:x:");
    // Arabic runs from right to left: readers of pages give it in the order of its letters, in any of its shapes.
    expect(text.normalize("NFKC")).toContain("مرحبا");
  });

  it("leads from a citation to its source", () => {
    const bytes = unpacked(readFileSync(plain));
    expect(bytes.match(/\/Subtype ?\/Link/g)!.length).toBeGreaterThan(10);
    expect(bytes).toMatch(/\/Outlines/);
  });
});

describe("characters", () => {
  it("that no font draws are named, joiners and line ends stay", () => {
    const text = "a\n\u200d\u{1F600}ไ漢";
    expect(drawable(text, fontsFor(text))).toBe("a\n\u200d[U+1F600][U+0E44]漢");
    expect(drawable("漢", fontsFor("no such letters"))).toBe("[U+6F22]");
  });
});

describe("fonts", () => {
  const inter = fontFile("pdf/inter/Inter_400Regular.ttf");

  it("are read for what they draw", () => {
    const draws = (code: number) => coverage(inter).some(([first, last]) => first <= code && code <= last);
    for (const char of "Aé–Жπ₀") expect([char, draws(char.codePointAt(0)!)]).toEqual([char, true]);
    for (const char of "漢ไم") expect([char, draws(char.codePointAt(0)!)]).toEqual([char, false]);
  });

  it("keep every table under another family", () => {
    const made = underFamily(inter, "Another");
    expect(coverage(made)).toEqual(coverage(inter));
    expect(made.includes(Buffer.from("Another", "utf16le").swap16())).toBe(true);
    expect(made.subarray(1000, inter.length).equals(inter.subarray(1000))).toBe(true);
  });

  it("are refused where they are none", () => {
    expect(() => coverage(Buffer.alloc(64))).toThrow(TypeError);
  });
});
