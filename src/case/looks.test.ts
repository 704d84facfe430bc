import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import type { Finding } from "../model/finding.ts";
import type { Marking, Reader, Tlp } from "../model/marking.ts";
import type { Body } from "../model/records.ts";
import { sayLooks } from "../words.ts";
import { findingViews } from "./evidence.ts";
import { CaseFold } from "./fold.ts";
import { looksOf } from "./looks.ts";
import { sourcesOf } from "./sources.ts";
import { traceLine } from "./trace.ts";

const CLEAR: Reader = { ceiling: "CLEAR", groups: [] };
const RED: Reader = { ceiling: "RED", groups: [] };
const hash = (digit: number): string => String(digit).repeat(64);

const FINDING: Finding = {
  id: "f1",
  status: "note",
  title: "A note",
  sentence: "Something was counted.",
  statistics: [],
  significance: [],
  explanations: [],
  refutedBy: "Another count.",
  comparison: "Nobody.",
  rows: { count: 0, sha256: hash(0) },
  figures: [],
};

interface Tried {
  readonly files?: readonly number[];
  readonly detector?: string;
  readonly seed?: number;
  readonly windows?: number;
  readonly marking?: Tlp | Marking;
}

class Runs {
  readonly builder: CaseBuilder;
  readonly #files = new Map<number, string>();

  private constructor(builder: CaseBuilder) {
    this.builder = builder;
  }

  static async make(): Promise<Runs> {
    return new Runs(await CaseBuilder.make());
  }

  /** A run over these files; one that is new is brought in first. Returns its id. */
  async add(tried: Tried = {}): Promise<string> {
    const { files = [1], detector = "co-share", seed = 1, windows, marking = "CLEAR" } = tried;
    for (const file of files)
      if (!this.#files.has(file)) {
        const body = { title: `File ${file}`, sha256: hash(file), held: true };
        this.#files.set(file, (await this.builder.add("Artifact", body)).id);
      }
    const body: Body<"Run"> = {
      detector,
      version: "2.0",
      inputs: files.map((file) => ({ artifact: this.#files.get(file)!, sha256: hash(file) })),
      parameters: detector === "co-share" ? { window: 60 } : {},
      seed,
      counts: windows === undefined ? {} : { windows },
      findings: detector === "import" ? [] : [FINDING],
    };
    return (await this.builder.add("Run", body, { marking })).id;
  }

  async fold(reader: Reader): Promise<CaseFold> {
    return new CaseFold(await this.builder.entries(), reader);
  }
}

describe("how often the same posts were looked at", () => {
  it("counts every run on one of the same files up to this one, with its windows", async () => {
    const runs = await Runs.make();
    await runs.add({ detector: "import" });
    const first = await runs.add();
    await runs.add({ files: [1, 2], windows: 4 });
    await runs.add({ files: [2] });
    const last = await runs.add({ detector: "near-copy" });
    const fold = await runs.fold(CLEAR);
    expect(looksOf(fold, first)).toMatchObject({ place: 1 });
    const looks = looksOf(fold, last)!;
    expect(looks.place).toBe(3);
    expect(looks.runs.map(({ detector, windows }) => [detector, windows])).toEqual([
      ["co-share", 1],
      ["co-share", 4],
      ["near-copy", undefined],
    ]);
    expect(sayLooks(looks.runs, "posts")).toBe(
      "This is the third look at these posts, after co-share (1 window) and co-share (4 windows).",
    );
  });

  it("counts a run that was withdrawn or replaced, and not one that repeats an earlier one to the letter", async () => {
    const runs = await Runs.make();
    const first = await runs.add({ seed: 1 });
    const again = await runs.add({ seed: 1 });
    const other = await runs.add({ seed: 2 });
    await runs.builder.add("Claim", {
      speaker: runs.builder.org,
      polarity: "retracts",
      proposition: "Withdrawn.",
      about: [first],
    });
    const fold = await runs.fold(CLEAR);
    expect(fold.stands(first)).toBe(false);
    expect(looksOf(fold, again)).toEqual(looksOf(fold, first));
    expect(looksOf(fold, other)).toMatchObject({ place: 2 });
  });

  it("stands in the view of a finding and on its plumb line, and an import has none", async () => {
    const runs = await Runs.make();
    const imported = await runs.add({ detector: "import" });
    await runs.add({ seed: 5 });
    const run = await runs.add({ seed: 6 });
    const fold = await runs.fold(CLEAR);
    const views = findingViews(fold, sourcesOf(fold));
    expect(views.map(({ looks }) => looks.place)).toEqual([1, 2]);
    const said = "This is the second look at these posts, after co-share (1 window).";
    expect(traceLine(fold, run)!.details).toContain(said);
    expect(traceLine(fold, `${run}#f1`)!.details).toContain(said);
    expect(traceLine(fold, imported)!.details.join()).not.toContain("look at");
  });

  it("is the same for a reader whatever runs stand above that reader", async () => {
    const marking = fc.constantFrom<Tlp | Marking>("CLEAR", "RED", { tlp: "CLEAR", groups: ["cell"] });
    const tried = fc.record({
      files: fc.subarray([1, 2, 3], { minLength: 1 }),
      detector: fc.constantFrom("co-share", "near-copy", "import"),
      seed: fc.integer({ min: 1, max: 3 }),
      marking,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(tried, { maxLength: 12 }), async (all) => {
        const [with_, without] = [await Runs.make(), await Runs.make()];
        const placeIn = async (runs: Runs, kept: readonly Tried[]): Promise<unknown[]> => {
          const ids: string[] = [];
          for (const one of kept) {
            const id = await runs.add(one);
            if (one.marking === "CLEAR") ids.push(id);
          }
          const fold = await runs.fold(CLEAR);
          const at = new Map(ids.map((id, i) => [id, i]));
          return ids.map((id) => {
            const looks = looksOf(fold, id);
            return [
              looks?.place,
              looks?.runs.map(({ ref, detector, windows }) => [at.get(ref), detector, windows]),
            ];
          });
        };
        const visible = all.filter((one) => one.marking === "CLEAR");
        expect(await placeIn(with_, all)).toEqual(await placeIn(without, visible));
      }),
      { numRuns: 40 },
    );
  });

  it("counts for a reader who may see more what that reader may see", async () => {
    const runs = await Runs.make();
    await runs.add({ seed: 1, marking: "RED" });
    const open = await runs.add({ seed: 2 });
    expect(looksOf(await runs.fold(CLEAR), open)).toMatchObject({ place: 1 });
    expect(looksOf(await runs.fold(RED), open)).toMatchObject({ place: 2 });
  });
});
