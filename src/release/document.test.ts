import { describe, expect, it } from "vitest";
import { sampleView } from "../../test/support/sample-view.ts";
import type { Linchpin } from "../views/matrix.ts";
import type { EditionView, JudgmentView } from "../views/edition.ts";
import { sideTally } from "./document/judgments.ts";
import { denialText } from "./document/ledger.ts";
import { buildDocument, unresolvedSentences } from "./document.ts";
import { renderEdition } from "./render.ts";

const view = sampleView();
const document = buildDocument(view);
const records = view.records.map((entry) => entry.record);
const text = (id: string): string => document.sentences.find((sentence) => sentence.id === id)!.text;

describe("sentences", () => {
  it("all resolve, and have ids of their own", () => {
    expect(document.sentences.length).toBeGreaterThan(200);
    expect(unresolvedSentences(document, records)).toEqual([]);
    expect(new Set(document.sentences.map((sentence) => sentence.id)).size).toBe(document.sentences.length);
  });

  it("are found out when a record or a part is missing, or nothing is named", () => {
    const wording = view.judgments[1]!.wording!.ref;
    const less = records.filter((record) => record.id !== wording);
    expect(unresolvedSentences(document, less).map((open) => open.id)).toEqual([
      "J2.wording",
      "J2.line.sentence",
    ]);
    const run = view.findings[0]!.ref.split("#")[0]!;
    const made = {
      sentences: [
        { id: "a", text: "", refs: [] },
        { id: "b", text: "", refs: [`${run}#f9`] },
        { id: "c", text: "", refs: [`${run}#f1`] },
      ],
    };
    expect(unresolvedSentences(made, records)).toEqual([
      { id: "a", missing: [] },
      { id: "b", missing: [`${run}#f9`] },
    ]);
  });

  it("stop the release when one does not resolve", async () => {
    const broken: EditionView = { ...view, records: view.records.slice(5) };
    await expect(renderEdition(broken, { software: "plumbline test" })).rejects.toThrow(/do not resolve/);
  });

  it("never hold a likelihood and a confidence level together", () => {
    const terms = view.scales[0]!.terms.map((term) => term.term);
    const mixed = document.sentences.filter(
      (sentence) =>
        /^J\d/.test(sentence.id) &&
        /confidence/i.test(sentence.text) &&
        terms.some((term) => sentence.text.toLowerCase().includes(term)),
    );
    expect(mixed).toEqual([]);
  });
});

describe("positions", () => {
  it("who agrees stands together, confidence in a sentence of its own", () => {
    expect(text("J1.held1.statement")).toBe("CE and SR hold this with high confidence.");
    expect(text("J1.held1.likelihood")).toBe("almost certain, 95–99\u202f%");
    expect(text("J2.held1.statement")).toBe("CE holds this with moderate confidence.");
  });

  it("a dissent keeps its own words and values", () => {
    expect(text("J2.held2.head")).toBe("Dissent, Signals Review Office");
    expect(text("J2.held2.words")).toContain("We have not".toLowerCase());
    expect(text("J2.held2.statement")).toBe("SR dissents; its confidence is low.");
    expect(text("J2.held2.likelihood")).toBe("roughly even chance, 45–55\u202f%");
  });

  it("a report is one, and fills nothing in", () => {
    expect(text("J2.held3.source")).toBe(
      "As reported in Bulletin 12 of the Quay Observatory (S2, page 4); not issued or signed by QO.",
    );
    expect(text("J2.held3.likelihood")).toBe("not stated");
    expect(text("J3.held1.confidence")).toBe("confidence not stated");
  });
});

describe("basis", () => {
  const side = (part: Partial<JudgmentView["for"]>): JudgmentView["for"] => ({
    entries: [],
    origins: 0,
    unknownLineage: 0,
    ...part,
  });
  const entry = view.judgments[0]!.for.entries[0]!;

  it("counts items and origins among the sources shown", () => {
    expect(sideTally(side({}))).toBe("none");
    expect(sideTally(side({ entries: [entry, entry, entry, entry], origins: 3, unknownLineage: 1 }))).toBe(
      "4\u00a0items, 3\u00a0origins among the sources shown; 1 of unknown lineage",
    );
    expect(sideTally(side({ entries: [{ ...entry, entry: "not public" }] }))).toBe("basis not public");
  });

  it("prints the search effort, or that nobody recorded it", () => {
    expect(text("J4.search")).toBe(
      "Contrary items: none found; searched so: Mirror pages and three press archives, 2 to 14 May.",
    );
    expect(text("J1.search")).toBe("How contrary items were searched for: not recorded.");
  });

  it("names the item that carries a judgment, or says that no matrix is shown", () => {
    expect(text("J1.linchpin1")).toMatch(/^No matrix of its question is shown/);
    const [judgment] = view.judgments;
    const cited = judgment!.for.entries[0]!.entry;
    const [question] = view.questions;
    const [first, second] = question!.hypotheses;
    if (cited === "not public") throw new Error("no item");
    const drop = (dropped: "item" | "origin", after: readonly string[]): Linchpin => ({
      of: view.organisations[0]!.party,
      scores: ["count of I and II", "PARC weighted"],
      dropped,
      without: { ref: cited.ref, name: "key", text: "words" },
      items: [cited.ref],
      before: [first!.ref],
      after,
      change: after.length === 0 ? "empties" : "moves",
    });
    const matrix = [drop("item", [second!.ref]), drop("origin", [])];
    const carriedBy = [{ ref: "art_0000000000", name: "hidden", text: "not shown at this level" }];
    const judgments = [{ ...judgment!, linchpin: { matrix, carriedBy } }, ...view.judgments.slice(1)];
    const made = buildDocument({ ...view, blocks: [], judgments });
    const sentences = made.judgments[0]!.linchpin;
    expect(sentences.map((sentence) => sentence.text)).toEqual([
      expect.stringMatching(/^Everything of known lineage that stands for it rests on origin \d+\.$/),
      expect.stringMatching(
        /^Without E\d+, “.+” would lead instead of “.+”: count of I and II and PARC weighted, the cells of \w+\.$/,
      ),
      expect.stringMatching(/^Without origin \d+ and all that rests on it, nothing is left to lead/),
    ]);
    // An origin above the line is counted and not named.
    expect(sentences[0]!.refs).toEqual([judgment!.ref]);
    expect(unresolvedSentences(made, records)).toEqual([]);
  });

  it("prints gaps with their codes under the judgment they are about, the rest once", () => {
    expect(text("J3.gap1")).toMatch(/^INV1; J3; /);
    expect(document.gaps.map((row) => row.cells[0])).toEqual(["NOT-RECORDED"]);
  });
});

it("a denial that is expected either way moves nothing", () => {
  expect(denialText({ denial: { ifTrue: 0.95, ifFalse: 0.95 } })).toMatch(
    /: expected either way, it moves nothing\.$/,
  );
  expect(denialText({ denial: { ifTrue: 0.9, ifFalse: 0.6 } })).toMatch(
    /: 1\.5 times as much to be expected given true as given false\.$/,
  );
  expect(denialText({ denial: "not assessed" })).toMatch(/not assessed\.$/);
});

it("a figure is drawn once, and the parameters of a run are printed once", () => {
  expect(document.findings[0]!.figures.map((part) => part.figure.kind)).toEqual([
    "network",
    "timeline",
    "offsets",
    "strip",
    "power",
  ]);
  expect(document.findings[1]!.seen.map((sentence) => sentence.text)).toEqual([
    "The network is drawn under F1.",
    "Parameters and counts of the run stand under F1.",
  ]);
  expect(document.findings[0]!.settings.length).toBeGreaterThan(0);
  expect(document.findings[1]!.settings).toEqual([]);
});

it("how a group met is told with its numbers to who does not see it, and with what is not drawn", () => {
  const [offsets, strip, power] = [3, 4, 5].map((at) => `F1.figure${at}`);
  const meetings = view.findings[0]!.finding.figures;
  const counted = meetings.find((figure) => figure.kind === "offsets")!;
  expect(text(`${offsets}.label`)).toContain(`${counted.within} lie within 60 s, where 50 would lie`);
  expect(text(`${offsets}.caption`)).toContain("in bars of 11 s");
  const drawn = meetings.find((figure) => figure.kind === "strip")!;
  expect(text(`${strip}.label`)).toMatch(
    /^Shares of 27\u00a0members over time, 2 May 2034 to \d+ May 2034, UTC: /,
  );
  expect(text(`${strip}.caption`)).toContain(`${drawn.omitted.outsiders}\u00a0other accounts`);
  expect(text(`${power}.label`)).toContain(
    "a team of five that meets on six occasions would have been found here in 20 of 20 tries; a team of twelve",
  );
  const { head, rows } = document.findings[0]!.occasions!;
  expect(head.text).toBe("31\u00a0occasions on which members met.");
  expect(rows).toHaveLength(31);
  expect(rows[0]!.cells[0]).toMatch(/^2 May 2034, \d\d:\d\d/);
});

it("headings stay with what they head, and a text keeps its paragraphs", () => {
  const [first, second] = view.judgments;
  const blocks: EditionView["blocks"] = [
    { block: "heading", text: "Part one" },
    { block: "heading", text: "Conduct" },
    { block: "judgment", judgment: first! },
    { block: "text", text: "One. Two.\n\nThree.", cites: [second!.ref] },
    { block: "heading", text: "Last words" },
  ];
  const made = buildDocument({ ...view, blocks });
  expect(made.judgments[0]!.heading?.text).toBe("Part one: Conduct");
  expect(
    made.texts.map((part) => part.paragraphs.map((sentences) => sentences.map((sentence) => sentence.text))),
  ).toEqual([[["One.", "Two."], ["Three."]], []]);
  expect(made.texts[1]!.heading?.text).toBe("Last words");
});
