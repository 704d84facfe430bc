/**
 * Benchmark of co-share: shares per second of processor time for the sweep alone, for the significance tests, for one
 * shuffle and for communities, on synthetic shares with a fixed seed. Not a test; machines differ.
 *
 * The stream: popularity of objects and activity of accounts fall as powers, times spread from each object's own
 * moment with a long tail over thirty days, and in every hundred thousand shares one planted team of 20 accounts that
 * shares 50 objects within nine seconds.
 */
import {
  attainableActivity,
  attainableTimes,
  buildIncidence,
  deal,
  firstShares,
  holmLog10,
  margins,
  networkState,
  possiblePairs,
  PRIMARY_P,
  Random,
  scoreShuffle,
  shuffleRandom,
  shuffleSpace,
  stableCommunities,
  sweep,
  testActivity,
  testMoments,
  timetable,
  jitterLaw,
  LEAST_MOMENTS,
  objectChances,
  timePlan,
  timesPairTest,
  type Incidence,
  type ShareColumns,
  type TimetableSpace,
} from "../src/kernel/index.ts";
import { parseParameters } from "../src/signals/index.ts";
import { sourceOf } from "../test/support/synthetic-source.ts";
import type { BenchRow } from "./row.ts";

const DAY = 86_400;
const SPAN = 30 * DAY;
const TEAM_ACCOUNTS = 20;
const TEAM_OBJECTS = 50;

/** A rank from 0 to n - 1 with chances that fall as a power of it. */
function ranked(random: Random, n: number, exponent: number): number {
  const e = 1 - exponent;
  return Math.min(n - 1, Math.floor((((n + 1) ** e - 1) * random.uniform() + 1) ** (1 / e)) - 1);
}

/** About `n` shares in time order, at a resolution of one second, with planted teams; same seed, same shares. */
export function syntheticStream(n: number, seed = 7): ShareColumns & { readonly teams: number } {
  const random = new Random(seed);
  const teams = Math.max(1, Math.round(n / 1e5));
  const planted = teams * TEAM_ACCOUNTS * TEAM_OBJECTS;
  const accounts = Math.max(100, Math.round(n / 20));
  const objects = Math.max(200, Math.round(n / 5));
  const account = new Int32Array(n);
  const object = new Int32Array(n);
  const time = new Float64Array(n);
  const moment = Float64Array.from({ length: objects }, () => SPAN * random.uniform());
  const spread = Float64Array.from({ length: objects }, () => 3600 * 10 ** (1.45 * random.uniform()));
  for (let i = 0; i < n - planted; i++) {
    const o = ranked(random, objects, 0.75);
    account[i] = ranked(random, accounts, 0.6);
    object[i] = o;
    const tail = random.uniform() < 0.7 ? 1 : 20;
    time[i] = Math.floor(moment[o]! - Math.log(1 - random.uniform()) * spread[o]! * tail);
  }
  let i = Math.max(0, n - planted);
  for (let g = 0; g < teams && i < n; g++) {
    const members = Int32Array.from({ length: TEAM_ACCOUNTS }, () => random.below(accounts));
    for (let j = 0; j < TEAM_OBJECTS && i < n; j++) {
      const o = random.below(objects);
      const at = Math.floor(SPAN * random.uniform());
      for (let m = 0; m < TEAM_ACCOUNTS && i < n; m++, i++) {
        account[i] = members[m]!;
        object[i] = o;
        time[i] = at + random.below(9);
      }
    }
  }
  const order = Int32Array.from({ length: n }, (_, k) => k).sort((x, y) => time[x]! - time[y]! || x - y);
  return {
    length: n,
    account: order.map((k) => account[k]!),
    object: order.map((k) => object[k]!),
    time: Float64Array.from(order, (k) => time[k]! * 1000),
    artifact: new Uint16Array(n),
    row: Int32Array.from({ length: n }, (_, k) => k + 1),
    accounts,
    objects,
    resolution: "second",
    mixedResolution: false,
    artifacts: [{ id: "art_0000000001", sha256: "00".repeat(32) }],
    teams,
  };
}

/** Measures one step: best of three by processor time. */
function measure<T>(name: string, n: number, unit: string, step: () => T): { row: BenchRow; value: T } {
  let best = Infinity;
  let value: T | undefined;
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage();
    value = step();
    const used = process.cpuUsage(before);
    best = Math.min(best, (used.user + used.system) / 1e6);
  }
  return { row: { name, n, unit, cpuSeconds: best, perSecond: n / best }, value: value as T };
}

/** One million shares, a window of 60 s, pairs on two objects or more. */
export async function runCoShareBench(n = 1_000_000): Promise<BenchRow[]> {
  const columns = syntheticStream(n);
  const plan = timePlan(60, columns.resolution);
  const window = plan.windowTicks;
  const sorted = measure("co-share: sort by object", n, "shares", () => buildIncidence(columns, plan));
  const swept = measure("co-share: prune and sweep", n, "shares", () =>
    sweep(sorted.value, window, { minimum: 2 }),
  );
  const first = firstShares(sorted.value);
  const { pairs } = sweep(first, window, { minimum: 2 });
  const tested = measure("co-share: both nulls and Holm", n, "shares", () => {
    const fixed = margins(first, window);
    const m = possiblePairs(columns.accounts);
    const table = timetable(first, columns.time, jitterLaw(plan));
    const { log10pTimes } = finish(testMoments(table, objectChances(fixed), pairs));
    holmLog10(testActivity(fixed, pairs).log10p, m);
    return holmLog10(log10pTimes, m);
  });
  const space = {
    table: timetable(first, columns.time, jitterLaw(plan)),
    chance: objectChances(margins(first, window)),
  };
  return [
    sorted.row,
    swept.row,
    tested.row,
    await wholeRow(columns),
    ...shuffleRows(first, space, window, n),
    communityRow(),
  ];
}

const SHUFFLES = 5;

type Built = typeof import("../src/signals/detectors/co-share/index.ts");
const BUILT = new URL("../dist/signals/detectors/co-share/index.js", import.meta.url).href;

/** As built, which is what users run: everything that a run does after its shares are read: counts, three nulls, 199 resamples of two, groups and power. */
async function wholeRow(columns: ShareColumns): Promise<BenchRow> {
  const { coShare } = (await import(BUILT)) as Built;
  const before = process.cpuUsage();
  const parameters = parseParameters(coShare.descriptor, {});
  const { counts } = await coShare.run(sourceOf(columns), parameters, { seed: 1 });
  const used = process.cpuUsage(before);
  const cpuSeconds = (used.user + used.system) / 1e6;
  const name = `co-share: a whole run, ${String(counts["findingGroups"])} groups, ${Math.round(process.resourceUsage().maxRSS / 1000)} MB`;
  return { name, n: columns.length, unit: "shares", cpuSeconds, perSecond: columns.length / cpuSeconds };
}

const finish = <T>(steps: Generator<unknown, T>): T => {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
};

/** One shuffle, dealt, swept and scored, and the pairs that Tarone's correction counts. */
function shuffleRows(
  first: Incidence,
  space: Pick<TimetableSpace, "table" | "chance">,
  window: number,
  n: number,
): BenchRow[] {
  const fixed = margins(first, window);
  const test = timesPairTest(space, PRIMARY_P);
  const places = shuffleSpace(first, window, LEAST_MOMENTS);
  const state = networkState(places, { minimum: 2, primary: PRIMARY_P, test });
  const { row } = measure("co-share: one shuffle of times", n * SHUFFLES, "shares", () => {
    for (let r = 0; r < SHUFFLES; r++) {
      deal(places, shuffleRandom(1, "times", r));
      for (const steps = scoreShuffle(places, state); steps.next().done !== true;);
    }
  });
  const counted = measure("co-share: attainable pairs, both nulls", n, "shares", () => {
    attainableActivity(fixed, 2);
    for (const steps = attainableTimes(first, fixed, 2); steps.next().done !== true;);
  });
  return [{ ...row, n, cpuSeconds: row.cpuSeconds / SHUFFLES }, counted.row];
}

/** Communities of a ring of 50,000 accounts with three neighbours on each side, ten seeds. */
function communityRow(): BenchRow {
  const nodes = 50_000;
  const a = Int32Array.from({ length: 3 * nodes }, (_, i) => Math.floor(i / 3));
  const b = a.map((x, i) => (x + 1 + (i % 3)) % nodes);
  const weight = new Float64Array(a.length).fill(1);
  return measure("co-share: communities, ten seeds", a.length, "pairs", () =>
    stableCommunities(nodes, a, b, weight, 1),
  ).row;
}
