import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import { randomCase } from "../../test/support/random-case.ts";
import { mayRead, TLP_LEVELS } from "../model/marking.ts";
import type { Reader } from "../model/marking.ts";
import type { AsOf, Reasoning } from "../views/reasoning.ts";
import type { Body } from "../model/records.ts";
import { calibrationView, brierScore, wilson } from "./calibration.ts";
import { weighDenial } from "./denials.ts";
import { editionView } from "./edition-view.ts";
import { CaseFold } from "./fold.ts";
import type { FoldEntry } from "./fold.ts";
import { gradeCorrelation } from "./ledger.ts";
import { reasoningOver } from "./reasoning.ts";

const CLEAR = { ceiling: "CLEAR", groups: [] } as const;
const RED = { ceiling: "RED", groups: [] } as const;
const NOW = "2031-06-01T00:00:00.000Z";

const over = (entries: readonly FoldEntry[], reader: Reader, asOf: AsOf = {}): Reasoning =>
  reasoningOver(new CaseFold(entries, reader, asOf), (name) => name);

/** Everything the reasoning says, as bytes. */
function everything(entries: readonly FoldEntry[], reader: Reader, asOf: AsOf): string {
  const reasoning = over(entries, reader, asOf);
  const events = new CaseFold(entries, reader, asOf).all("Event").map(({ id }) => id);
  return JSON.stringify([
    reasoning.ledger(),
    reasoning.questions().map(({ ref }) => reasoning.matrix(ref)),
    reasoning.judgments().map(({ ref }) => [reasoning.history(ref, events[0]), reasoning.linchpin(ref)]),
    reasoning.chain(),
    reasoning.denials(),
    reasoning.premises(NOW),
    reasoning.calibration(),
    reasoning.nineQuestions(
      entries.map(({ id }) => ({ person: "p", organisation: id, record: id, at: NOW })),
    ),
  ]);
}

const asOfs = fc.record(
  {
    at: fc.constantFrom("2031-01-01T00:00:10.000Z", "2031-01-01T00:00:25.000Z", "2031-01-01"),
    heldAt: fc.constantFrom("2029", "2030", "2031-01-01", "2040"),
  },
  { requiredKeys: [] },
);

describe("non-interference of the reasoning", () => {
  it("gives the same bytes at every level and time, whether the rest is hidden or was never there", async () => {
    let hidden = 0;
    let said = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(1e9), fc.constantFrom(...TLP_LEVELS), asOfs, async (seed, ceiling, asOf) => {
        const entries = await randomCase(seed);
        const reader = { ceiling, groups: [] };
        const all = new CaseFold(entries, RED);
        const visible = entries.filter(({ id }) => mayRead(all.marking(id)!, reader));
        hidden += entries.length - visible.length;
        const bytes = everything(entries, reader, asOf);
        said += bytes.length;
        expect(bytes).toBe(everything(visible, reader, asOf));
      }),
      { numRuns: 120 },
    );
    expect(hidden).toBeGreaterThan(500);
    expect(said).toBeGreaterThan(9e5);
  });

  it("shows no record at any time that the reader may not see now", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1e9), fc.constantFrom(...TLP_LEVELS), asOfs, async (seed, ceiling, asOf) => {
        const entries = await randomCase(seed);
        const reader = { ceiling, groups: [] };
        const now = new Set(new CaseFold(entries, reader).visible.map(({ record }) => record.id));
        const then = new CaseFold(entries, reader, asOf).visible.map(({ record }) => record.id);
        expect(then.filter((id) => !now.has(id))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** A question with two hypotheses and a judgment of the first. */
async function judged(builder: CaseBuilder, body: Partial<Body<"Judgment">> = {}) {
  const question = await builder.add("Question", {
    text: "Who?",
    exclusive: true,
    exhaustive: true,
    hypotheses: [
      { id: "h1", text: "These." },
      { id: "h2", text: "Those." },
    ],
  });
  const judgment = await builder.add("Judgment", {
    states: { hypothesis: `${question.id}#h1` },
    ...body,
  });
  return { question, judgment };
}

const position = (
  builder: CaseBuilder,
  judgment: string,
  term: string,
  more: Partial<Body<"Position">> = {},
): Body<"Position"> => ({
  judgment,
  organisation: builder.org,
  stance: "own",
  holds: "joins",
  likelihood: { scale: "icd203/1", term },
  confidence: "low",
  ...more,
});

async function item(builder: CaseBuilder, more: Partial<Body<"Claim">> = {}) {
  return builder.add("Claim", {
    speaker: builder.org,
    polarity: "asserts",
    proposition: "It was seen.",
    derivedFrom: "original",
    ...more,
  });
}

describe("time", () => {
  it("narrows by what the log knew and by what is held, and supersedes after that", async () => {
    const builder = await CaseBuilder.make();
    const { judgment } = await judged(builder);
    const first = await builder.add("Position", position(builder, judgment.id, "likely"), {
      heldAt: "2030-10",
    });
    const second = await builder.add("Position", position(builder, judgment.id, "very likely"), {
      heldAt: "2030-11-05",
      supersedes: first.id,
    });
    const held = async (asOf: AsOf) =>
      new CaseFold(await builder.entries(), CLEAR, asOf).all("Position").map(({ id }) => id);
    expect(await held({})).toEqual([second.id]);
    expect(await held({ heldAt: "2030-11-04" })).toEqual([first.id]);
    expect(await held({ heldAt: "2030-11-05" })).toEqual([second.id]);
    // A month is over with its last day, and begins with its first.
    expect(await held({ heldAt: "2030-11" })).toEqual([second.id]);
    expect(await held({ heldAt: "2030-09" })).toEqual([]);
    expect(await held({ at: first.at })).toEqual([first.id]);
    expect(await held({ at: judgment.at })).toEqual([]);
  });

  it("does not bring back what was re-marked upward later", async () => {
    const builder = await CaseBuilder.make();
    const claim = await item(builder);
    await builder.add("Marking", { of: claim.id, to: { tlp: "RED" } });
    const entries = await builder.entries();
    const before = { at: claim.at };
    expect(new CaseFold(entries, RED, before).get(claim.id)).toBeDefined();
    expect(new CaseFold(entries, CLEAR, before).get(claim.id)).toBeUndefined();
    expect(over(entries, CLEAR, before).ledger().items).toEqual([]);
  });
});

describe("ledger", () => {
  it("names what is one report retold, counts origins, and keeps every grade with who entered it", async () => {
    const builder = await CaseBuilder.make();
    const first = await item(builder, { key: "first" });
    const retold = await item(builder, { key: "retold", derivedFrom: [first.id] });
    await item(builder, { key: "rumour", derivedFrom: "not recorded" });
    await builder.add("Appraisal", { aspect: "credibility", of: first.id, value: "3" });
    await builder.add("Appraisal", { aspect: "credibility", of: first.id, value: "2" });
    await builder.add("Appraisal", { aspect: "reliability", of: builder.org, value: "B" });
    const ledger = over(await builder.entries(), CLEAR).ledger();
    expect(ledger).toMatchObject({ origins: 1, unknownLineage: 1 });
    expect(ledger.circular.map(({ items }) => items.map(({ name }) => name))).toEqual([["first", "retold"]]);
    const [one] = ledger.items;
    expect(one?.grade).toEqual({ reliability: "B", credibility: "2" });
    expect(one?.grades.map(({ aspect, value, person }) => [aspect, value, person])).toEqual([
      ["reliability", "B", "tester"],
      ["credibility", "3", "tester"],
      ["credibility", "2", "tester"],
    ]);
    expect(ledger.items.find(({ ref }) => ref === retold.id)?.origins).toEqual([first.id]);
  });

  it("correlates the two grades by rank, F, 6 and not assessed left out and counted", () => {
    const grades = ["A1", "B2", "C3", "D1", "F1", "A6", "B2"].map((code) => ({
      reliability: code[0]!,
      credibility: code[1]!,
    }));
    const found = gradeCorrelation(grades);
    expect(found).toMatchObject({ n: 5, diagonal: 4, withoutBasis: 2 });
    // Mid-ranks 1, 2.5, 4, 5, 2.5 and 1.5, 3.5, 5, 1.5, 3.5 about 3: 1.5 over the root of 9.5 x 9.
    expect(found.spearman).toBeCloseTo(1.5 / Math.sqrt(9.5 * 9), 12);
    expect(gradeCorrelation(grades.slice(0, 2)).spearman).toBe("not defined");
    const same = [1, 2, 3].map(() => ({ reliability: "A", credibility: "1" }));
    expect(gradeCorrelation(same).spearman).toBe("not defined");
  });
});

describe("history", () => {
  it("names each change with the record that moved it, in both orders, and looks back from an outcome", async () => {
    const builder = await CaseBuilder.make();
    const { judgment } = await judged(builder);
    const late = await builder.add("Position", position(builder, judgment.id, "very likely"), {
      heldAt: "2030-11-05",
    });
    const early = await builder.add("Position", position(builder, judgment.id, "likely"), {
      heldAt: "2030-10-01",
    });
    await builder.add("Claim", {
      speaker: builder.org,
      polarity: "retracts",
      proposition: "An error.",
      about: [early.id],
    });
    const marking = await builder.add("Marking", { of: late.id, to: { tlp: "GREEN" } });
    const vote = await builder.add("Event", { title: "Vote", kind: "vote", start: "2030-11-04" });
    const reasoning = over(await builder.entries(), RED);
    const { changes, byHeldAt, hindsight } = reasoning.history(judgment.id, vote.id);
    expect(changes.map(({ kind, change, before, after }) => [kind, change, before, after])).toEqual([
      ["Judgment", "added", "nothing", "These."],
      ["Position", "added", "nothing", "First Desk joins: very likely; confidence low"],
      [
        "Position",
        "replaced",
        "First Desk joins: very likely; confidence low",
        "First Desk joins: likely; confidence low",
      ],
      ["Withdrawal", "withdrawn", "First Desk joins: likely; confidence low", "nothing"],
      ["Marking", "re-marked", "CLEAR", "GREEN"],
    ]);
    expect(changes.at(-1)).toMatchObject({ ref: marking.id, moved: late.id });
    expect(byHeldAt.slice(0, 2)).toEqual([early.id, late.id]);
    if (hindsight === "no outcome named") throw new Error("no hindsight");
    expect(hindsight).toMatchObject({ on: "2030-11-04", positions: [] });
    expect(hindsight.leftOut).toEqual([late.id]);
    expect(() => reasoning.history(judgment.id, judgment.id)).toThrow(/outcome/);
    expect(() => reasoning.history(vote.id)).toThrow(/No standing judgment/);
  });
});

describe("attribution chain", () => {
  /** A rung that rests on a lower judgment; what stands for both is one claim, or a second for the rung. */
  async function rung(upper: string, lower: string, independent: boolean, stance: "own" | "reported") {
    const builder = await CaseBuilder.make();
    const { judgment: below, question } = await judged(builder);
    const one = await item(builder);
    const two = await item(builder);
    const above = await builder.add("Judgment", {
      states: { rung: "ordered", of: builder.org, hypothesis: `${question.id}#h1` },
      restsOn: [below.id],
    });
    const reported = stance === "own" ? {} : { reportedIn: one.id };
    await builder.add("Basis", { judgment: below.id, entry: one.id, stands: "for" });
    await builder.add("Basis", { judgment: above.id, entry: independent ? two.id : one.id, stands: "for" });
    for (const judgment of [above, below]) {
      const term = judgment === above ? upper : lower;
      await builder.add("Basis", { judgment: judgment.id, entry: two.id, stands: "against" });
      await builder.add("Wording", { judgment: judgment.id, language: "en", text: "They did." });
      await builder.add("Position", position(builder, judgment.id, term, { stance, ...reported }));
    }
    await builder.add("Edition", {
      title: "Draft",
      language: "en",
      ceiling: { tlp: "CLEAR" },
      authors: [builder.org],
      blocks: [],
    });
    return { builder, above, below };
  }
  const inv4 = (list: readonly { code: string; text: string }[]) =>
    list.filter(({ code }) => code === "INV4").map(({ text }) => text);

  it.each([
    ["very likely", "likely", false, 1],
    ["likely", "likely", false, 0],
    ["unlikely", "likely", false, 0],
    ["very likely", "likely", true, 0],
  ] as const)("%s on %s, independent basis %s: %i breaches", async (upper, lower, independent, count) => {
    const { builder, above, below } = await rung(upper, lower, independent, "own");
    const { refused, gaps } = editionView(await builder.entries(), CLEAR).report;
    expect(inv4(refused)).toHaveLength(count);
    expect(inv4(gaps)).toEqual([]);
    const { steps } = over(await builder.entries(), CLEAR).chain();
    expect(steps.map(({ judgment }) => judgment.ref)).toEqual([above.id, below.id]);
    expect(steps.flatMap(({ breaches }) => breaches)).toHaveLength(count);
    expect(steps[0]?.independentOrigins).toHaveLength(independent ? 1 : 0);
  });

  it("prints a gap where the position is reported", async () => {
    const { builder } = await rung("very likely", "likely", false, "reported");
    const { refused, gaps } = editionView(await builder.entries(), CLEAR).report;
    expect(inv4(refused)).toEqual([]);
    expect(inv4(gaps)[0]).toMatch(/higher likelihood/);
  });

  it("wants two IIAF categories for high confidence, and counts those of what it rests on", async () => {
    const builder = await CaseBuilder.make();
    const { judgment: below, question } = await judged(builder);
    const above = await builder.add("Judgment", {
      states: { hypothesis: `${question.id}#h2` },
      restsOn: [below.id],
    });
    const breaches = async () =>
      over(await builder.entries(), CLEAR)
        .chain(above.id)
        .steps[0]!.breaches.map(({ text }) => text);
    await builder.add("Position", position(builder, above.id, "likely", { confidence: "high" }));
    const categories = ["technical", "legal and ethical", "behavioural"] as const;
    const found: (string | undefined)[] = [];
    for (const [i, category] of categories.entries()) {
      const one = await item(builder);
      const judgment = i === 0 ? below.id : above.id;
      await builder.add("Basis", { judgment, entry: one.id, stands: "for" });
      found.push((await breaches())[0]);
      const value = { category, source: "open" as const };
      await builder.add("Appraisal", { aspect: "iiaf", of: one.id, value });
    }
    found.push((await breaches())[0]);
    expect(found[0]).toMatch(/none is recorded/);
    expect(found[1]).toMatch(/it has one \(technical\)/);
    // The legal and ethical gate is no evidence.
    expect(found[2]).toMatch(/it has one \(technical\)/);
    expect(found[3]).toBeUndefined();
  });
});

describe("denials", () => {
  it.each([
    [0.95, 0.95, 1, /expected either way, and it moves nothing/],
    [0.9, 0.6, 1.5, /speaks for/],
    [0.3, 0.6, 0.5, /speaks against/],
    [0.4, 0, "not bounded", /only if true/],
    [0, 0, "not defined", /impossible either way/],
    [0, 0.5, 0, /speaks against/],
  ] as const)("P(said|true) %d, P(said|false) %d", (ifTrue, ifFalse, ratio, words) => {
    const weighed = weighDenial({ ifTrue, ifFalse });
    if (typeof ratio === "number") expect(weighed.ratio).toBeCloseTo(ratio, 12);
    else expect(weighed.ratio).toBe(ratio);
    expect(weighed.says).toMatch(words);
  });

  it("says that nobody weighed one; not assessed stays so", async () => {
    const builder = await CaseBuilder.make();
    const denial = await item(builder, { polarity: "denies" });
    const weighed = async () => over(await builder.entries(), CLEAR).denials()[0]?.weighed;
    expect(await weighed()).toBe("not assessed");
    await builder.add("Appraisal", { aspect: "denial", of: denial.id, value: "not assessed" });
    expect(await weighed()).toBe("not assessed");
    await builder.add("Appraisal", { aspect: "denial", of: denial.id, value: { ifTrue: 1, ifFalse: 1 } });
    expect(await weighed()).toMatchObject([{ ratio: 1, person: "tester" }]);
  });
});

describe("premises", () => {
  it("are overdue when the whole due date is over and nothing resolved them", async () => {
    const builder = await CaseBuilder.make();
    const indicator = await builder.add("Premise", { kind: "indicator", text: "It comes.", due: "2031-05" });
    await builder.add("Premise", { kind: "gap", text: "Not seen." });
    const at = async (now: string) => over(await builder.entries(), CLEAR).premises(now).premises;
    expect((await at("2031-05-31T23:59:59.000Z"))[0]).toMatchObject({ overdue: false, resolution: "open" });
    expect((await at("2031-06-01T00:00:00.000Z"))[0]).toMatchObject({ overdue: true });
    expect((await at(NOW))[1]).toMatchObject({ resolution: "not applicable", overdue: false });
    await builder.add("Appraisal", {
      aspect: "resolution",
      of: indicator.id,
      value: { outcome: "happened", on: "2031-06-02" },
    });
    expect((await at(NOW))[0]).toMatchObject({ overdue: false, resolution: { outcome: "happened" } });
  });
});

describe("calibration", () => {
  /** Judgments with the terms given, each decided by an indicator of its own. */
  async function forecasts(
    list: readonly (readonly [string, "happened" | "did not happen" | "cannot be told"])[],
  ) {
    const builder = await CaseBuilder.make();
    for (const [term, outcome] of list) {
      const { judgment } = await judged(builder);
      await builder.add("Position", position(builder, judgment.id, term), { heldAt: "2030-01-01" });
      // Too late: held on the day of the outcome.
      await builder.add("Position", position(builder, judgment.id, "almost no chance"), {
        heldAt: "2030-06-01",
      });
      const indicator = await builder.add("Premise", {
        kind: "indicator",
        text: "It comes true.",
        about: [judgment.id],
      });
      await builder.add("Appraisal", {
        aspect: "resolution",
        of: indicator.id,
        value: { outcome, on: "2030-06-01" },
      });
    }
    return builder;
  }

  it("scores what was held before the outcome, by the middle of the band", async () => {
    const builder = await forecasts([
      ["likely", "happened"],
      ["likely", "did not happen"],
      ["very likely", "happened"],
      ["unlikely", "cannot be told"],
    ]);
    const view = over(await builder.entries(), CLEAR).calibration();
    const [own] = view.organisations;
    // Middles .675 and .875.
    expect(own?.brier).toBeCloseTo((0.325 ** 2 + 0.675 ** 2 + 0.125 ** 2) / 3, 12);
    expect(own).toMatchObject({ n: 3, stance: "own", tooFew: true });
    expect(own?.reliability.map(({ bin, n, frequency }) => [bin, n, frequency])).toEqual([
      ["likely (icd203/1)", 2, 0.5],
      ["very likely (icd203/1)", 1, 1],
    ]);
    expect(own?.interval[0]).toBe(0);
    expect(own?.interval[1]).toBeCloseTo(own!.brier + Math.sqrt(Math.log(40) / 6), 12);
    expect(view.notScored.map(({ why }) => why)).toEqual(["it cannot be told whether it happened"]);
  });

  it("takes the hypothesis that a resolution names, and elicited numbers where there is no position", async () => {
    const builder = await CaseBuilder.make();
    const { question } = await judged(builder);
    await builder.add(
      "Appraisal",
      { aspect: "probabilities", of: question.id, value: { h1: 0.7, h2: 0.4 } },
      { heldAt: "2030-01-01" },
    );
    const indicator = await builder.add("Premise", { kind: "indicator", text: "A confession." });
    const resolve = (against?: string) =>
      builder.add("Appraisal", {
        aspect: "resolution",
        of: indicator.id,
        value: { outcome: "happened", on: "2030-06" },
        ...(against === undefined ? {} : { against }),
      });
    const view = async () => calibrationView(new CaseFold(await builder.entries(), CLEAR));
    expect((await view()).open).toBe(1);
    await resolve();
    expect((await view()).notScored[0]?.why).toMatch(/decides no judgment/);
    await resolve(`${question.id}#h2`);
    const [own] = (await view()).organisations;
    expect(own?.forecasts).toMatchObject([{ probability: 0.4, happened: true }]);
    expect(own?.reliability[0]?.bin).toBe("40 to 50 %");
  });

  it("has the bounds of the score and of Wilson's interval", () => {
    expect(brierScore([{ probability: 1, happened: true }])).toBe(0);
    expect(brierScore([{ probability: 0.5, happened: false }])).toBe(0.25);
    // 5 of 10: the published interval is 0.2366 to 0.7634.
    expect(wilson(5, 10).map((value) => Number(value.toFixed(4)))).toEqual([0.2366, 0.7634]);
    expect(wilson(0, 10)[0]).toBeCloseTo(0, 12);
    expect(wilson(10, 10)[1]).toBeCloseTo(1, 12);
  });
});

describe("the nine questions", () => {
  it("are answered from records, and access only for what the reader sees", async () => {
    const builder = await CaseBuilder.make();
    const { judgment } = await judged(builder, { key: "J1" });
    const seen = await item(builder, { key: "seen" });
    const secret = await builder.add(
      "Claim",
      { speaker: builder.org, polarity: "asserts", proposition: "A secret." },
      { marking: "RED" },
    );
    await builder.add("Basis", { judgment: judgment.id, entry: seen.id, stands: "for" });
    const edition = {
      title: "Draft",
      language: "en",
      ceiling: { tlp: "CLEAR" as const },
      authors: [builder.org],
      blocks: [{ block: "judgment" as const, judgment: judgment.id }],
      addressees: [builder.org],
      replyBy: "2031-01-03",
    };
    const first = await builder.add("Edition", edition, { heldAt: "2031-01-01" });
    const second = await builder.add("Edition", { ...edition, blocks: [] }, { heldAt: "2031-01-02" });
    await builder.add("Edition", { ...edition, ceiling: { tlp: "RED" } }, { marking: "RED" });
    await builder.add(
      "Wording",
      { judgment: judgment.id, language: "en", text: "They did." },
      { marking: "RED" },
    );
    const access = [seen.id, secret.id].map((record) => ({
      person: "reader 1",
      organisation: builder.org,
      record,
      at: NOW,
    }));
    const entries = await builder.entries();
    const answers = over(entries, CLEAR).nineQuestions(access).answers;
    const text = (number: number) => answers[number - 1]!.lines.map((line) => line.text).join("\n");
    expect(answers.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(text(1)).toBe(`reader 1, for First Desk, read seen on ${NOW}.`);
    expect(text(2)).toMatch(/J1: nothing is recorded/);
    expect(text(3)).toMatch(/h1 These\. \(judged in J1\); h2 Those\./);
    expect(answers[3]?.state).toBe("not recorded");
    expect(text(5)).toMatch(/rests on seen/);
    expect(text(6)).toMatch(/for it 1 item from 1 independent origin; against it 0 items/);
    expect(answers[6]?.lines[0]?.refs).toEqual([first.id, second.id]);
    expect(text(7)).toMatch(/0 blocks added or changed, 1 gone/);
    expect(text(8)).toMatch(/First Desk on edn_\w+ \(CLEAR, draft\): 2 full days/);
    expect(answers[8]?.state).toBe("not public");
    const above = over(entries, RED).nineQuestions().answers;
    expect(above[0]?.state).toBe("not recorded");
    expect(above[8]).toMatchObject({ state: "answered" });
    expect(above[8]?.lines[0]?.text).toMatch(/are the same records; the wording differs/);
  });
});
