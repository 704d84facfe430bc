import { describe, expect, it } from "vitest";
import type { Body } from "../model/records.ts";
import type { IssuedDraft } from "../store/log/case-log.ts";
import { LogState } from "../store/log/index-state.ts";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import { CaseFold } from "./fold.ts";
import { codebookViews, codingView } from "./coding.ts";

const ALL = { ceiling: "RED", groups: [] } as const;
const TONE: Body<"Codebook"> = {
  key: "tone",
  name: "Tone of a post",
  of: "post",
  several: false,
  categories: [
    { code: "threat", label: "Threat", definition: "Says that harm will follow." },
    { code: "praise", label: "Praise", definition: "Speaks well of somebody." },
    { code: "other", label: "Other", definition: "Neither of the two." },
  ],
};

interface Given {
  readonly by: string;
  readonly says: Body<"Coding">["says"];
  readonly supersedes?: string;
  readonly tlp?: "CLEAR" | "AMBER";
}

class Desk {
  readonly builder: CaseBuilder;
  readonly file: string;
  book = "";

  private constructor(builder: CaseBuilder, file: string) {
    this.builder = builder;
    this.file = file;
  }

  static async make(book: Body<"Codebook"> = TONE): Promise<Desk> {
    const builder = await CaseBuilder.make();
    const file = await builder.add(
      "Artifact",
      { title: "posts.csv", sha256: "not recorded", held: false },
      { marking: "AMBER" },
    );
    const desk = new Desk(builder, file.id);
    desk.book = (await builder.add("Codebook", book)).id;
    return desk;
  }

  async code(row: number, { by, says, supersedes, tlp = "AMBER" }: Given): Promise<string> {
    return this.give({ codebook: this.book, unit: { artifact: this.file, row }, says }, by, tlp, supersedes);
  }

  async give(body: Body<"Coding">, by: string, tlp = "AMBER", supersedes?: string): Promise<string> {
    const { log, org } = this.builder;
    const draft = {
      id: log.issueId("Coding"),
      type: "Coding",
      by,
      for: org,
      marking: { tlp },
      ...(supersedes === undefined ? {} : { supersedes }),
      body,
    } as IssuedDraft;
    const [record] = await log.append([draft]);
    return record!.id;
  }

  async withdraw(id: string): Promise<void> {
    const { org } = this.builder;
    const body = {
      speaker: org,
      polarity: "retracts" as const,
      proposition: "Wrong key.",
      about: [id],
    };
    await this.builder.add("Claim", body, { marking: "AMBER" });
  }

  async view(blindFor?: string, reader: ConstructorParameters<typeof CaseFold>[1] = ALL) {
    const fold = new CaseFold(await this.builder.entries(), reader);
    return codingView(fold, fold.all("Codebook").at(-1)!, blindFor);
  }
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => "taken",
    (error: unknown) => (error as { code: string }).code,
  );

describe("a coding", () => {
  it("is held to its codebook, to the file of its unit and to its coder", async () => {
    const desk = await Desk.make();
    const coding = { codebook: desk.book, unit: { artifact: desk.file, row: 1 } };
    const refused = (body: Body<"Coding">, tlp?: string) => code(desk.give(body, "ada", tlp));
    expect(await refused({ ...coding, says: ["joy"] })).toBe("REFERENCE");
    expect(await refused({ ...coding, says: [] })).toBe("INVARIANT");
    expect(await refused({ ...coding, says: ["threat", "praise"] })).toBe("INVARIANT");
    expect(await refused({ ...coding, says: ["threat", "threat"] })).toBe("RECORD_INVALID");
    expect(await refused({ ...coding, unit: { artifact: desk.file, account: "x" }, says: ["threat"] })).toBe(
      "INVARIANT",
    );
    expect(await refused({ ...coding, says: ["threat"] }, "GREEN")).toBe("MARKING_RULE");
    expect(await refused({ ...coding, says: "cannot say" })).toBe("taken");
    const mine = await desk.code(2, { by: "ada", says: ["threat"] });
    expect(await code(desk.code(2, { by: "bo", says: ["praise"], supersedes: mine }))).toBe("INVARIANT");
    expect(await code(desk.code(3, { by: "ada", says: ["praise"], supersedes: mine }))).toBe("INVARIANT");
    expect(await code(desk.code(2, { by: "ada", says: ["praise"], supersedes: mine }))).toBe("taken");
  });

  it("stays valid when its file is purged afterwards", async () => {
    const desk = await Desk.make();
    await desk.code(1, { by: "ada", says: ["threat"] });
    const { log, org } = desk.builder;
    await log.purge([desk.file], (id, leaf) => ({
      id: log.issueId("Claim"),
      type: "Claim",
      by: "ada",
      for: org,
      marking: { tlp: "AMBER" },
      body: {
        speaker: org,
        polarity: "retracts",
        proposition: "Gone.",
        statement: { subject: id, predicate: "plumbline:purged", object: leaf },
      },
    }));
    // As `verify` replays it: from the first record on, under the same rules.
    const state = new LogState();
    for (const { id, record } of await log.entries())
      if (record === undefined) state.acceptPurged(id);
      else state.accept(record);
    expect((await desk.view()).coded).toEqual([]);
  });
});

describe("the view of a codebook", () => {
  it("gives the published alpha for four coders with missing values", async () => {
    // Krippendorff 2011, example C, nominal: 0.743.
    const rows = [
      "1 2 3 3 2 1 4 1 2 . . .",
      "1 2 3 3 2 2 4 1 2 5 . 3",
      ". 3 3 3 2 3 4 2 2 5 1 .",
      "1 2 3 3 2 4 4 1 2 5 1 .",
    ].map((row) => row.split(" "));
    const categories = [1, 2, 3, 4, 5].map((n) => ({ code: `c${n}`, label: `${n}`, definition: `${n}.` }));
    const desk = await Desk.make({ ...TONE, categories });
    for (const [coder, row] of rows.entries())
      for (const [unit, value] of row.entries())
        // A dot is "cannot say" for one coder and nothing at all for the others: either way it is missing.
        if (value !== "." || coder === 0)
          await desk.code(unit + 1, {
            by: `coder ${coder}`,
            says: value === "." ? "cannot say" : [`c${value}`],
          });
    const view = await desk.view();
    expect(view.overall).toMatchObject({ units: 11, tooFew: true });
    expect((view.overall as { alpha: number }).alpha).toBeCloseTo(0.743, 3);
    expect(view.coders.map(({ person, units, cannotSay }) => [person, units, cannotSay])).toEqual([
      ["coder 0", 12, 3],
      ["coder 1", 11, 0],
      ["coder 2", 10, 0],
      ["coder 3", 11, 0],
    ]);
    const pair = view.pairs.find(({ first, second }) => first === "coder 0" && second === "coder 1")!;
    // Counted by hand from the two rows above.
    expect(pair.units).toBe(11);
    expect(pair.head).toEqual(["c1", "c2", "c3", "c4", "c5", "cannot say"]);
    expect(pair.counts).toEqual([
      [2, 1, 0, 0, 0, 0],
      [0, 3, 0, 0, 0, 0],
      [0, 0, 2, 0, 0, 0],
      [0, 0, 0, 1, 0, 0],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 1, 0, 1, 0],
    ]);
  });

  it("says that alpha is not defined where all gave one code", async () => {
    const desk = await Desk.make();
    for (const by of ["ada", "bo"]) for (const row of [1, 2]) await desk.code(row, { by, says: ["threat"] });
    const view = await desk.view();
    expect(view.overall).toEqual({ units: 2, pairs: 2, equal: 1, alpha: "not defined", tooFew: true });
    expect(view.byCode.map(({ code, given, alpha }) => [code, given, alpha])).toEqual([
      ["threat", 4, "not defined"],
      ["praise", 0, "not defined"],
      ["other", 0, "not defined"],
    ]);
    expect(view.disagreements).toEqual([]);
  });

  it("takes each code by itself where several may be given", async () => {
    const desk = await Desk.make({ ...TONE, several: true });
    await desk.code(1, { by: "ada", says: ["threat", "praise"] });
    await desk.code(1, { by: "bo", says: ["praise", "threat"] });
    await desk.code(2, { by: "ada", says: [] });
    await desk.code(2, { by: "bo", says: ["threat"] });
    const view = await desk.view();
    expect(view.overall).toBe("see each code");
    // threat: (1,1), (0,1): n = 4, observed 1/2 of units differ; 1 - 3 * 2 / (2 * 3) = 0.
    expect(view.byCode.map(({ alpha }) => alpha)).toEqual([0, 1, "not defined"]);
    expect(view.disagreements.map(({ key }) => key)).toEqual([`${desk.file}#row-2`]);
    expect(view.pairs[0]!.head).toEqual(["threat", "praise", "other", "none of them", "cannot say"]);
    expect(view.pairs[0]!.counts[3]).toEqual([1, 0, 0, 0, 0]);
  });

  it("hides from a coder what others said of a unit before the coder's own code", async () => {
    const desk = await Desk.make();
    await desk.code(1, { by: "ada", says: ["threat"] });
    await desk.code(2, { by: "ada", says: ["praise"] });
    await desk.code(2, { by: "bo", says: ["other"] });
    const blind = await desk.view("bo");
    expect(blind.coded.map(({ key }) => key)).toEqual([`${desk.file}#row-2`]);
    expect(blind.kept).toBe(1);
    expect(blind.coders.map(({ person, units }) => [person, units])).toEqual([
      ["ada", 2],
      ["bo", 1],
    ]);
    expect((await desk.view()).coded).toHaveLength(2);
    expect(JSON.stringify(await desk.view("cy"))).not.toContain('"says"');
  });

  it("counts agreement over what was said before others' codes could be seen", async () => {
    const desk = await Desk.make();
    const slip = await desk.code(1, { by: "ada", says: ["other"] });
    const ada = await desk.code(1, { by: "ada", says: ["threat"], supersedes: slip });
    await desk.code(1, { by: "bo", says: ["praise"] });
    await desk.code(1, { by: "ada", says: ["praise"], supersedes: ada });
    await desk.code(1, { by: "cy", says: ["threat"] });
    const view = await desk.view();
    const [unit] = view.coded;
    expect(unit!.entries.map(({ person, says, first }) => [person, says, first])).toEqual([
      ["ada", ["praise"], ["threat"]],
      ["bo", ["praise"], ["praise"]],
      ["cy", ["threat"], ["threat"]],
    ]);
    expect(view.changedLater).toBe(1);
    expect(view.overall).toMatchObject({ pairs: 3, equal: 1 / 3 });
    // Withdrawing after the fact does not make a second code independent.
    await desk.withdraw(unit!.entries[1]!.ref);
    await desk.code(1, { by: "bo", says: ["threat"] });
    const bo = (await desk.view()).coded[0]!.entries.find(({ person }) => person === "bo")!;
    expect([bo.says, bo.first]).toEqual([["threat"], ["praise"]]);
  });

  it("follows a new version of the codebook, and sets aside codes it no longer has", async () => {
    const desk = await Desk.make();
    await desk.code(1, { by: "ada", says: ["threat"] });
    await desk.code(2, { by: "ada", says: ["praise"] });
    const old = desk.book;
    const categories = TONE.categories.filter(({ code }) => code !== "praise");
    const next = { ...TONE, categories };
    desk.book = (await desk.builder.add("Codebook", next, { supersedes: old })).id;
    await desk.code(3, { by: "ada", says: ["other"] });
    const view = await desk.view();
    expect(view).toMatchObject({ underEarlier: 2, outdated: 1, byOne: 2, bySeveral: 0 });
    expect(view.codebook).toMatchObject({ ref: desk.book, name: "tone", text: "Tone of a post", earlier: 1 });
  });

  it("is filtered first: neither codes nor files above the reader's level", async () => {
    const desk = await Desk.make();
    await desk.code(1, { by: "ada", says: ["threat"] });
    // The file is raised later; what was said of it goes with it.
    await desk.builder.add("Marking", { of: desk.file, to: { tlp: "RED" } }, { marking: "AMBER" });
    const view = await desk.view(undefined, { ceiling: "AMBER", groups: [] });
    expect(view).toMatchObject({ coders: [], coded: [], kept: 0, outdated: 0 });
    const fold = new CaseFold(await desk.builder.entries(), { ceiling: "CLEAR", groups: [] });
    expect(codebookViews(fold)).toHaveLength(1);
  });
});
