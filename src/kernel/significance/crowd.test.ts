import { describe, expect, it } from "vitest";
import { Stream } from "../../../test/support/behaviours/stream.ts";
import { prepare } from "../../../test/support/null-sample.ts";
import { PairBlocks } from "./blocks.ts";
import { crowdChance } from "./crowd.ts";

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
  return crowdChance(first, table, (account) => account < 2 + insiders, blocks, 0);
}

describe("a crowd of outsiders", () => {
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
