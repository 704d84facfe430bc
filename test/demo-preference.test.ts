/**
 * Preference on the simulated posts, scored against their ground truth: the groups whose scheduled items speak of one party are
 * told apart from ordinary accounts, and groups of ordinary accounts are not.
 */
import { beforeAll, expect, it } from "vitest";
import type { Finding } from "../src/model/finding.ts";
import { Random } from "../src/kernel/index.ts";
import { preference } from "../src/signals/detectors/preference/index.ts";
import { demoOf, runOn } from "./support/demo-posts.ts";
import type { Demo } from "./support/demo-posts.ts";

let demo: Demo;
let ordinary: string[];

beforeAll(() => {
  demo = demoOf();
  const { accounts } = demo.truth;
  ordinary = Object.keys(accounts).filter((name) => accounts[name] === "ordinary");
});

async function beside(group: readonly string[], others: readonly string[]): Promise<readonly Finding[]> {
  const { findings } = await runOn(
    demo,
    preference,
    { group: group.join(","), comparison: others.join(","), subjects: "alder, rowan", in: "topic" },
    demo.posts.filter(({ topic }) => topic === "alder" || topic === "rowan"),
  );
  return findings;
}

/** Share of Alder among the scheduled items that speak of a party; undefined without such items. */
function planted(name: string): number | undefined {
  const { slots } = demo.truth.groups.find((group) => group.name === name)!;
  const about = slots.filter(({ topic }) => topic === "alder" || topic === "rowan");
  if (about.length === 0) return undefined;
  return about.filter(({ topic }) => topic === "alder").length / about.length;
}

it("tells the groups with a planted tilt from ordinary accounts, to the side that was planted", async () => {
  const told: Record<string, number> = {};
  for (const { name, accounts } of demo.truth.groups) {
    const findings = await beside(accounts, ordinary);
    expect(findings.some(({ status }) => status === "finding")).toBe(false);
    const contrast = findings.find(({ title }) => title === "Attention beside the comparison")!;
    const difference = contrast.statistics[0]!;
    if (contrast.status === "candidate") told[name] = Math.sign(Number(difference.value));
  }
  // Ordinary accounts name Alder in 64 of 100; the newsroom's feed is no steering, and is told as what it is: attention.
  const expected = demo.truth.groups.flatMap(({ name }) => {
    const share = planted(name);
    return share === undefined ? [] : [[name, Math.sign(share - 0.64)]];
  });
  expect(told).toEqual(Object.fromEntries(expected));
  expect(Object.keys(told)).toEqual(["team-1", "team-2", "team-3", "newsroom"]);
});

it("tells groups of ordinary accounts apart no more often than its level", async () => {
  let told = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const order = Int32Array.from(ordinary.keys());
    new Random(seed).shuffle(order);
    const [group, others] = [order.subarray(0, 60), order.subarray(60)].map((some) =>
      Array.from(some, (i) => ordinary[i]!),
    );
    const findings = await beside(group!, others!);
    const contrast = findings.find(({ title }) => title === "Attention beside the comparison");
    if (contrast?.status === "candidate") told++;
  }
  // 5 % of 20, and three deviations.
  expect(told).toBeLessThanOrEqual(3);
});
