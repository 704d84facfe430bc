import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import { randomCase } from "../../test/support/random-case.ts";
import { mayRead, TLP_LEVELS } from "../model/marking.ts";
import { PlumblineError } from "../errors.ts";
import { signPosition } from "../model/position-signature.ts";
import type { PositionDraft } from "../model/position-signature.ts";
import { PREDICATES } from "../model/records.ts";
import { signingKey } from "../model/signature.ts";
import { editionView, isPublication } from "./edition-view.ts";
import { CaseFold } from "./fold.ts";
import { lintText } from "./lint/text.ts";
import { originsOf } from "./origins.ts";
import { bandOf, likelihoodScales } from "../reading/words/scales.ts";
import { traceLine } from "./trace.ts";

const CLEAR = { ceiling: "CLEAR", groups: [] } as const;
const RED = { ceiling: "RED", groups: [] } as const;

/** A judgment with one claim for and one against, a position and a draft edition. */
async function judged(builder: CaseBuilder) {
  const report = await builder.add("Artifact", { title: "A report", sha256: "not recorded", held: false });
  const first = await builder.add("Claim", {
    speaker: builder.org,
    polarity: "asserts",
    proposition: "It was seen.",
    from: [{ artifact: report.id, page: 2 }],
    derivedFrom: "original",
  });
  const retold = await builder.add("Claim", {
    speaker: builder.org,
    polarity: "asserts",
    proposition: "It is said that it was seen.",
    derivedFrom: [first.id],
  });
  const rumour = await builder.add("Claim", {
    speaker: builder.org,
    polarity: "denies",
    proposition: "Rumour.",
  });
  const question = await builder.add("Question", {
    text: "Who?",
    exclusive: false,
    exhaustive: false,
    hypotheses: [
      { id: "h1", text: "These." },
      { id: "h2", text: "Those." },
    ],
  });
  const judgment = await builder.add("Judgment", { states: { hypothesis: `${question.id}#h1` } });
  await builder.add("Wording", {
    judgment: judgment.id,
    language: "en",
    text: "It is likely that these did it.",
  });
  await builder.add("Basis", { judgment: judgment.id, entry: first.id, stands: "for" });
  await builder.add("Basis", { judgment: judgment.id, entry: retold.id, stands: "for" });
  await builder.add("Basis", { judgment: judgment.id, entry: rumour.id, stands: "against" });
  await builder.add("Position", {
    judgment: judgment.id,
    organisation: builder.org,
    stance: "own",
    holds: "joins",
    likelihood: { scale: "icd203/1", term: "likely" },
    confidence: "low",
  });
  await builder.add("Edition", {
    title: "Draft",
    language: "en",
    ceiling: { tlp: "CLEAR" },
    authors: [builder.org],
    blocks: [{ block: "judgment", judgment: judgment.id }],
  });
  return { report, first, retold, rumour, question, judgment };
}

describe("edition view", () => {
  it("counts origins, not items, and unknown lineage corroborates nothing", async () => {
    const builder = await CaseBuilder.make();
    await judged(builder);
    const { view, report } = editionView(await builder.entries(), CLEAR);
    const [judgment] = view.judgments;
    expect(report.refused).toEqual([]);
    expect(judgment?.label).toBe("J1");
    expect(judgment?.for).toMatchObject({ origins: 1, unknownLineage: 0 });
    expect(judgment?.for.entries).toHaveLength(2);
    expect(judgment?.against).toMatchObject({ origins: 0, unknownLineage: 1 });
    expect(judgment?.positions[0]?.likelihood).toMatchObject({ term: "likely", band: [55, 80] });
    expect(view.records).toHaveLength((await builder.entries()).length);
  });

  it("refuses own judgments without basis, counter-item or with mixed sentences, and prints gaps for reported ones", async () => {
    const builder = await CaseBuilder.make();
    const { judgment, rumour, first } = await judged(builder);
    const basis = (await builder.entries()).filter(({ record }) => record?.type === "Basis");
    const against = basis.find(({ record }) => record?.type === "Basis" && record.body.entry === rumour.id)!;
    await builder.add("Claim", {
      speaker: builder.org,
      polarity: "retracts",
      proposition: "Withdrawn.",
      about: [against.id],
    });
    await builder.add("Wording", {
      judgment: judgment.id,
      language: "en",
      text: "It is likely, with high confidence, that these did it.",
    });
    const { report } = editionView(await builder.entries(), CLEAR);
    expect(report.refused.map(({ code }) => code).sort()).toEqual(["INV1", "INV2"]);
    // The same judgment held by nobody here, only reported: gaps.
    const own = (await builder.entries()).find(({ record }) => record?.type === "Position")!;
    await builder.add("Claim", {
      speaker: builder.org,
      polarity: "retracts",
      proposition: "Withdrawn.",
      about: [own.id],
    });
    await builder.add("Position", {
      judgment: judgment.id,
      organisation: builder.org,
      stance: "reported",
      holds: "joins",
      likelihood: "not stated",
      confidence: "high",
      reportedIn: first.id,
    });
    const reported = editionView(await builder.entries(), CLEAR).report;
    expect(reported.refused).toEqual([]);
    // INV4: high confidence, and no IIAF category is recorded.
    expect(reported.gaps.map(({ code }) => code).sort()).toEqual(["INV1", "INV2", "INV4", "NOT-STATED"]);
  });

  it("takes the newest standing position of an organisation", async () => {
    const builder = await CaseBuilder.make();
    const { judgment } = await judged(builder);
    const old = (await builder.entries()).find(({ record }) => record?.type === "Position")!;
    await builder.add(
      "Position",
      {
        judgment: judgment.id,
        organisation: builder.org,
        stance: "own",
        holds: "dissents",
        likelihood: { scale: "icd203/1", term: "unlikely" },
        confidence: "moderate",
        why: "We looked again.",
      },
      { supersedes: old.id },
    );
    const [view] = editionView(await builder.entries(), CLEAR).view.judgments;
    expect(view?.positions).toHaveLength(1);
    expect(view?.positions[0]).toMatchObject({ holds: "dissents", why: "We looked again." });
  });

  it("takes signatures by their key's place in the log, and none that does not hold", async () => {
    const builder = await CaseBuilder.make();
    const { judgment } = await judged(builder);
    const key = signingKey("11".repeat(32));
    const sign = async (change: (draft: PositionDraft) => PositionDraft = (draft) => draft) => {
      const draft: PositionDraft = {
        id: builder.log.issueId("Position"),
        type: "Position",
        by: "tester",
        for: builder.org,
        marking: { tlp: "CLEAR" },
        body: {
          judgment: judgment.id,
          organisation: builder.org,
          stance: "own",
          holds: "joins",
          likelihood: { scale: "icd203/1", term: "likely" },
          confidence: "low",
        },
      };
      try {
        await builder.log.append([change(signPosition(draft, key, await builder.log.root()))]);
      } catch (error) {
        return error instanceof PlumblineError ? error.message : String(error);
      }
      return editionView(await builder.entries(), CLEAR).view.judgments[0]?.positions[0]?.signed?.holds;
    };
    const declare = (predicate: string) =>
      builder.add("Claim", {
        speaker: builder.org,
        polarity: "asserts",
        proposition: "About a key.",
        statement: { subject: builder.org, predicate, object: key.publicKey },
      });
    expect(await sign()).toMatch(/not declared/);
    await declare(PREDICATES.keyAdded);
    expect(await sign()).toBe(true);
    // Every part of the record is signed, not the body alone.
    expect(await sign((draft) => ({ ...draft, by: "somebody else" }))).toMatch(/does not hold/);
    expect(await sign((draft) => ({ ...draft, heldAt: "2030" }))).toMatch(/does not hold/);
    expect(await sign((draft) => ({ ...draft, body: { ...draft.body, confidence: "high" } }))).toMatch(
      /does not hold/,
    );
    const foreign = "0".repeat(64);
    expect(await sign((draft) => signPosition(draft, key, foreign))).toMatch(/root/);
    await declare(PREDICATES.keyRevoked);
    expect(await sign()).toMatch(/revoked/);
  });

  it("follows corrections: a superseded source, item, judgment or party is cited as it stands now", async () => {
    const builder = await CaseBuilder.make();
    const { report, first, judgment, question } = await judged(builder);
    await builder.add(
      "Artifact",
      { title: "A report, corrected", sha256: "not recorded", held: false },
      { supersedes: report.id },
    );
    await builder.add(
      "Claim",
      { ...first.body, proposition: "It was seen twice." },
      { supersedes: first.id },
    );
    await builder.add(
      "Judgment",
      { states: { hypothesis: `${question.id}#h1` } },
      { supersedes: judgment.id },
    );
    await builder.add(
      "Party",
      { kind: "organisation", name: "Renamed Desk", initials: "RD" },
      { supersedes: builder.org },
    );
    const { view, report: invariants } = editionView(await builder.entries(), CLEAR);
    expect(invariants.refused).toEqual([]);
    const [current] = view.judgments;
    expect(view.judgments).toHaveLength(1);
    expect(current?.wording?.text).toContain("likely");
    expect(current?.positions[0]?.organisation.name).toBe("Renamed Desk");
    const cited = current?.for.entries[0]?.entry;
    expect(cited).toMatchObject({
      text: "Renamed Desk asserts (its own origin): It was seen twice.",
      places: [{ label: "S1" }],
    });
    expect(view.sources).toMatchObject([{ title: "A report, corrected" }]);
  });

  it("refuses a judgment that nobody holds", async () => {
    const builder = await CaseBuilder.make();
    await judged(builder);
    const own = (await builder.entries()).find(({ record }) => record?.type === "Position")!;
    await builder.add("Claim", {
      speaker: builder.org,
      polarity: "retracts",
      proposition: "Withdrawn.",
      about: [own.id],
    });
    const { report } = editionView(await builder.entries(), CLEAR);
    expect(report.refused.map(({ code }) => code)).toEqual(["INV6"]);
  });
});

describe("withdrawal and lineage", () => {
  it("is for the organisation that made the record; a reported retraction withdraws nothing", async () => {
    const builder = await CaseBuilder.make();
    const { first } = await judged(builder);
    const speaker = await builder.add("Party", { kind: "person", name: "A minister" });
    await builder.add("Claim", {
      speaker: speaker.id,
      polarity: "retracts",
      proposition: "Never said so.",
      about: [first.id],
    });
    expect(new CaseFold(await builder.entries(), CLEAR).stands(first.id)).toBe(true);
    await builder.add("Claim", {
      speaker: builder.org,
      polarity: "retracts",
      proposition: "Our error.",
      about: [first.id],
    });
    expect(new CaseFold(await builder.entries(), CLEAR).stands(first.id)).toBe(false);
  });

  it("follows lineage to the roots", async () => {
    const builder = await CaseBuilder.make();
    const { first, retold, rumour } = await judged(builder);
    const fold = new CaseFold(await builder.entries(), CLEAR);
    expect(originsOf(fold, first.id)).toEqual([first.id]);
    expect(originsOf(fold, retold.id)).toEqual([first.id]);
    expect(originsOf(fold, rumour.id)).toBe("not recorded");
  });
});

describe("plumb line", () => {
  it("goes from a wording down to the artifact", async () => {
    const builder = await CaseBuilder.make();
    const { report } = await judged(builder);
    const entries = await builder.entries();
    const wording = entries.find(({ record }) => record?.type === "Wording")!;
    const line = traceLine(new CaseFold(entries, CLEAR), wording.id);
    const kinds: string[] = [];
    for (let step = line; step !== undefined; step = step.next[0]) kinds.push(step.kind);
    expect(kinds).toEqual(["Wording", "Judgment", "Claim", "Artifact"]);
    expect(JSON.stringify(line)).toContain(report.id);
  });
});

describe("scales", () => {
  it("have the bands of ICD 203 and leave the gaps of PHIA without a term", () => {
    expect(bandOf("icd203/1", "almost certain")).toEqual([95, 99]);
    expect(bandOf("icd203/2", "probable")).toEqual([55, 80]);
    expect(() => bandOf("icd203/1", "probable")).toThrow(/not a term/);
    expect(() => bandOf("icd203/1", "likely", 90)).toThrow(/outside the band/);
    const phia = likelihoodScales().get("phia/1")!;
    expect(phia.terms.some(({ band }) => band[0] <= 22 && 22 <= band[1])).toBe(false);
  });

  it.each([
    ["It is likely that they did it. Our confidence is low.", false],
    ["It is likely, with high confidence, that they did it.", true],
    ["They wrote “it is likely, with high confidence”. We do not know.", false],
    ["We have moderate confidence in this judgment.", false],
  ])("%s", (text, mixed) => {
    const codes = lintText(text, { place: "wording" }).map(({ code }) => code);
    expect(codes).toEqual(mixed ? ["LINT-MIX"] : []);
  });
});

describe("non-interference", () => {
  it("gives the same view whether what is above the line is hidden or was never there", async () => {
    let hiddenAltogether = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(1e9), fc.constantFrom(...TLP_LEVELS), async (seed, ceiling) => {
        const entries = await randomCase(seed);
        const reader = { ceiling, groups: [] };
        const markings = new CaseFold(entries, RED);
        const visible = entries.filter(({ id }) => mayRead(markings.marking(id)!, reader));
        hiddenAltogether += entries.length - visible.length;
        expect(JSON.stringify(editionView(entries, reader))).toBe(
          JSON.stringify(editionView(visible, reader)),
        );
      }),
      { numRuns: 150 },
    );
    expect(hiddenAltogether).toBeGreaterThan(500);
  });

  it("does not depend on publications", async () => {
    const builder = await CaseBuilder.make();
    await judged(builder);
    const before = JSON.stringify(editionView(await builder.entries(), CLEAR));
    const draft = (await builder.entries()).find(({ record }) => record?.type === "Edition")!.record!;
    if (draft.type !== "Edition") throw new Error("no draft");
    const publication = await builder.add("Edition", { ...draft.body, manifest: "0".repeat(64) });
    expect(isPublication(publication)).toBe(true);
    expect(JSON.stringify(editionView(await builder.entries(), CLEAR))).toBe(before);
  });
});
