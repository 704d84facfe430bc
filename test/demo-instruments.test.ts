/**
 * The instruments on the simulated demo, with the parameters of the demo case, scored against its ground truth; and on the demo without
 * plants, over several seeds, where none of them may speak. Shift and preference have tests of their own beside this one.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { DEMO_SEED } from "../src/demo/simulate.ts";
import type { Finding } from "../src/model/finding.ts";
import { detectorById } from "../src/signals/index.ts";
import { DEMO_MEASURES } from "../src/workbench/measures-demo.ts";
import { demoOf, runOn } from "./support/demo-posts.ts";
import type { Demo } from "./support/demo-posts.ts";

type Given = Readonly<Record<string, string | number | boolean>>;

/** As the demo case runs it; the group is the planted one, the comparison all other accounts. */
async function measured(demo: Demo, key: string): Promise<readonly Finding[]> {
  const [, detector, parameters] = DEMO_MEASURES.runs.find(([name]) => name === key)!;
  const { accounts } = demo.truth;
  const others = Object.keys(accounts).filter((name) => !demo.team.includes(name));
  const given: Given = Object.fromEntries(
    Object.entries(parameters as Given).map(([name, value]) => [
      name,
      name === "group" ? demo.team.join(",") : name === "comparison" ? others.join(",") : value,
    ]),
  );
  const wanted = (topic: string | undefined): boolean =>
    detector !== "preference" || topic === "alder" || topic === "rowan";
  const posts = demo.posts.filter(({ topic }) => wanted(topic));
  return (await runOn(demo, detectorById(detector), given, posts)).findings;
}

const titled = (findings: readonly Finding[], start: string): Finding =>
  findings.find(({ title }) => title.startsWith(start))!;
const statistic = ({ statistics }: Finding, name: string): number =>
  Number(statistics.find((one) => one.name === name)!.value);

describe("with what was planted", () => {
  let demo: Demo;
  beforeAll(() => {
    demo = demoOf();
  });

  it("shift dates the turn", async () => {
    const { from, topic } = demo.truth.shift;
    const [found] = (await measured(demo, "turn")).filter(({ status }) => status === "finding");
    expect(found!.title).toBe(`Rise on ${Number(from.slice(8))} October 2031: “${topic}”, the group`);
  });

  it("preference tells the tilt, to the side that was planted, and no favour", async () => {
    const { share, ordinary } = demo.truth.tilt;
    const findings = await measured(demo, "attention");
    const contrast = titled(findings, "Attention beside the comparison");
    expect(contrast.status).toBe("candidate");
    expect(Math.sign(statistic(contrast, "difference of shares"))).toBe(Math.sign(share - ordinary));
    expect(titled(findings, "Stance between").status).toBe("not answerable");
  });

  it("rhythm tells the round minutes, which are those of the schedules", async () => {
    const { groups } = demo.truth;
    const minutes = groups
      .filter(({ name }) => demo.truth.shift.groups.includes(name))
      .flatMap(({ slots }) => slots.map(({ time }) => Number(time.slice(14, 16))));
    expect(minutes.every((minute) => minute % 10 === 0)).toBe(true);
    const marks = titled(await measured(demo, "hours"), "Marks of a scheduler");
    expect(marks.status).toBe("candidate");
  });

  it("series-check bears out that the line was crossed, under every reading", async () => {
    const claim = (await measured(demo, "line-crossed")).find(({ id }) => id === "f1")!;
    expect(claim.status).toBe("finding");
    expect(statistic(claim, "units that speak for it")).toBe(1);
    expect(statistic(claim, "cells in which it fails")).toBe(0);
  });

  it("leak-trail finds the leak step by step", async () => {
    const { leak } = demo.truth;
    const findings = await measured(demo, "leak");
    const ladder = findings[0]!.figures.find(({ kind }) => kind === "ladder");
    if (ladder?.kind !== "ladder") throw new Error("no ladder");
    const rungs = ladder.rungs.filter(({ what }) => /set A|first mention/.test(what));
    const of = (role: string, party = "no party named") =>
      rungs.find((rung) => rung.role === role && rung.party === party)!.from;
    expect(of("taken").slice(0, 10)).toBe(leak.taken);
    expect(of("published").slice(0, 10)).toBe(leak.published);
    expect(of("amplified", "flagged groups")).toBe(leak.firstOfGroups.replace("Z", ".000Z"));
    expect(of("amplified", "others")).toBe(leak.firstOfOthers.replace("Z", ".000Z"));
    expect(ladder.links.map(({ said }) => said)).toEqual([null, null]);
    const share = titled(findings, "Share through flagged groups");
    expect(share.status).toBe("candidate");
    expect([statistic(share, "posts with a marker"), statistic(share, "of flagged groups")]).toEqual([
      leak.posts,
      leak.ofGroups,
    ]);
    expect(titled(findings, "Hand-overs").sentence).toContain("What the outlet's word adds: nothing.");
  });

  it("disclosure finds the one-sided release, with the counts of the truth", async () => {
    const { sets } = demo.truth;
    const of = (target: string) => sets.filter((set) => set.target === target);
    const out = (target: string) => of(target).filter(({ released }) => released !== null).length;
    const [found] = (await measured(demo, "one-sided")).filter(({ status }) => status === "finding");
    expect([
      statistic(found!, "units collected, first target"),
      statistic(found!, "units released, first target"),
      statistic(found!, "units collected, the other"),
      statistic(found!, "units released, the other"),
    ]).toEqual([of("Alder Party").length, out("Alder Party"), of("Rowan Party").length, out("Rowan Party")]);
    expect(statistic(found!, "fewest collected of the other for it to hold")).toBe(4);
  });
});

type Status = Finding["status"];
const titles = (findings: readonly Finding[], statuses: readonly Status[], but = /^$/): string[] =>
  findings.flatMap(({ status, title }) => (statuses.includes(status) && !but.test(title) ? title : []));

/**
 * What an instrument says that would be taken for the plant. Not counted: a pulse, which shift describes and never tests; that people of
 * one country keep hours in common, which is so; and a claim about a series that is said to fail.
 */
const SPEAKS: Readonly<Record<string, (findings: readonly Finding[]) => readonly string[]>> = {
  turn: (findings) => titles(findings, ["finding"]),
  attention: (findings) => titles(findings, ["finding", "candidate"]),
  hours: (findings) => titles(findings, ["finding", "candidate"], /^Hours in common/),
  "line-crossed": (findings) =>
    titles(
      findings.filter((finding) => finding.id === "f1" && statistic(finding, "cells in which it holds") > 0),
      ["finding", "candidate"],
    ),
  leak: (findings) => titles(findings, ["finding", "candidate"]),
  "one-sided": (findings) => titles(findings, ["finding", "candidate"]),
};

describe("without", () => {
  it("has the same accounts, other posts and no truth", () => {
    const still = demoOf(DEMO_SEED, { plants: false });
    expect([...still.files.keys()]).toEqual([
      "posts.csv",
      "polls.csv",
      "collected.csv",
      "events.csv",
      "markers.csv",
    ]);
    expect(still.posts.length).toBeGreaterThan(20_000);
    const posted = new Set(still.posts.map(({ account }) => account));
    for (const account of still.team) expect(still.truth.accounts[account]).toMatch(/^team-[12]$/);
    expect(still.team.filter((account) => posted.has(account)).length).toBeGreaterThan(30);
  });

  it.each([DEMO_SEED, 1, 2, 3, 4])("no instrument speaks: seed %d", async (seed) => {
    const still = demoOf(seed, { plants: false });
    const said: Record<string, readonly string[]> = {};
    for (const [key] of DEMO_MEASURES.runs) said[key] = SPEAKS[key]!(await measured(still, key));
    expect(said).toEqual(Object.fromEntries(DEMO_MEASURES.runs.map(([key]) => [key, []])));
  });
});
