import { describe, expect, it } from "vitest";
import { CaseBuilder } from "../../../test/support/case-builder.ts";
import type { Body } from "../../model/records.ts";
import { editionView } from "../edition-view.ts";
import { CaseFold } from "../fold.ts";
import type { FoldEntry } from "../fold.ts";
import { itemOf, LINT_CHECKLIST } from "./answers.ts";
import { lintCase } from "./case-lint.ts";
import type { CaseHit } from "./case-lint.ts";

const CLEAR = { ceiling: "CLEAR", groups: [] } as const;
const RED = { ceiling: "RED", groups: [] } as const;

type Likelihood = Body<"Position">["likelihood"];
const term = (word: string): Likelihood => ({ scale: "icd203/1", term: word });

/** A case in which nothing is wrong, with the means to make something wrong. */
class Desk {
  readonly builder: CaseBuilder;
  question = "";
  judgment = "";

  private constructor(builder: CaseBuilder) {
    this.builder = builder;
  }

  static async make(): Promise<Desk> {
    const desk = new Desk(await CaseBuilder.make("lint"));
    const hypotheses = [
      { id: "h1", text: "These." },
      { id: "h2", text: "Those." },
    ];
    const question = await desk.builder.add("Question", {
      text: "Who?",
      exclusive: false,
      exhaustive: false,
      hypotheses,
    });
    desk.question = question.id;
    desk.judgment = (await desk.builder.add("Judgment", { states: { hypothesis: `${question.id}#h1` } })).id;
    await desk.word("It is likely that these did it.");
    await desk.basis(desk.judgment, "for", "original");
    await desk.basis(desk.judgment, "against", "original");
    await desk.hold(desk.judgment, term("likely"), "moderate");
    return desk;
  }

  async claim(proposition: string, derivedFrom: "original" | "not recorded" | string[]) {
    return this.builder.add("Claim", {
      speaker: this.builder.org,
      polarity: "asserts",
      proposition,
      derivedFrom,
    });
  }

  async basis(
    judgment: string,
    stands: "for" | "against",
    derivedFrom: "original" | "not recorded" | string[],
  ) {
    const claim = await this.claim("It was seen.", derivedFrom);
    await this.builder.add("Basis", { judgment, entry: claim.id, stands });
    return claim;
  }

  word(text: string, language = "en", judgment = this.judgment) {
    return this.builder.add("Wording", { judgment, language, text });
  }

  hold(
    judgment: string,
    likelihood: Likelihood,
    confidence: "moderate" | "high",
    more: Partial<Body<"Position">> = {},
  ) {
    const organisation = more.organisation ?? this.builder.org;
    const stance = "own" as const;
    return this.builder.add(
      "Position",
      { judgment, organisation, stance, holds: "joins", likelihood, confidence, ...more },
      more.stance === "reported" ? {} : { for: organisation },
    );
  }

  async hits(reader: typeof CLEAR | typeof RED = CLEAR): Promise<readonly CaseHit[]> {
    return lintCase(new CaseFold(await this.builder.entries(), reader)).hits;
  }

  async codes(): Promise<string[]> {
    return (await this.hits()).map(({ code, severity }) => `${code} ${severity}`).sort();
  }
}

describe("lint of a case", () => {
  it("finds nothing where nothing is wrong", async () => {
    expect(await (await Desk.make()).codes()).toEqual([]);
  });

  it("reads wordings, reasons of own positions and of basis, and drafts, each at its place", async () => {
    const desk = await Desk.make();
    const wording = await desk.word("It is highly likely that these did it.");
    const position = await desk.hold(desk.judgment, term("likely"), "moderate", {
      why: "It is likely, with moderate confidence.",
    });
    const claim = await desk.claim("We assess that these did it.", "original");
    const basis = await desk.builder.add("Basis", {
      judgment: desk.judgment,
      entry: claim.id,
      stands: "for",
      why: "The date might be wrong.",
    });
    const edition = await desk.builder.add("Edition", {
      title: "Draft",
      language: "en",
      ceiling: { tlp: "CLEAR" },
      authors: [desk.builder.org],
      blocks: [
        { block: "heading", text: "It might be so" },
        { block: "text", text: "The report proves that these did it.", cites: [claim.id] },
      ],
    });
    const places = (await desk.hits()).map(({ code, severity, ref, field, block, text }) => [
      code,
      severity,
      ref,
      field,
      block ?? 0,
      text,
    ]);
    expect(places).toEqual([
      ["LINT-SCALE", "refused", wording.id, "text", 0, "highly likely"],
      ["LINT-MIX", "refused", position.id, "why", 0, "moderate confidence"],
      ["LINT-HEDGE", "advice", basis.id, "why", 0, "might"],
      ["LINT-STRONGER", "advice", edition.id, "block", 2, "proves"],
    ]);
  });

  it("does not read what is in another language, and says so", async () => {
    const desk = await Desk.make();
    const wording = await desk.word("It is highly likely.", "de");
    const result = lintCase(new CaseFold(await desk.builder.entries(), CLEAR));
    expect(result.hits).toEqual([]);
    expect(result.notRead).toEqual([wording.id]);
  });

  it("asks, until somebody answers no; a later yes asks again", async () => {
    const desk = await Desk.make();
    const wording = await desk.word("It is likely that these did it. They could reach forty towns.");
    const [question] = await desk.hits();
    expect(question).toMatchObject({ code: "LINT-HEDGE", severity: "question", ref: wording.id });
    const answer = (value: "yes" | "no") =>
      desk.builder.add("Appraisal", {
        aspect: "checklist",
        of: wording.id,
        value: { list: LINT_CHECKLIST, item: itemOf(question!), answer: value },
        why: "An ability that the test shows.",
      });
    await answer("no");
    const silenced = lintCase(new CaseFold(await desk.builder.entries(), CLEAR));
    expect([silenced.hits, silenced.answered]).toEqual([[], 1]);
    await answer("yes");
    expect(await desk.codes()).toEqual(["LINT-HEDGE question"]);
  });

  it("does not let an answer without a reason silence what is refused", async () => {
    const desk = await Desk.make();
    const wording = await desk.word("It is highly likely that these did it.");
    await desk.builder.add("Appraisal", {
      aspect: "checklist",
      of: wording.id,
      value: { list: LINT_CHECKLIST, item: "LINT-SCALE: highly likely", answer: "no" },
    });
    expect(await desk.codes()).toEqual(["LINT-SCALE refused"]);
  });

  it("takes a reason for an answer to what is refused, with characters in it that nobody sees; a later yes refuses again", async () => {
    const desk = await Desk.make();
    const wording = await desk.word("Highly like\u00adly that these did it.");
    const answer = (value: "yes" | "no") =>
      desk.builder.add("Appraisal", {
        aspect: "checklist",
        of: wording.id,
        value: { list: LINT_CHECKLIST, item: "LINT-SCALE: Highly likely", answer: value },
        why: "The name of a list, as its owner writes it.",
      });
    expect(await desk.codes()).toEqual(["LINT-SCALE refused"]);
    await answer("no");
    expect(await desk.codes()).toEqual([]);
    await answer("yes");
    expect(await desk.codes()).toEqual(["LINT-SCALE refused"]);
  });

  it("answers no refusal that is counted from records and not read from words", async () => {
    const desk = await Desk.make();
    const bare = await desk.builder.add("Judgment", { states: { hypothesis: `${desk.question}#h2` } });
    await desk.word("It is unlikely that those did it.", "en", bare.id);
    await desk.hold(bare.id, term("unlikely"), "moderate");
    for (const code of ["LINT-BASIS", "LINT-COUNTER"])
      await desk.builder.add("Appraisal", {
        aspect: "checklist",
        of: bare.id,
        value: { list: LINT_CHECKLIST, item: `${code}:`, answer: "no" },
        why: "We know it.",
      });
    expect(await desk.codes()).toEqual(["LINT-BASIS refused", "LINT-COUNTER refused"]);
  });

  it("gives advice only in dissent, and holds a wording to those who join", async () => {
    const desk = await Desk.make();
    const other = await desk.builder.add("Party", { kind: "organisation", name: "Second Desk" });
    await desk.hold(desk.judgment, term("unlikely"), "moderate", {
      organisation: other.id,
      holds: "dissents",
      why: "It is highly improbable.",
    });
    expect(await desk.codes()).toEqual(["LINT-ROWS advice"]);
    await desk.word("It is unlikely that these did it.");
    expect(await desk.codes()).toEqual(["LINT-POSITION refused", "LINT-ROWS advice"]);
  });
});

describe("retellings that are stronger than their source", () => {
  const PLACES = ({ code, severity, ref, field, text, message }: CaseHit) => [
    `${code} ${severity}`,
    ref,
    field,
    text,
    /than “(\w+)” (.*)\.$/.exec(message)?.slice(1).join(" "),
  ];

  it("are found in claims: against the claims they derive from or are about, passages of documents, and their own quotation", async () => {
    const desk = await Desk.make();
    const { builder } = desk;
    const report = await builder.add("Artifact", { title: "Report", sha256: "not recorded", held: false });
    const weak = await builder.add("Claim", {
      key: "C-WEAK",
      speaker: builder.org,
      polarity: "asserts",
      proposition: "The government sought to help Ardan win.",
      from: [{ artifact: report.id }],
      derivedFrom: "original",
    });
    const strong = (more: Partial<Body<"Claim">>) =>
      builder.add("Claim", {
        speaker: builder.org,
        polarity: "asserts",
        proposition: "The government ordered efforts to help Ardan win.",
        ...more,
      });
    const derived = await strong({ derivedFrom: [weak.id] });
    const told = await strong({ about: [weak.id], derivedFrom: "not recorded" });
    const fromDocument = await strong({ derivedFrom: [report.id] });
    const quoting = await strong({
      derivedFrom: "original",
      quote: "the government aspired to help Ardan win",
    });
    await strong({ about: [weak.id], polarity: "denies", derivedFrom: "not recorded" });
    await strong({ derivedFrom: "original" });
    expect((await desk.hits()).map(PLACES)).toEqual([
      ["LINT-STRONGER question", derived.id, "text", "ordered", "sought in C-WEAK"],
      ["LINT-STRONGER question", told.id, "text", "ordered", "sought in C-WEAK"],
      ["LINT-STRONGER question", fromDocument.id, "text", "ordered", "sought in C-WEAK"],
      [
        "LINT-STRONGER question",
        quoting.id,
        "text",
        "ordered",
        expect.stringMatching(/^aspired in the words quoted in /),
      ],
    ]);
  });

  it("are found in wordings, in titles and headings, and not where any source says as much", async () => {
    const desk = await Desk.make();
    const claim = await desk.claim("We assess that the mayor aspired to help the paper.", "original");
    await desk.builder.add("Basis", { judgment: desk.judgment, entry: claim.id, stands: "for" });
    const wording = await desk.word("It is likely that the mayor ordered help for the paper.");
    const edition = await desk.builder.add("Edition", {
      title: "Mayor directed help for the paper",
      language: "en",
      ceiling: { tlp: "CLEAR" },
      authors: [desk.builder.org],
      blocks: [{ block: "heading", text: "The report shows that the mayor aspired to help the paper" }],
    });
    expect((await desk.hits()).map(PLACES)).toEqual([
      ["LINT-STRONGER question", wording.id, "text", "ordered", "aspired in what is cited for it"],
      ["LINT-STRONGER question", edition.id, "block", "shows", expect.stringMatching(/^assess in /)],
    ]);
    await desk.claim("The mayor directed help for the paper.", "original");
    await desk.claim("The logs show that the mayor aspired to help the paper.", "original");
    expect((await desk.hits()).map(({ ref }) => ref)).toEqual([wording.id]);
  });
});

describe("lint of records", () => {
  it("misses a basis and a counter-item; a recorded search is enough for the second", async () => {
    const desk = await Desk.make();
    const bare = await desk.builder.add("Judgment", { states: { hypothesis: `${desk.question}#h2` } });
    await desk.word("It is unlikely that those did it.", "en", bare.id);
    await desk.hold(bare.id, term("unlikely"), "moderate");
    expect(await desk.codes()).toEqual(["LINT-BASIS refused", "LINT-COUNTER refused"]);
    await desk.builder.add("Appraisal", {
      aspect: "search effort",
      of: bare.id,
      value: { found: "none found", searched: "Three archives." },
    });
    expect(await desk.codes()).toEqual(["LINT-BASIS refused"]);
    await desk.basis(bare.id, "for", "original");
    expect(await desk.codes()).toEqual([]);
  });

  it("asks what high confidence rests on: two categories and two origins", async () => {
    const desk = await Desk.make();
    await desk.hold(desk.judgment, term("likely"), "high");
    expect(await desk.codes()).toEqual(["LINT-HIGH-CATEGORY refused", "LINT-HIGH-ORIGIN advice"]);
    const second = await desk.basis(desk.judgment, "for", "original");
    expect(await desk.codes()).toEqual(["LINT-HIGH-CATEGORY refused"]);
    const categorise = (category: "technical" | "contextual" | "legal and ethical") =>
      desk.builder.add("Appraisal", { aspect: "iiaf", of: second.id, value: { category, source: "open" } });
    await categorise("technical");
    await categorise("legal and ethical");
    expect(await desk.codes()).toEqual(["LINT-HIGH-CATEGORY refused"]);
    await categorise("contextual");
    expect(await desk.codes()).toEqual([]);
  });

  it("refuses a rung that is likelier than what it rests on, unless it has an origin of its own", async () => {
    const desk = await Desk.make();
    const shared = await desk.basis(desk.judgment, "for", "original");
    const rung = await desk.builder.add("Judgment", {
      states: { rung: "ordered", of: desk.builder.org },
      restsOn: [desk.judgment],
    });
    await desk.basis(rung.id, "for", [shared.id]);
    await desk.basis(rung.id, "against", "original");
    await desk.hold(rung.id, term("likely"), "moderate");
    expect(await desk.codes()).toEqual([]);
    await desk.hold(rung.id, term("very likely"), "high");
    expect(await desk.codes()).toEqual([
      "LINT-HIGH-CATEGORY refused",
      "LINT-HIGH-ORIGIN advice",
      "LINT-RUNG refused",
    ]);
    await desk.basis(rung.id, "for", "original");
    expect(await desk.codes()).toEqual(["LINT-HIGH-CATEGORY refused"]);
  });

  it("refuses a rung that rests on nothing", async () => {
    const desk = await Desk.make();
    const rung = await desk.builder.add("Judgment", { states: { rung: "ordered", of: desk.builder.org } });
    await desk.basis(rung.id, "against", "original");
    await desk.hold(rung.id, term("likely"), "moderate");
    expect(await desk.codes()).toEqual(["LINT-RUNG refused"]);
  });

  it("leaves judgments that are only reported to the gaps of the edition, and advises on their wording", async () => {
    const desk = await Desk.make();
    const claim = await desk.claim("They say so.", "original");
    const told = await desk.builder.add("Judgment", { states: { hypothesis: `${desk.question}#h2` } });
    await desk.word("Those did it, and it is highly likely that they go on.", "en", told.id);
    await desk.hold(told.id, "not stated", "high", {
      stance: "reported",
      reportedIn: claim.id,
      why: "may be",
    });
    expect(await desk.codes()).toEqual(["LINT-SCALE advice"]);
  });
});

describe("publication", () => {
  const publishable = async (desk: Desk, text = "What follows is short.") => {
    await desk.builder.add("Edition", {
      title: "Draft",
      language: "en",
      ceiling: { tlp: "CLEAR" },
      authors: [desk.builder.org],
      blocks: [
        { block: "text", text, cites: [desk.judgment] },
        { block: "judgment", judgment: desk.judgment },
      ],
    });
    return editionView(await desk.builder.entries(), CLEAR).report;
  };

  it("refuses what the lint refuses in wordings, own reasons and the edition's text", async () => {
    expect((await publishable(await Desk.make())).refused).toEqual([]);
    const desk = await Desk.make();
    await desk.word("It may be that these did it.");
    await desk.hold(desk.judgment, term("likely"), "moderate", { why: "Probable, by the dates." });
    const { refused } = await publishable(desk, "It is likely, with high confidence, that these did it.");
    expect(
      refused.map(({ code, about, text }) => `${code} ${about} ${/LINT-[A-Z]+/.exec(text)?.[0]}`),
    ).toEqual(["INV2 J1 LINT-HEDGE", "INV2 J1 LINT-ROWS", "INV2 text 1 LINT-MIX"]);
  });

  it("prints a refusal that was answered as a gap, with who answers and the reason, and goes ahead", async () => {
    const desk = await Desk.make();
    const wording = await desk.word("It may be that these did it.");
    expect((await publishable(desk)).refused).toHaveLength(1);
    const answer = await desk.builder.add("Appraisal", {
      aspect: "checklist",
      of: wording.id,
      value: { list: LINT_CHECKLIST, item: "LINT-HEDGE: may", answer: "no" },
      why: "The words of the statute, which name no likelihood.",
    });
    const { refused, gaps } = await publishable(desk);
    expect(refused).toEqual([]);
    expect(gaps).toEqual([
      {
        code: "INV2",
        about: answer.id,
        label: "J1",
        text: expect.stringMatching(
          /^In the wording, LINT-HEDGE: “may” .* It stands, by .+: The words of the statute, which name no likelihood\.$/,
        ) as string,
      },
    ]);
  });

  it("refuses where the answer is above the line of the edition's readers", async () => {
    const desk = await Desk.make();
    const wording = await desk.word("It may be that these did it.");
    await desk.builder.add(
      "Appraisal",
      {
        aspect: "checklist",
        of: wording.id,
        value: { list: LINT_CHECKLIST, item: "LINT-HEDGE: may", answer: "no" },
        why: "The words of the statute.",
      },
      { marking: "RED" },
    );
    expect((await publishable(desk)).refused.map(({ code }) => code)).toEqual(["INV2"]);
  });

  it("lets questions, advice and other people's words pass", async () => {
    const desk = await Desk.make();
    await desk.word("It is likely that these did it. They could reach forty towns.");
    const { refused } = await publishable(desk, "The court said that it was highly probable. It might be.");
    expect(refused).toEqual([]);
  });
});

describe("what a reader may not see", () => {
  it("changes no hit: the lint of a log equals that of the log without what is above the line", async () => {
    const desk = await Desk.make();
    await desk.word("It is highly likely that these did it.");
    const above = new Set<string>();
    const secret = async (record: Promise<{ readonly id: string }>) => above.add((await record).id);
    const marking = "RED";
    const { builder, judgment } = desk;
    await secret(builder.add("Wording", { judgment, language: "en", text: "It might be." }, { marking }));
    await secret(
      builder.add(
        "Position",
        {
          judgment,
          organisation: builder.org,
          stance: "own",
          holds: "joins",
          likelihood: term("unlikely"),
          confidence: "high",
        },
        { marking },
      ),
    );
    await secret(
      builder.add(
        "Appraisal",
        { aspect: "effect", of: judgment, value: "Measured by a panel." },
        { marking },
      ),
    );
    const entries: readonly FoldEntry[] = await builder.entries();
    const without = entries.filter(({ id }) => !above.has(id));
    expect(lintCase(new CaseFold(entries, CLEAR))).toEqual(lintCase(new CaseFold(without, CLEAR)));
    expect(lintCase(new CaseFold(entries, RED))).not.toEqual(lintCase(new CaseFold(without, RED)));
  });
});
