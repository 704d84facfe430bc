/** PDF and DOCX of our own making, one for each thing that their readers do: what the golden digests and the changed files start from. */
import { del, docxOf, ins, p, table } from "./docx-files.ts";
import { linesDown, pagesPdf } from "./pdf-files.ts";

const LEFT = Array.from({ length: 8 }, (_, i) => `left line ${i} is in here`);
const RIGHT = Array.from({ length: 8 }, (_, i) => `right line ${i} is there`);

export const TEXT_FIXTURES: Readonly<Record<string, Buffer>> = {
  "pages.pdf": pagesPdf([
    linesDown(["The harbour office said on Mon-", "day that well-known inter-", "national ships had left."]),
    [],
    [...linesDown(["It is a well-known fact. The COVID-", "19 rules held."]), { text: "Next.", y: 700 }],
  ]),
  "columns.pdf": pagesPdf([[...linesDown(LEFT), ...linesDown(RIGHT, 330)]]),
  "about-itself.pdf": pagesPdf([linesDown(["Words of a report."])], {
    catalogue: "/Lang (en-GB)",
    trailer: "/Info 6 0 R",
    objects: ["<< /Title (A report) /Author (Alda Courier) /CreationDate (D:20310301113000+01'00') >>"],
  }),
  "paragraphs.docx": docxOf(p("The harbour is closed.") + p("The ferry ", "will not run.")),
  "tracked.docx": docxOf(
    `<w:p>${ins("Orr", "It rained.")}${del("Orr", "It snowed.")}</w:p>${p("The office confirmed it.")}`,
  ),
  "table.docx": docxOf(
    table([
      ["port", "ships"],
      ["Ostrand", "12"],
    ]) + p("Counted in March."),
  ),
};
