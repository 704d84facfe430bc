import { describe, expect, it } from "vitest";
import { sampleView } from "../../test/support/sample-view.ts";
import { figureTexts, missingFigures } from "./authored-texts.ts";

const view = sampleView();
const [first] = view.findings;
const has = first!.finding.figures.length;
const block = (figures: { figure: number; title?: string; note?: string }[]) => ({
  block: "finding" as const,
  finding: first!.ref,
  figures,
});

describe("titles and notes of figures", () => {
  it("are texts of the authors, in order", () => {
    expect(
      figureTexts(
        block([
          { figure: 1, title: "One", note: "Two." },
          { figure: 2, note: "Three." },
        ]),
      ),
    ).toEqual(["One", "Two.", "Three."]);
    expect(figureTexts({ block: "finding", finding: first!.ref })).toEqual([]);
  });

  it("of a figure that the finding does not have are said, and others are not", () => {
    expect(missingFigures([block([{ figure: has, title: "Last" }])], view.findings)).toEqual([]);
    expect(
      missingFigures(
        [{ block: "heading", text: "Before" }, block([{ figure: has + 1, title: "Lost" }])],
        view.findings,
      ),
    ).toEqual([
      {
        code: "NO-FIGURE",
        about: "block 2",
        text: `${first!.label} has no figure ${has + 1}: its figures are numbered 1 to ${has}.`,
      },
    ]);
  });

  it("of a finding that these readers do not see are no fault of the edition", () => {
    expect(missingFigures([block([{ figure: 99, title: "Lost" }])], [])).toEqual([]);
  });
});
