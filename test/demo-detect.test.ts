/** The detector on the simulated posts: it finds what was planted, and the reasoning cites the right findings. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { ShareColumns } from "../src/kernel/columns.ts";
import { coShare } from "../src/signals/detectors/co-share/index.ts";
import { detectorById } from "../src/signals/index.ts";
import { parseParameters } from "../src/signals/parameters.ts";
import type { CoShareOutput, DetectorResult, DetectorSource } from "../src/signals/index.ts";
import { DEMO_SEED, simulateDemo } from "../src/demo/simulate.ts";
import type { DemoTruth } from "../src/demo/truth.ts";
import { exampleSource } from "./support/synthetic-source.ts";

/** The posts as columns without a store: rows that cannot be kept and repeated ones are left out. */
function sourceOf(posts: string, truth: DemoTruth): DetectorSource {
  const left = new Set([...truth.rejects.map(({ row }) => row), ...truth.duplicates]);
  const accounts = new Map<string, number>();
  const texts = new Map<string, number>();
  const code = (codes: Map<string, number>, value: string): number => {
    if (!codes.has(value)) codes.set(value, codes.size);
    return codes.get(value)!;
  };
  const shares = posts
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line, i) => ({ cells: line.split(","), row: i + 1 }))
    .filter(({ row }) => !left.has(row))
    .map(({ cells, row }) => ({
      account: code(accounts, cells[1]!),
      text: code(texts, cells[3]!),
      time: Date.parse(cells[2]!),
      row,
    }));
  const columns: ShareColumns = {
    length: shares.length,
    account: Int32Array.from(shares, ({ account }) => account),
    object: Int32Array.from(shares, ({ text }) => text),
    time: Float64Array.from(shares, ({ time }) => time),
    artifact: new Uint16Array(shares.length),
    row: Int32Array.from(shares, ({ row }) => row),
    accounts: accounts.size,
    objects: texts.size,
    resolution: "second",
    mixedResolution: false,
    artifacts: [{ id: "art_0000000000", sha256: "0".repeat(64) }],
  };
  const named = (codes: Map<string, number>) => {
    const names = [...codes.keys()];
    return (wanted: Int32Array): Promise<string[]> => Promise.resolve(Array.from(wanted, (at) => names[at]!));
  };
  const objectName = named(texts);
  return {
    shares: () => Promise.resolve(columns),
    texts: () => {
      const values = [...texts.keys()];
      const codes = Int32Array.from(values.keys());
      return Promise.resolve({
        shares: columns,
        batches: (async function* () {
          yield { codes, texts: values };
        })(),
      });
    },
    accountNames: named(accounts),
    objectValues: (_, codes) => objectName(codes),
  };
}

async function detected(
  seed: number,
): Promise<{ readonly truth: DemoTruth; readonly result: DetectorResult }> {
  const files = simulateDemo(seed);
  const truth = JSON.parse(files.get("truth.json")!) as DemoTruth;
  const source = sourceOf(files.get("posts.csv")!, truth);
  const detector = detectorById("co-share");
  const parameters = Object.fromEntries(
    detector.descriptor.parameters.map(({ name, default: value }) => [name, value]),
  );
  return { truth, result: await detector.run(source, parameters, { seed: 1 }) };
}

/** Planted group whose accounts are exactly those of a listed one, and how it was listed. */
function recognised({
  truth,
  result,
}: {
  readonly truth: DemoTruth;
  readonly result: DetectorResult;
}): string[] {
  return (result.output as CoShareOutput).sets.map(({ status, accounts }) => {
    const names = accounts
      .map(({ name }) => name)
      .sort()
      .join(" ");
    return `${status}: ${truth.groups.find((group) => group.accounts.join(" ") === names)?.name ?? "none of them"}`;
  });
}

const EXPECTED = ["finding: team-1", "finding: team-2", "finding: newsroom", "candidate: team-3"];

describe("co-share on the demo's posts, by exact text with the default parameters", () => {
  let run: Awaited<ReturnType<typeof detected>>;
  beforeAll(async () => {
    run = await detected(DEMO_SEED);
  });

  it("finds the planted groups account by account, in this order, and neither the community nor anybody else", () => {
    expect(recognised(run)).toEqual(EXPECTED);
  });

  it("finds them with other seeds, too", async () => {
    for (const seed of [1, 77, 4_000_000_007])
      expect(recognised(await detected(seed)).sort(), String(seed)).toEqual([...EXPECTED].sort());
  });

  it("has no ordinary explanation that the posts speak for in every finding, here and in the example", async () => {
    const { example, descriptor } = coShare;
    const parameters = parseParameters(descriptor, example.parameters);
    const own = await coShare.run(exampleSource(example), parameters, { seed: 1 });
    const groups = [...run.result.findings, ...own.findings].filter(({ status }) => status !== "note");
    expect(groups.length).toBeGreaterThanOrEqual(EXPECTED.length + 2);
    for (const { title } of descriptor.explanations) {
      const answers = groups.map(
        ({ explanations }) => explanations.find((one) => one.title === title)!.answer,
      );
      expect(answers).not.toContain(undefined);
      expect(answers.filter((answer) => answer === "speaks for").length, title).toBeLessThan(groups.length);
    }
  });

  it("tells the teams' clock from the newsroom's feed", () => {
    const answers = recognised(run).map((group, i) => {
      const { explanations } = run.result.findings.find(({ id }) => id === `f${i + 1}`)!;
      const scheduler = explanations.find(({ title }) => title.startsWith("One scheduler"));
      return `${group}: ${scheduler!.answer!}`;
    });
    expect(answers).toEqual([
      "finding: team-1: speaks for",
      "finding: team-2: speaks for",
      "finding: newsroom: speaks against",
      "candidate: team-3: speaks for",
    ]);
  });

  it("numbers its findings as the reasoning of the demo cites them", () => {
    const text = readFileSync(new URL("../examples/demo/assessment.yaml", import.meta.url), "utf8");
    const { records } = parse(text) as { records: Record<string, unknown>[] };
    const { findings } = run.result;
    const groups = recognised(run);
    /** "finding: team-1" for f1, from the letter of the group in the finding's own figure. */
    const meant = (reference: unknown): string => {
      const finding = findings.find(({ id }) => `coshare#${id}` === reference)!;
      if (finding.status === "note") return "note";
      const [figure] = finding.figures;
      const letter = figure?.kind === "network" ? figure.groups[0]!.id : "";
      const at = (run.result.output as CoShareOutput).sets.findIndex(({ id }) => id === letter);
      return groups[at]!;
    };
    const cited = (stands: string): string[] =>
      records
        .filter((record) => record["judgment"] === "J1" && record["stands"] === stands)
        .map((record) => record["entry"])
        .filter((entry) => String(entry).startsWith("coshare#"))
        .map(meant);
    expect(cited("for")).toEqual(["finding: team-1", "finding: team-2"]);
    expect(cited("against")).toEqual(["finding: newsroom"]);
    expect(cited("context")).toEqual(["note"]);
    const gap = records.find((record) => record["premise"] === "G-third-group")!;
    expect((gap["about"] as string[]).map(meant)).toEqual(["candidate: team-3"]);
    const known = new Set(findings.map(({ id }) => `coshare#${id}`));
    expect([...new Set(text.match(/coshare#f\d+/g))].filter((reference) => !known.has(reference))).toEqual(
      [],
    );
  });
});
