import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paced } from "./pace.ts";

/** A clock whose frames are 16 ms apart, and a drawing that takes `cost`. */
function simulated(cost: number, arrivals: readonly number[], until = Infinity) {
  let now = 0;
  const due: { at: number; run: () => void }[] = [];
  const after = (run: () => void, milliseconds: number) => due.push({ at: now + milliseconds, run });
  const drawn: { at: number; value: number }[] = [];
  const pace = paced<number>(
    (value) => {
      drawn.push({ at: now, value });
      now += cost;
    },
    { now: () => now, frame: (then) => after(then, 16), later: after },
  );
  for (const [value, at] of arrivals.entries()) due.push({ at, run: () => pace.put(value) });
  if (until < Infinity) due.push({ at: until, run: pace.stop });
  while (due.length > 0) {
    due.sort((x, y) => x.at - y.at);
    const { at, run } = due.shift()!;
    now = Math.max(now, at);
    run();
  }
  return { drawn, now };
}

const arriving = fc
  .array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 60 })
  .map((gaps) => gaps.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? 0) + gap], []));

describe("drawing at a pace", () => {
  it("draws the last of what arrives, in order, however slow it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), arriving, (cost, arrivals) => {
        const values = simulated(cost, arrivals).drawn.map(({ value }) => value);
        expect(values.at(-1)).toBe(arrivals.length - 1);
        expect(values).toEqual([...values].sort((x, y) => x - y));
      }),
    );
  });

  it("leaves four fifths of the time between two drawings to the page", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), arriving, (cost, arrivals) => {
        const { drawn } = simulated(cost, arrivals);
        for (const [at, one] of drawn.slice(1).entries())
          expect(one.at - drawn[at]!.at).toBeGreaterThanOrEqual(5 * cost);
      }),
    );
  });

  it("draws at once what comes alone, and nothing once it is stopped", () => {
    expect(simulated(50, [0, 1000]).drawn.map(({ at }) => at)).toEqual([16, 1016]);
    expect(simulated(50, [0, 100, 1000], 90).drawn.map(({ value }) => value)).toEqual([0]);
  });
});
