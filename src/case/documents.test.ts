/** Ten invented articles that retell one report; the last has a passage of its own. */
import { beforeAll, describe, expect, it } from "vitest";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import type { CaseRecord } from "../model/records.ts";
import { documentsOf } from "./documents.ts";
import { editionView } from "./edition-view.ts";
import { CaseFold } from "./fold.ts";
import { judgmentViews } from "./judgment-list.ts";
import { ledgerView } from "./ledger.ts";
import { nineQuestions } from "./nine-questions.ts";
import { originsOf } from "./origins.ts";

const ARTICLES = 10;
const RED = { ceiling: "RED", groups: [] } as const;
const CLEAR = { ceiling: "CLEAR", groups: [] } as const;

let builder: CaseBuilder;
let report: CaseRecord<"Artifact">;
let articles: CaseRecord<"Artifact">[];
let retold: CaseRecord<"Claim">[];
let own: CaseRecord<"Claim">;
let silent: CaseRecord<"Claim">;
let judgments: { readonly retold: string; readonly both: string; readonly own: string };
const fold = async (reader: typeof RED | typeof CLEAR = RED) => new CaseFold(await builder.entries(), reader);

beforeAll(async () => {
  builder = await CaseBuilder.make("articles");
  const unheld = { sha256: "not recorded", held: false } as const;
  report = await builder.add("Artifact", { key: "S-report", title: "The report", ...unheld });
  const claim = (proposition: string, artifact: string, more: object = {}) =>
    builder.add("Claim", {
      speaker: builder.org,
      polarity: "asserts",
      proposition,
      from: [{ artifact }],
      ...more,
    });
  articles = [];
  retold = [];
  for (let i = 1; i <= ARTICLES; i++) {
    const lineage = { derivedFrom: [report.id] };
    const article = await builder.add("Artifact", {
      key: `S${i}`,
      title: `Article ${i}`,
      ...unheld,
      ...lineage,
    });
    articles.push(article);
    retold.push(await claim(`The report says so, writes article ${i}.`, article.id, { key: `C${i}` }));
  }
  own = await claim("An official told the last article more.", articles.at(-1)!.id, {
    key: "C-own",
    derivedFrom: "original",
  });
  const other = await builder.add("Artifact", { key: "S-other", title: "Another article", ...unheld });
  silent = await claim("Nobody recorded where this comes from.", other.id, { key: "C-silent" });
  const question = await builder.add("Question", {
    text: "Who?",
    exclusive: false,
    exhaustive: false,
    hypotheses: [{ id: "h1", text: "These." }],
  });
  const judged = async (key: string, items: readonly CaseRecord[]) => {
    const { id } = await builder.add("Judgment", { key, states: { hypothesis: `${question.id}#h1` } });
    for (const item of items) await builder.add("Basis", { judgment: id, entry: item.id, stands: "for" });
    return id;
  };
  judgments = {
    retold: await judged("J-retold", retold),
    both: await judged("J-both", [retold[0]!, own]),
    own: await judged("J-own", [own]),
  };
  await builder.add("Edition", {
    title: "Draft",
    language: "en",
    ceiling: { tlp: "CLEAR" },
    authors: [builder.org],
    blocks: [],
  });
});

describe("the origins of passages", () => {
  it("are one for ten articles on one report, and another for the passage that one of them has of its own", async () => {
    const now = await fold();
    for (const claim of retold) expect(originsOf(now, claim.id)).toEqual([report.id]);
    expect(originsOf(now, own.id)).toEqual([own.id]);
    // An article of which nobody said where it comes from gives no lineage: ten such would be ten origins else.
    expect(originsOf(now, silent.id)).toBe("not recorded");
    const [all, both] = judgmentViews(now).map(({ for: side }) => [side.origins, side.unknownLineage]);
    expect(all).toEqual([1, 0]);
    expect(both).toEqual([2, 0]);
    expect(ledgerView(now).circular.map(({ items }) => items.length)).toEqual([ARTICLES]);
  });

  it("are what a claim says of itself, whatever its document says", async () => {
    const more = await CaseBuilder.make("more");
    const unheld = { sha256: "not recorded", held: false } as const;
    const first = await more.add("Artifact", { title: "First", ...unheld });
    const second = await more.add("Artifact", { title: "Second", ...unheld });
    const third = await more.add("Artifact", { title: "Third", ...unheld, derivedFrom: [first.id] });
    const said = async (derivedFrom?: readonly string[] | "not recorded") =>
      (
        await more.add("Claim", {
          speaker: more.org,
          polarity: "asserts",
          proposition: "So it is.",
          from: [{ artifact: third.id }],
          ...(derivedFrom === undefined ? {} : { derivedFrom }),
        })
      ).id;
    const [inherits, elsewhere, unknown] = [
      await said(),
      await said([second.id]),
      await said("not recorded"),
    ];
    const now = new CaseFold(await more.entries(), RED);
    expect(originsOf(now, inherits)).toEqual([first.id]);
    expect(originsOf(now, elsewhere)).toEqual([second.id]);
    expect(originsOf(now, unknown)).toBe("not recorded");
    // A lineage that is recorded later, by a correction of the document, counts for what was read of it before.
    const mended = await more.add(
      "Artifact",
      { title: "Third", ...unheld, derivedFrom: [second.id] },
      { supersedes: third.id },
    );
    const later = new CaseFold(await more.entries(), RED);
    expect(mended.supersedes).toBe(third.id);
    expect(originsOf(later, inherits)).toEqual([second.id]);
  });
});

describe("what rests on one document", () => {
  it("is told by the documents behind it, not by the articles that retell", async () => {
    const now = await fold();
    for (const claim of retold) expect(documentsOf(now, claim.id)).toEqual([report.id]);
    expect(documentsOf(now, own.id)).toEqual([articles.at(-1)!.id]);
    // Two that retell one report, named by a third, are that report and not their articles.
    const both = await CaseBuilder.make("both");
    const unheld = { sha256: "not recorded", held: false } as const;
    const source = await both.add("Artifact", { title: "Source", ...unheld });
    const tell = async (derivedFrom: readonly string[]) => {
      const article = await both.add("Artifact", { title: "Article", ...unheld });
      const from = [{ artifact: article.id }];
      const body = { speaker: both.org, polarity: "asserts", proposition: "So.", from, derivedFrom } as const;
      return (await both.add("Claim", body)).id;
    };
    const third = await tell([await tell([source.id]), await tell([source.id])]);
    expect(documentsOf(new CaseFold(await both.entries(), RED), third)).toEqual([source.id]);
    const said = ledgerView(now).oneDocument.map(({ document, items, judgments: on }) => ({
      document: document.name,
      items: items.map(({ name }) => name),
      judgments: on.map(({ name }) => name),
    }));
    expect(said).toEqual([
      { document: "S-report", items: retold.map((_, i) => `C${i + 1}`), judgments: ["J-retold"] },
      { document: "S10", items: ["C-own"], judgments: ["J-own"] },
      { document: "S-other", items: ["C-silent"], judgments: [] },
    ]);
    const views = new Map(judgmentViews(now).map((view) => [view.ref, view.linchpin.document?.ref]));
    expect(views.get(judgments.retold)).toBe(report.id);
    expect(views.get(judgments.own)).toBe(articles.at(-1)!.id);
    expect(views.get(judgments.both)).toBeUndefined();
  });

  it("is said by the questions and by the edition", async () => {
    const now = await fold();
    const { answers } = nineQuestions(now);
    const lines = answers.map((answer) => answer.lines.map(({ text }) => text));
    expect(lines[4]).toContain(
      "J-retold: everything shown that stands for it is known through one document, S-report (The report).",
    );
    expect(lines[4]!.filter((line) => line.startsWith("J-both: everything shown"))).toEqual([]);
    expect(lines[5]).toContain(
      "Known through S-report alone (The report): 10 items: C1, C2, C3, C4, C5, C6, C7, C8, C9, C10.",
    );
    const { view } = editionView(await builder.entries(), CLEAR);
    const label = (title: string) => view.sources.find((source) => source.title === title)?.label;
    expect(view.claims.map(({ document }) => document)).toEqual([
      ...retold.map(() => label("The report")),
      label("Article 10"),
      label("Another article"),
    ]);
  });

  it("is said of what the reader sees: one document below the line, two above it", async () => {
    const more = await CaseBuilder.make("levels");
    const unheld = { sha256: "not recorded", held: false } as const;
    const open = await more.add("Artifact", { key: "S-open", title: "Open", ...unheld });
    const closed = await more.add(
      "Artifact",
      { key: "S-closed", title: "Closed", ...unheld },
      { marking: "AMBER" },
    );
    const claim = (artifact: string, marking: "CLEAR" | "AMBER") =>
      more.add(
        "Claim",
        {
          speaker: more.org,
          polarity: "asserts",
          proposition: "So.",
          from: [{ artifact }],
          derivedFrom: "original",
        },
        { marking },
      );
    const [low, high] = [await claim(open.id, "CLEAR"), await claim(closed.id, "AMBER")];
    const hypotheses = [{ id: "h1", text: "These." }];
    const question = await more.add("Question", {
      text: "Who?",
      exclusive: false,
      exhaustive: false,
      hypotheses,
    });
    const judgment = await more.add("Judgment", { states: { hypothesis: `${question.id}#h1` } });
    await more.add("Basis", { judgment: judgment.id, entry: low.id, stands: "for" });
    await more.add("Basis", { judgment: judgment.id, entry: high.id, stands: "for" }, { marking: "AMBER" });
    const onOne = async (reader: typeof RED | typeof CLEAR) =>
      judgmentViews(new CaseFold(await more.entries(), reader))[0]?.linchpin.document?.name;
    expect(await onOne(CLEAR)).toBe("S-open");
    expect(await onOne(RED)).toBeUndefined();
  });
});
