/** The compiled sweep finds what the kernel's finds: the same pairs, counts and distances, in the same order. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { toShares, type Share } from "../../../test/support/coshare-oracle.ts";
import { buildIncidence } from "../../kernel/coshare/incidence.ts";
import { planSweep, rowBlocks, type SweepPlan } from "../../kernel/coshare/plan.ts";
import { PairBuffer, sweepRows, sweepState } from "../../kernel/coshare/sweep.ts";
import { Random } from "../../kernel/random.ts";
import { SweepMachine, sweepMemory } from "./sweep-machine.ts";
import { takePairs } from "./sweep.ts";

const planned = (list: readonly Share[], accounts: number, objects: number, window: number): SweepPlan =>
  planSweep(buildIncidence(toShares(list, accounts, objects), { tickMs: 1, gridMs: 1 }), window);

/** Both ways over the rows, in blocks of so many shares, by as many threads as are told, each in its turn. */
function bothWays(plan: SweepPlan, minimum: number, block = 1 << 14, threads = 1, most = Infinity) {
  const states = Array.from({ length: threads }, () => sweepState(plan));
  const memory = sweepMemory(plan, threads)!;
  const machines = states.map((_, thread) => new SweepMachine(memory, thread, minimum));
  const buffers = machines.map(() => new PairBuffer());
  const stops: number[][] = [[], []];
  rowBlocks(plan, block).forEach(({ from, to }, i) => {
    const t = i % threads;
    for (let rank = from; rank < to; stops[0]!.push(rank))
      rank = sweepRows(plan, minimum, rank, to, states[t]!, states[t]!.found.length + most);
    for (let rank = from; rank < to; stops[1]!.push(rank))
      rank = machines[t]!.sweepRows(rank, to, buffers[t]!, buffers[t]!.length + most);
  });
  expect(stops[1]).toEqual(stops[0]);
  const found = states.map((state) => takePairs(state.found));
  expect(buffers.map(takePairs)).toEqual(found);
  return found.reduce((sum, { length }) => sum + length, 0);
}

it("on any shares, windows, minimums, blocks and threads", () => {
  const share = fc.record({
    account: fc.nat(6),
    object: fc.nat(4),
    time: fc.oneof(fc.integer({ min: -12, max: 12 }), fc.constantFrom(-5e12, 4e12, 4e12 + 3, 9e12)),
  });
  const number = (min: number, max: number) => fc.integer({ min, max });
  fc.assert(
    fc.property(
      fc.array(share, { maxLength: 80 }),
      number(0, 10),
      number(1, 4),
      number(1, 20),
      number(1, 3),
      number(1, 5),
      (list, w, k, block, threads, most) => {
        bothWays(planned(list, 7, 5, w), k, block, threads, most);
      },
    ),
    { numRuns: 2000 },
  );
});

it("on heavy tails, where rows are long", () => {
  const random = new Random(11);
  const heavy = (n: number) => Math.floor(n * random.uniform() ** 3);
  const list = Array.from({ length: 20_000 }, () => ({
    account: heavy(2000),
    object: heavy(3000),
    time: Math.floor(86_400 * random.uniform()),
  }));
  for (const [w, k] of [
    [0, 1],
    [60, 2],
    [3600, 3],
    [2 ** 30 - 1, 2],
  ] as const)
    expect(bothWays(planned(list, 2000, 3000, w), k, 1000, 2)).toBeGreaterThan(10);
});

it("where a row has more candidates than are counted at once", () => {
  const list = [0, 1].flatMap((object) =>
    Array.from({ length: 9000 }, (_, account) => ({ account, object, time: 0 })),
  );
  const last = planned(list, 9000, 2, 0);
  const [memory, state, found] = [sweepMemory(last, 1)!, sweepState(last), new PairBuffer()];
  expect(sweepRows(last, 2, 8999, 9000, state)).toBe(9000);
  expect(new SweepMachine(memory, 0, 2).sweepRows(8999, 9000, found)).toBe(9000);
  expect(takePairs(found)).toEqual(takePairs(state.found));
  expect(state.byMatches[2]).toBe(8999);
});

it.each([254, 255, 256, 600])("where a pair matches on %i objects, more than a byte counts", (n) => {
  const list: Share[] = [];
  for (let object = 0; object < n; object++)
    for (const account of [0, 1, 2])
      if (account < 2 || object < 254) list.push({ account, object, time: object });
  for (const k of [1, 253, 254, 255, 256, 600, 601]) bothWays(planned(list, 3, n, 0), k);
});

it("and without a memory the plan is left where it lies", () => {
  const plan = planned([], 1, 1, 0);
  expect(sweepMemory({ ...plan, row: { byteLength: 2 ** 33 } as Int32Array }, 1)).toBeUndefined();
});
