import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PlumblineError } from "../../../errors.ts";
import { bruteForce } from "../../../../test/support/coshare-oracle.ts";
import { Random, type Resolution, type ShareColumns } from "../../../kernel/index.ts";
import type { Finding } from "../../../model/finding.ts";
import { parseParameters } from "../../parameters.ts";
import {
  columnsOf,
  sourceOf,
  syntheticShares,
  type OneShare,
  type SyntheticTeam,
} from "../../../../test/support/synthetic-source.ts";
import { coShare } from "./index.ts";
import type { CoShareOutput } from "./output.ts";

const runOn = async (columns: ShareColumns, raw: Record<string, unknown> = {}) => {
  const parameters = parseParameters(coShare.descriptor, raw);
  const result = await coShare.run(sourceOf(columns), parameters, { seed: 1 });
  return { ...result, output: result.output as CoShareOutput };
};

const ordinary = { seed: 21, accounts: 150, objects: 300, shares: 4500 };
const withTeams = (teams: readonly SyntheticTeam[], resolution?: Resolution): ShareColumns => {
  const { list, accounts, objects } = syntheticShares({ ...ordinary, teams });
  return columnsOf(list, accounts, objects, resolution);
};
const grouped = (findings: readonly Finding[]) => findings.filter((f) => f.status !== "note");
const noteOf = (findings: readonly Finding[]) => findings[0]!;
/** Names of the accounts of each group. */
const members = (output: CoShareOutput) =>
  output.sets.map((group) =>
    group.accounts.map((account) => Number(account.name.slice(7))).sort((x, y) => x - y),
  );

describe("planted teams", () => {
  it("that share popular objects together are found by nulls 2 and 3, with their names in the output only", async () => {
    const { findings, output } = await runOn(withTeams([{ accounts: 6, objects: 12, own: false }]));
    expect(members(output)).toEqual([[150, 151, 152, 153, 154, 155]]);
    const [finding] = grouped(findings);
    expect(finding).toMatchObject({ id: "f1", status: "finding", rows: { count: 72 } });
    expect(finding!.sentence).toBe(
      "Among six accounts, all 15 pairs posted identical texts less than 120 s apart (times are recorded to the minute), " +
        "each on 12 separate occasions. In all: 12 distinct texts in 72 posts on 12 occasions, between 30 September and " +
        "11 October 2031 (UTC). Neither the times at which the texts came up among all who shared them nor the hours " +
        "these accounts keep would be likely to give it. A common feed, a notification or one operator would; which of " +
        "them it was is not said.",
    );
    expect(finding!.method).toContain(
      "gives no group as heavy in 199 tries (p = 0.005); moving each sitting",
    );
    expect(finding!.method).toContain(
      "15 of its 15 pairs are significant by themselves (Holm, level 0.005, over 12,090 possible pairs). Two routes " +
        "lead here, single pairs and groups, each at 0.005: together at most 0.01.",
    );
    expect(finding!.significance.map((s) => [s.null, s.correction, s.m, s.level])).toEqual([
      ["times shuffled inside each object (null 2)", "network-based statistic", 199, 0.005],
      ["each account's own timetable (null 3)", "network-based statistic", 199, 0.005],
      ["null 2 and null 3, the larger p", "Holm", 12_090, 0.005],
      ["times shuffled inside each object (null 2)", "Holm", 12_090, 0.005],
      ["each account's own timetable (null 3)", "Holm", 12_090, 0.005],
      ["activity x popularity (null 1)", "Holm", 12_090, 0.005],
    ]);
    for (const group of [0, 1]) expect(10 ** finding!.significance[group]!.log10p).toBeCloseTo(0.005, 12);
    expect(finding!.significance[2]!.log10p).toBeLessThan(-2.3);
  });

  it("that own their objects stay candidates, and null 2 says that it cannot judge", async () => {
    const { findings, output, counts } = await runOn(withTeams([{ accounts: 5, objects: 8, own: true }]));
    expect(members(output)).toEqual([[150, 151, 152, 153, 154]]);
    expect(output.sets[0]).toMatchObject({ status: "candidate", details: { kind: "own objects" } });
    const [candidate] = grouped(findings);
    expect(candidate!.status).toBe("candidate");
    expect(candidate!.sentence).toContain(
      "Hardly anybody else shared these texts, so the times at which they came up cannot be told apart from the times " +
        "at which the group shared them. The hours these accounts keep do not account for it; following one small feed would.",
    );
    expect(candidate!.sentence).toContain("This is a candidate, and no finding of coordination.");
    expect(noteOf(findings).sentence).toContain(
      "Candidate: 1 group that shares what hardly anybody else does.",
    );
    expect(noteOf(findings).method).toContain("Null 2 cannot judge the set as a whole");
    expect(counts).toMatchObject({
      findingGroups: 0,
      ownObjectsGroups: 1,
      candidateGroups: 1,
      null2CannotJudge: true,
    });
  });

  it("are told apart, the finding first, and a candidate inside a finding is counted and not repeated", async () => {
    const { findings, output, counts } = await runOn(
      withTeams([
        { accounts: 4, objects: 10, own: true },
        { accounts: 6, objects: 12, own: false },
      ]),
    );
    expect(output.sets.map((g) => [g.id, g.status, g.accounts.length])).toEqual([
      ["A", "finding", 6],
      ["B", "candidate", 4],
    ]);
    expect(counts["groupsInsideOthers"]).toBeGreaterThan(0);
    expect(findings.map((f) => f.id)).toEqual(["f3", "f1", "f2"]);
    expect(noteOf(findings).sentence).toMatch(
      /\d more lies? wholly inside one of these and (is|are) not repeated/,
    );
    const network = noteOf(findings).figures[0]!;
    expect(network.kind === "network" && network.omitted).toEqual({ accounts: 4, edges: 6 });
  });

  it("give no finding and no candidate where there are none, and the page says what was looked at", async () => {
    // Over all pairs and seeds at most the level is wrong, on average; these seeds are fixed.
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { list, accounts, objects } = syntheticShares({ ...ordinary, seed, teams: [] });
      const { findings, counts, output } = await runOn(columnsOf(list, accounts, objects));
      expect(grouped(findings)).toEqual([]);
      expect(output.sets).toEqual([]);
      expect(counts).toMatchObject({ significantNull1: 0, significantNull2: 0 });
      expect(noteOf(findings).sentence).toContain("This does not say that nobody coordinates.");
      expect(noteOf(findings).sentence).toMatch(
        /A team of five that meets on six occasions would have been found here in \d+ of 20 tries, .* Of 11,175 possible pairs of 150 accounts, \d+ posted identical/,
      );
      expect(noteOf(findings).method).toContain("One by one, 0 pairs are significant under both");
    }
  });
});

describe("the output", () => {
  it("holds pairs and posts that equal the definition, and the fingerprint that the finding prints", async () => {
    const columns = withTeams([{ accounts: 4, objects: 9, own: false }]);
    const list: OneShare[] = Array.from({ length: columns.length }, (_, i) => ({
      account: columns.account[i]!,
      object: columns.object[i]!,
      time: columns.time[i]!,
    }));
    const { findings, output } = await runOn(columns);
    const [group] = output.sets;
    const team = new Set([150, 151, 152, 153]);
    const truth = bruteForce(
      list.filter((s) => team.has(s.account)),
      60_000,
      2,
    );
    const edges = group!.edges
      .map((e) => ({
        a: e.details.nameA,
        b: e.details.nameB,
        objects: e.details.objectsWithRepeats,
        matches: e.matches,
        median: e.medianSeconds,
        first: [e.aFirst, e.bFirst],
      }))
      .sort((x, y) => (x.a + x.b < y.a + y.b ? -1 : 1));
    expect(edges).toEqual(
      truth.map((p) => ({
        a: `handle-${p.a}`,
        b: `handle-${p.b}`,
        objects: p.objects,
        matches: p.matches,
        median: p.median / 1000,
        first: [p.aFirst, p.bFirst],
      })),
    );
    // The team's posts are the last rows of the file.
    const own = Array.from({ length: 36 }, (_, i) => columns.length - 36 + i + 1);
    expect(group!.posts.map((post) => post.row)).toEqual(own);
    const lines = own.map((row) => `${"ab".repeat(32)}:${row}\n`).sort();
    expect(grouped(findings)[0]!.rows).toEqual({
      count: 36,
      sha256: createHash("sha256").update(lines.join("")).digest("hex"),
    });
  });

  it("names accounts by activity, the commonest objects, and the objects that carry most pairs", async () => {
    const columns = withTeams([{ accounts: 3, objects: 9, own: true }]);
    const busy = columnsOf(
      [
        ...Array.from({ length: columns.length }, (_, i) => ({
          account: columns.account[i]!,
          object: columns.object[i]!,
          time: columns.time[i]!,
        })),
        { account: 152, object: 5, time: 0 },
      ],
      columns.accounts,
      columns.objects,
    );
    const { output } = await runOn(busy);
    expect(output.sets[0]!.accounts).toEqual([
      { pseudonym: "A-01", name: "handle-152", shares: 10, community: null },
      { pseudonym: "A-02", name: "handle-150", shares: 9, community: null },
      { pseudonym: "A-03", name: "handle-151", shares: 9, community: null },
    ]);
    expect(output.sets[0]!.commonest).toHaveLength(5);
    expect(output.sets[0]!.commonest[0]).toEqual({ value: "value-300", count: 3 });
    expect(output.details.boilerplate[0]!.count).toBe(3);
  });

  it("counts a post with two objects once", async () => {
    const columns = withTeams([{ accounts: 3, objects: 8, own: true }]);
    const row = columns.row.map((r) => Math.ceil(r / 2));
    const { findings } = await runOn({ ...columns, row }, { object: "hashtag" });
    expect(grouped(findings)[0]!.rows.count).toBe(12);
    expect(grouped(findings)[0]!.sentence).toContain(
      "Among three accounts, all 3 pairs used the same hashtags",
    );
  });
});

describe("parameters and resolution", () => {
  const refusal = async (columns: ShareColumns, raw: Record<string, unknown>): Promise<string> => {
    try {
      await runOn(columns, raw);
    } catch (error) {
      if (error instanceof PlumblineError) return error.line();
      throw error;
    }
    return "";
  };

  it("refuses a window below the resolution, and an unknown kind of object, in one line", async () => {
    const columns = withTeams([]);
    expect(await refusal(columns, { window: 30 })).toBe(
      "A window of 30 s lies below the resolution: these times are recorded to the minute. [PARAMETER] Use 0 for the same recorded minute, or 60 for neighbouring ones.",
    );
    expect(await refusal(columns, { object: "colour" })).toContain(
      '"colour" is not a kind of object. [PARAMETER] Use text,',
    );
    expect(await refusal(columns, { window: "soon" })).toBe(
      'window is a whole number from 0 to 2592000 (seconds); "soon" is not. [PARAMETER] See the parameters of the detector and their bounds.',
    );
    expect(await refusal(columns, { minimum: 1 })).toContain("minimum is a whole number from 2 to 10000");
    expect(await refusal(columns, { colours: 1 })).toContain(
      "It takes object, window, windows, minimum, level, multiplicity, shuffles,",
    );
  });

  it.each([
    ["minute", 0, "in the same recorded minute (times are recorded to the minute)"],
    ["second", 60, "at most 60 s apart (times are recorded to the second)"],
    ["second", 600, "at most 10 minutes apart (times are recorded to the second)"],
    ["hour", 3600, "less than 2 hours apart (times are recorded to the hour)"],
  ] as const)("says how far apart: %s, window %i", async (resolution, window, words) => {
    const { findings } = await runOn(withTeams([], resolution), { window });
    expect(noteOf(findings).sentence).toContain(words);
  });

  it("takes numbers as text, uses the minimum, and says when files differ in resolution", async () => {
    const columns = { ...withTeams([{ accounts: 4, objects: 8, own: true }]), mixedResolution: true };
    const { findings, counts } = await runOn(columns, { minimum: "9", window: "60" });
    expect(counts).toMatchObject({ pairsOnMinimum: 0, mixedResolution: true });
    expect(grouped(findings)).toEqual([]);
    expect(noteOf(findings).sentence).toContain("none on 9 texts or more");
    expect(noteOf(findings).sentence).toContain(
      "Files differ in time resolution; all times are compared by the minute.",
    );
    expect(noteOf(findings).sentence).not.toContain("no coordination");
  });
});

describe("limits that say so", () => {
  it("lists 40 candidates and says how many more the output holds", async () => {
    const teams = Array.from({ length: 45 }, () => ({ accounts: 2, objects: 8, own: true }));
    const { findings, output, counts } = await runOn(withTeams(teams));
    expect(output.sets).toHaveLength(45);
    expect(grouped(findings)).toHaveLength(40);
    expect(output.sets.map((g) => g.id).slice(24, 29)).toEqual(["Y", "Z", "AA", "AB", "AC"]);
    expect(counts).toMatchObject({ groupsNotListed: 5 });
    expect(noteOf(findings).sentence).toContain("the output holds 5 more candidates.");
    const timeline = noteOf(findings).figures[1]!;
    expect(timeline.kind === "timeline" && timeline.series.map((s) => s.id).slice(-2)).toEqual([
      "L",
      "33 other groups",
    ]);
    const posts = timeline.kind === "timeline" ? timeline.series.flatMap((s) => s.counts) : [];
    expect(posts.reduce((sum, n) => sum + n, 0)).toBe(45 * 16);
  });

  it("draws part of a large group and says what it leaves out", async () => {
    const { findings } = await runOn(withTeams([{ accounts: 60, objects: 8, own: true }]));
    const figure = grouped(findings)[0]!.figures[0]!;
    if (figure.kind !== "network") throw new Error("no network");
    const pairs = grouped(findings)[0]!.statistics.find(
      (s) => s.name === "pairs that hold the group together",
    )!.value as number;
    expect([figure.nodes.length, figure.edges.length]).toEqual([40, 120]);
    expect(figure.omitted).toEqual({ accounts: 20, edges: pairs - 120 });
    const drawn = new Set(figure.nodes.map((node) => node.id));
    for (const edge of figure.edges) expect(drawn.has(edge.a) && drawn.has(edge.b)).toBe(true);
  });

  it("counts a very dense object in full and reports it with its number", async () => {
    const random = new Random(9);
    const n = 1500;
    const list = Array.from({ length: n }, (_, account) => ({
      account,
      object: 0,
      time: 60_000 * random.below(2),
    }));
    const { findings, counts, output } = await runOn(columnsOf(list, n, 1));
    const events = (n * (n - 1)) / 2;
    expect(counts).toMatchObject({ denseObjects: 1, pairEvents: events, pairsMatched: events });
    expect(output.details.dense).toEqual([{ value: "value-0", events }]);
    expect(noteOf(findings).method).toContain(
      "1 text is very dense: up to 1,124,250 pairs of posts within 60 s; all are counted.",
    );
  });
});
