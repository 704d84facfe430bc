import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Stream } from "../../../test/support/behaviours/stream.ts";
import { prepare } from "../../../test/support/null-sample.ts";
import { PairBlocks } from "./blocks.ts";
import { CROWD, Crowds } from "./crowd.ts";

/** P_b of two shares ten seconds apart at a window of 60 s, N = 601. */
const UNIFORM = (() => {
  let matched = 0;
  for (let k = -600; k <= 600; k++) if (Math.abs(10 + k) <= 60) matched += 601 - Math.abs(k);
  return matched / 601 ** 2;
})();

/** Accounts 0 and 1 share a thing at 10,000 and 10,010 s; others do at these seconds, `insiders` of them of their component. */
function chanceAmong(others: readonly number[], insiders = 0): number {
  const stream = new Stream();
  stream.add(0, 0, 10_000);
  stream.add(1, 0, 10_010);
  others.forEach((at, i) => stream.add(2 + i, 0, at));
  const { first, table, chance } = prepare(stream.columns(), 60);
  const blocks = new PairBlocks(table, chance).of(0, 1);
  const label = Int32Array.from({ length: first.accounts }, (_, account) =>
    account < 2 + insiders ? 0 : -1,
  );
  return new Crowds(first, table, label).chance(blocks, 0);
}

describe("a crowd of outsiders in tails", () => {
  it("is none where nobody is within twice D", () => {
    expect(chanceAmong([])).toBeCloseTo(UNIFORM, 12);
    expect(chanceAmong([9399, 10_611, 50_000])).toBeCloseTo(UNIFORM, 12);
  });

  it("raises the chance by how many of those near are within the window", () => {
    // n' = 3, h' = 2.
    expect(chanceAmong([10_005, 9990, 10_300])).toBeCloseTo((UNIFORM + 2) / 4, 12);
    expect(chanceAmong([10_005, 9990, 10_300, 30_000])).toBeCloseTo((UNIFORM + 2) / 4, 12);
  });

  it("counts one half for who is near one of the two alone", () => {
    // 10,065 is within the window of the second only.
    expect(chanceAmong([10_065])).toBeCloseTo((UNIFORM + 0.5) / 2, 12);
    // 10,605 is within twice D of the second only; 10,001 is within the window of both.
    expect(chanceAmong([10_605, 10_001])).toBeCloseTo((UNIFORM + 1) / 2.5, 12);
  });

  it("never lowers the chance, and leaves out the component of the pair", () => {
    expect(chanceAmong([10_300, 10_400, 9700])).toBeCloseTo(UNIFORM, 12);
    expect(chanceAmong([10_005, 9990, 10_300], 3)).toBeCloseTo(UNIFORM, 12);
    expect(chanceAmong([10_001, 10_005], 1)).toBeCloseTo((UNIFORM + 1) / 2, 12);
  });
});

describe("a crowd of outsiders in draws", () => {
  /** Account 0 shares a thing at 10,000 s, the others at these seconds; labels by account, account 0 first. */
  function offsetsAmong(others: readonly number[], labels: readonly number[]): Int32Array | undefined {
    const stream = new Stream();
    stream.add(0, 0, 10_000);
    others.forEach((at, i) => stream.add(1 + i, 0, at));
    const { first, table } = prepare(stream.columns(), 60);
    const share = [...table.shares.subarray(table.start[0], table.start[1])][0]!;
    return new Crowds(first, table, Int32Array.from(labels)).offsets(share);
  }
  const times = (n: number, label: number): number[] => Array.from({ length: n }, () => label);
  const none = (others: readonly number[]): number[] => times(others.length + 1, -1);
  const near = (n: number): number[] => Array.from({ length: n }, (_, i) => 9_800 + 20 * i);

  it("is none below sixteen", () => {
    expect(offsetsAmong(near(CROWD - 1), none(near(CROWD - 1)))).toBeUndefined();
    expect(offsetsAmong(near(CROWD), none(near(CROWD)))).toHaveLength(CROWD);
  });

  it("leaves out the account's own component, and nobody for an account in none", () => {
    const others = near(CROWD + 4);
    expect(offsetsAmong(others, [...times(5, 0), ...times(CROWD, 1)])).toHaveLength(CROWD);
    expect(offsetsAmong(others, [...times(6, 0), ...times(CROWD - 1, 1)])).toBeUndefined();
    expect(offsetsAmong(others, none(others))).toHaveLength(CROWD + 4);
  });

  it("is everybody else within D, by the list of shares itself", () => {
    const label = fc.integer({ min: -1, max: 2 });
    const sharers = fc.array(fc.tuple(fc.integer({ min: 9_600, max: 10_400 }), label), { maxLength: 60 });
    fc.assert(
      fc.property(sharers, label, (others, own) => {
        const expected = others
          .filter(([at, other]) => Math.abs(at - 10_000) <= 300 && (own === -1 || other !== own))
          .map(([at]) => at - 10_000)
          .sort((x, y) => x - y);
        const found = offsetsAmong(
          others.map(([at]) => at),
          [own, ...others.map(([, other]) => other)],
        );
        expect(found === undefined ? undefined : [...found]).toEqual(
          expected.length < CROWD ? undefined : expected,
        );
      }),
      { numRuns: 300 },
    );
  });
});
