/** Three answers from a number of occasions: exact chances, and no word where a test could not have told. */
import { describe, expect, it } from "vitest";
import { distribution, judge, judgeEnough, occasionsNeeded, traced } from "./judge.ts";

const times = (n: number, rate: number): number[] => Array.from({ length: n }, () => rate);

describe("the number of hits", () => {
  it("has the chances that all ways of falling add up to", () => {
    const rates = [0.5, 0.25, 0.1, 0.7];
    const expected = new Float64Array(rates.length + 1);
    for (let way = 0; way < 2 ** rates.length; way++) {
      let chance = 1;
      let hits = 0;
      rates.forEach((rate, i) => {
        const hit = (way >> i) & 1;
        hits += hit;
        chance *= hit === 1 ? rate : 1 - rate;
      });
      expected[hits]! += chance;
    }
    distribution(rates).forEach((chance, hits) => expect(chance).toBeCloseTo(expected[hits]!, 14));
  });

  it("is never called impossible or certain", () => {
    expect([...distribution([0])]).toEqual([0.99, 0.01]);
    expect(distribution([1])[0]).toBeCloseTo(0.01, 14);
  });
});

describe("an explanation that leaves a trace", () => {
  it("is spoken for, spoken against, or not told of", () => {
    const models = traced(times(20, 0.1));
    expect(judge({ hits: 17, ...models }).answer).toBe("speaks for");
    expect(judge({ hits: 2, ...models }).answer).toBe("speaks against");
    expect(judge({ hits: 10, ...models })).toMatchObject({
      answer: "cannot tell",
      why: "neither model gives this number",
    });
  });

  it("is not spoken against where a test of so few occasions could not have told", () => {
    // Two of two without the trace: 0.01 if it holds at 0.9; but where it does not, that happens in one case of five only.
    const few = { explained: times(2, 0.9), otherwise: times(2, 0.55) };
    expect(judge({ hits: 0, ...few })).toMatchObject({ answer: "cannot tell", why: "19 would be needed" });
    const enough = { explained: times(19, 0.9), otherwise: times(19, 0.55) };
    expect(judge({ hits: 9, ...enough }).answer).toBe("speaks against");
  });

  it("has a likelihood ratio that is the ratio of two binomial chances", () => {
    const { log10Ratio } = judge({ hits: 3, explained: times(4, 0.8), otherwise: times(4, 0.2) });
    expect(log10Ratio).toBeCloseTo(Math.log10((4 * 0.8 ** 3 * 0.2) / (4 * 0.2 ** 3 * 0.8)), 12);
  });

  it("is not told of where both models expect nearly the same, however many occasions there are", () => {
    const alike = { explained: times(2000, 0.55), otherwise: times(2000, 0.5) };
    expect(judge({ hits: 1100, ...alike }).answer).toBe("cannot tell");
    expect(judge({ hits: 1000, ...alike }).answer).toBe("cannot tell");
  });

  it("pays for having been chosen after looking", () => {
    // Two of five on one day of sixty: rare for a day named before, and one case in three for the fullest of them.
    const models = traced(times(5, 1 / 60));
    expect(judge({ hits: 2, ...models }).answer).toBe("speaks for");
    expect(judge({ hits: 2, ...models, chosenFrom: 5 }).answer).toBe("cannot tell");
    expect(judge({ hits: 5, ...models, chosenFrom: 5 }).answer).toBe("speaks for");
  });

  it("is not told of without any occasion", () => {
    expect(judge({ hits: 0, explained: [], otherwise: [] }).answer).toBe("cannot tell");
  });
});

describe("an explanation that is enough by itself", () => {
  const hours = { explained: times(40, 0.4), chance: times(40, 0.01) };
  it("is spoken for where its own rate gives the number and chance does not", () => {
    expect(judgeEnough({ hits: 17, ...hours }).answer).toBe("speaks for");
  });
  it("is spoken against where more met than it gives", () => {
    expect(judgeEnough({ hits: 30, ...hours }).answer).toBe("speaks against");
  });
  it("is not told of where nothing had to be explained", () => {
    expect(judgeEnough({ hits: 1, explained: times(40, 0.03), chance: times(40, 0.02) })).toMatchObject({
      answer: "cannot tell",
      why: "chance without it gives as many",
    });
  });
});

it("says how many occasions would be needed, and that none is enough", () => {
  const needed = traced([0.1, 0.3, 0.5, 0.7]).explained.map((rate, i) =>
    occasionsNeeded(rate, [0.1, 0.3, 0.5, 0.7][i]!),
  );
  expect(needed).toEqual([5, 9, 14, 25]);
  expect(occasionsNeeded(0.52, 0.5)).toBeUndefined();
});
