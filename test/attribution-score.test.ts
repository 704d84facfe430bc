import { describe, expect, it } from "vitest";
import { AttributionScore } from "./support/attribution-score.ts";
import type { Figures, Group, Marked } from "./support/attribution-score.ts";

const TEXT =
  "The mayor said the harbour was closed. “It is safe,” Alda Courier, of the port, said. According to the bank, “all” is well. Orr hopes to win.";

/** Roles by their words; a role of no words is empty. */
function marked(source: string, cue: string, content: string, text = TEXT): Marked {
  const range = (words: string) => {
    const start = text.indexOf(words);
    if (start < 0) throw new Error(`not in the text: ${words}`);
    return words === "" ? [] : [[start, start + words.length] as const];
  };
  return { source: range(source), cue: range(cue), content: range(content) };
}

const MAYOR = marked("The mayor", "said", "the harbour was closed");
const ALDA = marked("Alda Courier, of the port", ", said", "“It is safe,”");
const BANK = marked("the bank", "According to", "“all” is well");
const ORR = marked("Orr", "hopes", "to win");
const PEOPLE = [MAYOR, ALDA, BANK, ORR];

function figures(read: readonly Marked[], group: Group = "all"): Figures {
  const score = new AttributionScore();
  score.add(TEXT, PEOPLE, read);
  return score.of(group);
}

describe("scores of attributions", () => {
  it("are one where the same is read as was marked, in each group", () => {
    const all = { precision: 1, precisionNested: 1, recall: 1, exact: 1, source: 1, open: 0 };
    expect(figures(PEOPLE)).toEqual({ marked: 4, ...all });
    for (const group of ["speech, direct", "speech, indirect", "speech, mixed", "all, direct"] as const)
      expect(figures(PEOPLE, group), group).toEqual({ marked: 1, ...all });
    expect(figures(PEOPLE, "speech").marked).toBe(3);
    expect(figures(PEOPLE, "all, indirect").marked).toBe(2);
  });

  it("count what is missed against recall, and what nobody marked against precision", () => {
    expect(figures([MAYOR])).toMatchObject({ precision: 1, recall: 0.25 });
    const invented = marked("The mayor", "closed", "“all” is well");
    expect(figures([MAYOR, BANK, ALDA, invented])).toMatchObject({ precision: 0.75, recall: 0.75 });
  });

  it("leave out what was read inside a marked content, in the precision that says so", () => {
    const inside = marked("the harbour", "was", "closed");
    expect(figures([MAYOR, inside])).toMatchObject({ precision: 0.5, precisionNested: 1 });
  });

  it("take the words of a content, not its punctuation", () => {
    const words = (content: string) =>
      figures([{ ...MAYOR, ...marked("", "", content), cue: MAYOR.cue }]).exact;
    expect(words("the harbour was closed.")).toBe(1);
    expect(words("harbour was closed")).toBe(0);
  });

  it("hold a source right by its head, and count one left open apart", () => {
    const by = (source: string) => figures([{ ...ALDA, source: marked(source, "", "").source }]);
    expect(by("Alda Courier")).toMatchObject({ source: 1, open: 0 });
    expect(by("port")).toMatchObject({ source: 0, open: 0 });
    expect(by("").open).toBe(1);
    expect(by("").source).toBeNaN();
  });

  it("pair one with one, the closest first", () => {
    const longer = marked("The mayor", "said", "the harbour was closed. “It is safe,”");
    expect(figures([longer, MAYOR])).toMatchObject({ precision: 0.5, recall: 0.25, exact: 1 });
  });

  it("find what has no cue by its content", () => {
    expect(figures([{ ...MAYOR, cue: [] }]).recall).toBe(0.25);
    expect(figures([{ ...MAYOR, cue: [], content: BANK.content }])).toMatchObject({ recall: 0.25, exact: 1 });
    expect(figures([{ ...MAYOR, cue: [], content: [[0, 9]] }]).recall).toBe(0);
  });

  it("add up articles, and are NaN where there is nothing to count", () => {
    const score = new AttributionScore();
    score.add(TEXT, PEOPLE, PEOPLE);
    score.add(TEXT, PEOPLE, []);
    expect(score.of("all")).toMatchObject({ marked: 8, precision: 1, recall: 0.5 });
    expect(new AttributionScore().of("all").precision).toBeNaN();
  });
});
