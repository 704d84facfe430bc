/** What the instruments say to a question: what is proposed, why, and what a reader may not learn from it. */
import { describe, expect, it } from "vitest";
import { CaseBuilder } from "../../test/support/case-builder.ts";
import { findingOf } from "../../test/support/held-bytes.ts";
import type { Finding } from "../model/finding.ts";
import type { Tlp } from "../model/marking.ts";
import { combinedView } from "./combined.ts";
import type { Instrument } from "./combined.ts";
import { CaseFold } from "./fold.ts";

const instrument = (
  id: string,
  category: "behavioural" | "contextual",
  to: readonly string[],
): Instrument => ({
  id,
  title: id,
  question: "Is it?",
  nulls: [{ name: "null 1", excludes: "habit", doesNotExclude: "one feed" }],
  speaks: { category, to },
});
const INSTRUMENTS = [
  instrument("co-share", "behavioural", ["steer", "coordinat"]),
  instrument("preference", "contextual", ["prefer"]),
];

async function made() {
  const builder = await CaseBuilder.make();
  const run = async (detector: string, finding: Partial<Finding>, marking: Tlp = "CLEAR") => {
    const record = await builder.add(
      "Run",
      {
        detector,
        version: "1.0.0",
        inputs: [],
        parameters: {},
        seed: 1,
        counts: {},
        findings: [{ ...findingOf("Group A"), ...finding }],
      },
      { marking },
    );
    return `${record.id}#f1`;
  };
  const question = await builder.add("Question", {
    text: "Who was behind it?",
    exclusive: false,
    exhaustive: false,
    hypotheses: [
      { id: "h1", text: "Somebody steered them." },
      { id: "h2", text: "Nobody did." },
    ],
  });
  const view = async (ceiling: Tlp = "RED", refused: readonly string[] = []) => {
    const fold = new CaseFold(await builder.entries(), { ceiling, groups: [] });
    return combinedView(fold, fold.find("Question", question.id)!, INSTRUMENTS, new Set(refused));
  };
  return { builder, question, run, view };
}

describe("the combined view", () => {
  it("proposes a finding on every hypothesis where one asks for what its instrument measures, and says why", async () => {
    const { run, view, question } = await made();
    const ref = await run("co-share", {
      significance: [{ null: "null 1", log10p: -9, correction: "Holm", m: 3, level: 0.01 }],
    });
    const { instruments, silent, tally } = await view();
    expect(instruments.map(({ detector, category }) => [detector, category])).toEqual([
      ["co-share", "behavioural"],
    ]);
    const [finding] = instruments[0]!.findings;
    expect(finding).toMatchObject({
      ref,
      nulls: ["null 1"],
      iiaf: { category: "behavioural", state: "open" },
    });
    expect(finding!.cells.map(({ hypothesis, because, state }) => [hypothesis, because, state])).toEqual([
      [`${question.id}#h1`, "This hypothesis says “steered”.", "open"],
      [
        `${question.id}#h2`,
        "A rival of H1: an item counts once it was compared with each hypothesis.",
        "open",
      ],
    ]);
    expect(silent).toEqual([]);
    expect(tally).toEqual({ all: 2, open: 2, recorded: 0, refused: 0 });
  });

  it("says of each finding that it does not propose why not; what declares a table is none", async () => {
    const { run, view } = await made();
    await run("co-share", { status: "note" });
    await run("co-share", { status: "not answerable" });
    await run("preference", {});
    await run("series", {});
    const { instruments, silent } = await view();
    expect(instruments).toEqual([]);
    expect(silent.map(({ detector, because }) => [detector, because])).toEqual([
      ["co-share", "It is a note: it describes, and claims nothing."],
      ["co-share", "The instrument could not answer."],
      [
        "preference",
        "Neither the question nor a hypothesis asks for what preference measures, in words that it knows.",
      ],
    ]);
  });

  it("follows what the case says: a judgment that cites the finding, or a question that is about it", async () => {
    const { builder, run, view, question } = await made();
    const ref = await run("preference", {});
    const judgment = await builder.add("Judgment", { states: { hypothesis: `${question.id}#h2` } });
    await builder.add("Basis", { judgment: judgment.id, entry: ref, stands: "against" });
    const { instruments } = await view();
    expect(instruments[0]!.findings[0]!.cells.map(({ because }) => because)).toEqual([
      "A rival of H2: an item counts once it was compared with each hypothesis.",
      "J1 states this, and cites the finding.",
    ]);
  });

  it("shows what was recorded and what the reader refused, and proposes no value", async () => {
    const { builder, run, view, question } = await made();
    const ref = await run("co-share", {});
    const run_ = ref.split("#")[0]!;
    await builder.add("Appraisal", {
      aspect: "consistency",
      of: ref,
      against: `${question.id}#h1`,
      value: "C",
    });
    const { instruments, tally } = await view("RED", [`${run_}.f1.h2`, `${run_}.f1.iiaf`, `${run_}.f1.h1`]);
    const [finding] = instruments[0]!.findings;
    expect(finding!.cells.map(({ state, entries }) => [state, entries.map(({ value }) => value)])).toEqual([
      ["recorded", ["C"]],
      ["refused", []],
    ]);
    expect(finding!.iiaf.state).toBe("refused");
    expect(tally).toEqual({ all: 2, open: 0, recorded: 1, refused: 1 });
  });

  it("is the same for who may not see a run as if there were none", async () => {
    const { run, view } = await made();
    await run("co-share", {});
    const before = await view("CLEAR");
    await run("co-share", {}, "RED");
    await run("preference", { status: "note" }, "RED");
    expect(await view("CLEAR")).toEqual(before);
    expect((await view()).tally.all).toBe(4);
  });
});
