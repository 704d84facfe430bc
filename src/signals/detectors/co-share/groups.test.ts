/** Groups of the network-based statistic, their communities, and what else is said about their pairs. */
import { describe, expect, it } from "vitest";
import { Random, timePlan, type ShareColumns } from "../../../kernel/index.ts";
import type { Finding } from "../../../model/finding.ts";
import { parseParameters } from "../../parameters.ts";
import {
  columnsOf,
  sourceOf,
  syntheticShares,
  type OneShare,
} from "../../../../test/support/synthetic-source.ts";
import { analyse } from "./analyse.ts";
import { NETWORK_SHARES } from "./descriptor.ts";
import { objectWords } from "./object-words.ts";
import { findGroups } from "./groups.ts";
import { coShare } from "./index.ts";
import type { CoShareOutput } from "./output.ts";
import { runWords } from "./run-wording.ts";
import { settingsOf } from "./settings.ts";

const runOn = async (columns: ShareColumns, raw: Record<string, unknown> = {}, seed = 1) => {
  const result = await coShare.run(sourceOf(columns), parseParameters(coShare.descriptor, raw), { seed });
  return { ...result, output: result.output as CoShareOutput };
};
const statistic = (finding: Finding, name: string) => finding.statistics.find((s) => s.name === name)?.value;

const MINUTE = 60_000;

/** Ordinary shares of popular objects, and a team of five of which all but one share each object of five together. */
function quietTeam(): ShareColumns {
  const random = new Random(4);
  const list: OneShare[] = Array.from({ length: 9000 }, () => ({
    account: Math.floor(300 * random.uniform() ** 2),
    object: Math.floor(60 * random.uniform() ** 2),
    time: MINUTE * Math.floor(40_000 * random.uniform()),
  }));
  for (let i = 0; i < 5; i++)
    for (let m = 0; m < 5; m++)
      list.push({ account: 300 + m, object: i, time: MINUTE * (100 + 7000 * i + (m === i ? 4000 : 0)) });
  return columnsOf(list, 305, 60);
}

describe("a team that no single pair betrays", () => {
  it("is a finding as a group, and the sentence says that no pair is", async () => {
    const { findings, output, counts } = await runOn(quietTeam(), { window: 1200 });
    expect(counts).toMatchObject({
      significantBoth: 0,
      "networkGroups.finding": 1,
      findingGroups: 1,
    });
    expect(output.sets[0]!.accounts.map(({ name }) => name).sort()).toEqual(
      [300, 301, 302, 303, 304].map((a) => `handle-${a}`),
    );
    expect(output.sets[0]!.details.network).toMatchObject({ p: 0.005, shuffles: 199 });
    expect(findings[1]!.method).toContain(
      "0 of its 10 pairs are significant by themselves (Holm, level 0.005, over 46,360 possible pairs)",
    );
    expect(findings[1]!.method).toContain("this is said of the group, not of one pair in it");
    expect(findings[0]!.method).toContain("As groups, 1 exceeds the resamples of both nulls");
    expect(findings[0]!.method).toContain(
      "On three texts or more, 199 shuffles of the times inside each text (null 2) give 0 pairs.",
    );
  });

  it("is not one without shuffles, and the page says that they were not made", async () => {
    const { findings, counts } = await runOn(quietTeam(), { window: 1200, shuffles: 0 });
    expect(counts).toMatchObject({ shuffles: 0, "networkGroups.finding": "not computed", findingGroups: 0 });
    expect(findings[0]!.sentence).toContain("Pairs and groups were not compared with resamples, as asked.");
  });

  it("cannot be significant with too few shuffles, and the page says so", async () => {
    const { findings, counts } = await runOn(quietTeam(), { window: 1200, shuffles: 19 });
    expect(counts).toMatchObject({ "networkGroups.finding": 0, findingGroups: 0 });
    expect(findings[0]!.sentence).toContain(
      "With 19 resamples no group can be found at this level; 199 are needed.",
    );
  });

  it("can be paid for by Tarone's correction, which prints both figures", async () => {
    const { findings, counts } = await runOn(quietTeam(), { window: 1200, multiplicity: "tarone" });
    const over = counts["correctedOverNull2"] as number;
    expect(over).toBeLessThan(46_360);
    expect(counts["largestPNull2"]).toBe(0.005 / over);
    expect(findings[0]!.method).toMatch(
      /null 2: Tarone, level 0\.005, over [\d,]+ attainable of 46,360 possible pairs, so p at most \d\.\de-\d/,
    );
    expect(findings[0]!.significance.map(({ correction }) => correction)).toEqual([
      "Tarone",
      "Tarone",
      "Tarone",
    ]);
  });

  it("depends on the seed in its p at most, and not on what ran before", async () => {
    const [once, again, other] = await Promise.all([
      runOn(quietTeam(), { window: 1200 }, 5),
      runOn(quietTeam(), { window: 1200 }, 5),
      runOn(quietTeam(), { window: 1200 }, 6),
    ]);
    expect(again).toEqual(once);
    expect(other.output.sets.map(({ accounts }) => accounts)).toEqual(
      once.output.sets.map(({ accounts }) => accounts),
    );
    expect(other.output.details.power).not.toEqual(once.output.details.power);
  });
});

describe("shuffles", () => {
  it("report how far they are, and stop when asked", async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const parameters = parseParameters(coShare.descriptor, { window: 1200 });
    const stopped = coShare.run(sourceOf(quietTeam()), parameters, {
      seed: 1,
      signal: stop.signal,
      onProgress: ({ stage, done, total, unit }) => {
        if (!stage.startsWith("moving sittings")) return;
        seen.push(`${done} of ${total} ${unit}`);
        if (done === 7) stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: "STOPPED" });
    expect(seen.at(-1)).toBe("7 of 199 shuffles");
  });

  it("are not made above the stated number of shares, and the page says so", async () => {
    const columns = quietTeam();
    const settings = settingsOf({});
    const analysis = await analyse(columns, columns, timePlan(60, "minute"), settings, { seed: 1 });
    const large = { ...analysis, first: { ...analysis.first, length: NETWORK_SHARES + 1 } };
    const found = findGroups(large, undefined, 1);
    const look = { resampled: undefined, before: undefined, withPosts: [], power: [] };
    const aside = { accounts: new Int32Array(0), objects: new Int32Array(0), unknown: [] };
    const { sentence } = runWords(
      { analysis: large, found, aside, ...look, allShares: 0, pictures: undefined },
      objectWords("text"),
    );
    expect(sentence).toContain(
      "Groups were not compared with resamples, because there are more than 20,000,000 shares.",
    );
    expect(found.networks).toBeUndefined();
  });
});

describe("over data without a team", () => {
  it("at most a share q of the runs has a finding group, and likewise of candidates", async () => {
    let findings = 0;
    let candidates = 0;
    const runs = 20;
    for (let seed = 100; seed < 100 + runs; seed++) {
      const { list, accounts, objects } = syntheticShares({
        seed,
        accounts: 60,
        objects: 80,
        shares: 1500,
        teams: [],
      });
      const { counts } = await runOn(columnsOf(list, accounts, objects), {
        window: 600,
        level: 0.05,
        shuffles: 99,
      });
      if (counts["findingGroups"] !== 0) findings++;
      if (counts["candidateGroups"] !== 0) candidates++;
    }
    // Level 0.05 for pairs and 0.05 for groups, three standard deviations.
    const most = runs * 0.1 + 3 * Math.sqrt(runs * 0.1 * 0.9);
    expect(findings).toBeLessThanOrEqual(most);
    expect(candidates).toBeLessThanOrEqual(most);
  });
});

describe("a group of 50,000 accounts", () => {
  const ACCOUNTS = 50_000;
  /** A ring: each object is shared by four neighbours in one minute, and by nobody else. */
  const ring = (): ShareColumns =>
    columnsOf(
      Array.from({ length: ACCOUNTS * 4 }, (_, i) => ({
        account: (Math.floor(i / 4) + (i % 4)) % ACCOUNTS,
        object: Math.floor(i / 4),
        time: MINUTE * ((Math.floor(i / 4) * 7919) % 100_000),
      })),
      ACCOUNTS,
      ACCOUNTS,
    );

  it("is one group with communities, drawn in part, in a time that grows with its pairs", async () => {
    const before = process.cpuUsage();
    const { findings, output } = await runOn(ring(), { shuffles: 2, window: 0 });
    const used = process.cpuUsage(before);
    expect(used.user / 1e6).toBeLessThan(20);
    expect(output.sets).toHaveLength(1);
    const [group] = output.sets;
    expect(group!.accounts).toHaveLength(ACCOUNTS);
    expect(group!.edges.length).toBeGreaterThanOrEqual(ACCOUNTS);
    expect(group!.posts).toHaveLength(ACCOUNTS * 4);
    expect(group!.details.communities!.count).toBeGreaterThan(100);
    expect(group!.details.communities!.modularity).toBeGreaterThan(0.9);
    expect(group!.details.communities!.agreement).toBeLessThan(1);
    const figure = findings[1]!.figures[0]!;
    expect(figure.kind === "network" && [figure.nodes.length, figure.omitted.accounts]).toEqual([
      40,
      ACCOUNTS - 40,
    ]);
    expect(JSON.stringify(findings).length).toBeLessThan(100_000);
    expect(group!.details.kind).toBe("activity");
  });
});

describe("what else is said about a pair", () => {
  const team = (author: boolean): ShareColumns => {
    const { list, accounts, objects } = syntheticShares({
      seed: 21,
      accounts: 150,
      objects: 300,
      shares: 4500,
      teams: [{ accounts: 4, objects: 10, own: false }],
    });
    const columns = columnsOf(list, accounts, objects);
    if (!author) return columns;
    // The team reshares account 7 on seven of its ten objects, and account 8 on the others.
    const authors = columns.account.map((account, i) =>
      account < 150 ? -1 : columns.object[i]! < 7 ? 7 : 8,
    );
    return { ...columns, author: authors };
  };

  it("names the share of one source where reshares tell, and says why not where they do not", async () => {
    const { findings, output } = await runOn(team(true));
    expect(output.sets[0]!.edges.map(({ details }) => details.oneSource)).toEqual(
      Array.from({ length: 6 }, () => 0.7),
    );
    expect(statistic(findings[1]!, "share of a pair's texts reshared from one author, median")).toBe(0.7);
    expect(output.details.notComputed).toEqual([]);
    const without = await runOn(team(false));
    expect(without.output.sets[0]!.edges[0]!.details.oneSource).toBeNull();
    expect(statistic(without.findings[1]!, "share of a pair's texts reshared from one author, median")).toBe(
      "not computed",
    );
    expect(without.output.details.notComputed[0]).toContain("No post that is reshared");
  });

  it("gives p with the pair left out, stronger where the pair made part of it, and the delay after the first share", async () => {
    const columns = team(false);
    const { output } = await runOn(columns);
    const firstOf = new Map<number, number>();
    columns.object.forEach((o, i) => firstOf.set(o, Math.min(firstOf.get(o) ?? Infinity, columns.time[i]!)));
    for (const edge of output.sets[0]!.edges) {
      expect(edge.details.leftOut.objects).toBe(10);
      expect(edge.details.leftOut.log10p!).toBeLessThan(edge.details.rawLog10p.times);
      const ends = [edge.details.nameA, edge.details.nameB].map((name) => Number(name.slice(7)));
      const delays = Array.from({ length: 10 }, (_, o) => {
        const times = columns.time.filter(
          (_t, i) => columns.object[i] === o && ends.includes(columns.account[i]!),
        );
        return (Math.min(...times) - firstOf.get(o)!) / 1000;
      }).sort((x, y) => x - y);
      expect(edge.details.medianDelaySeconds).toBe((delays[4]! + delays[5]!) / 2);
      expect(edge.details.yekutieliLog10p.times).toBeGreaterThan(edge.details.screeningLog10p.times);
    }
  });
});

describe("the grid of window and minimum", () => {
  it("counts what a run with these parameters counts, and marks the declared cell", async () => {
    const { list, accounts, objects } = syntheticShares({
      seed: 3,
      accounts: 80,
      objects: 120,
      shares: 3000,
      teams: [{ accounts: 4, objects: 9, own: true }],
    });
    const columns = columnsOf(list, accounts, objects);
    const gridOf = (findings: readonly Finding[]) => {
      const grid = findings[0]!.figures.at(-1)!;
      if (grid.kind !== "grid") throw new Error("no grid");
      return grid;
    };
    const grid = gridOf((await runOn(columns, { window: 300, minimum: 4, shuffles: 0 })).findings);
    expect(grid.columns.values).toEqual([0, 60, 300, 600, 3600, 21_600, 86_400]);
    expect(grid.rows.values).toEqual([2, 3, 4, 5, 10, 20]);
    expect(grid.declared).toEqual({ column: 2, row: 2 });
    for (const [c, window] of grid.columns.values.entries()) {
      for (const [r, minimum] of grid.rows.values.entries()) {
        const { counts } = await runOn(columns, { window, minimum, shuffles: 0 });
        expect(grid.cells[r * grid.columns.values.length + c]).toBe(counts["pairsOnMinimum"]);
      }
    }
  });
});
