/**
 * Both nulls on real posts: shuffled as each null says, their p-values must not be too small. The plot in the
 * documentation is drawn here; `npm test -- test/p-values.test.ts -u` writes it anew.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawPValues, type Curve } from "../bench/p-values.ts";
import {
  attainableActivity,
  attainableTimes,
  possiblePairs,
  sweep,
  taroneCount,
  testActivity,
} from "../src/kernel/index.ts";
import { objectPairs } from "./support/object-pairs.ts";
import {
  dealer,
  prepare,
  sampleNull,
  type Dealt,
  type NullSample,
  type Prepared,
} from "./support/null-sample.ts";
import { cascades, iraTexts } from "./support/real-shares.ts";
import { describeWithData } from "./support/shared-data.ts";
import { distances } from "./support/shuffle-oracle.ts";

const SETS = [
  { name: "IRA tweets of 2016, exact text, 60 s", window: 60, load: iraTexts, shuffles: 40 },
  { name: "Organic cascades, reshared post, 10 s", window: 10, load: cascades, shuffles: 20 },
] as const;

const finish = <T>(steps: Generator<void, T>): T => {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
};

describeWithData(
  "over shuffles of real posts",
  ["ira_2016/ira_2016.parquet", "organic/cascades.parquet"],
  (...paths) => {
    const curves: Curve[] = [];

    describe.each(SETS.map((set, i) => [set.name, set, paths[i]!] as const))("%s", (name, set, path) => {
      let prepared: Prepared;
      beforeAll(async () => {
        prepared = prepare(await set.load(path), set.window);
      });

      const sampled = (kind: Dealt, title: string): NullSample => {
        const sample = sampleNull(prepared, kind, { pairs: 400, shuffles: set.shuffles, seed: 1 });
        expect(sample.pairs).toBeGreaterThan(20);
        for (const a of [0.5, 0.2, 0.1, 0.05, 0.02, 0.01]) {
          const share = sample.plain.reduce((n, p) => n + (p <= a ? 1 : 0), 0) / sample.plain.length;
          // Pairs of one shuffle are not independent: the margin counts shuffles, not pairs.
          expect(share).toBeLessThanOrEqual(a + 3 * Math.sqrt((a * (1 - a)) / sample.shuffles));
        }
        const subtitle = `${title}: ${sample.pairs} pairs in ${sample.shuffles} shuffles`;
        curves.push({ title: name, subtitle, values: sample.randomised });
        return sample;
      };

      /** One hundredth, and what as many independent values would stray. */
      const limit = ({ randomised }: NullSample): number => 0.01 + 1.7 / Math.sqrt(randomised.length);

      it("randomised p-values of null 2 are uniform", () => {
        const sample = sampled("times", "null 2, times");
        const { above, below } = distances(sample.randomised);
        expect(above).toBeLessThan(limit(sample));
        expect(below).toBeLessThan(limit(sample));
      });

      it("randomised p-values of null 1 are no smaller than uniform", () => {
        const sample = sampled("activity", "null 1, accounts");
        expect(distances(sample.randomised).above).toBeLessThan(limit(sample));
      });

      it.each(["times", "activity"] as const)(
        "Holm and Tarone find something in at most a share q of shuffles of %s",
        (kind) => {
          const { first, margins: fixed, windowTicks } = prepared;
          const q = 0.05;
          const m = possiblePairs(first.accounts);
          const attainable =
            kind === "times" ? finish(attainableTimes(first, fixed, 2)) : attainableActivity(fixed, 2);
          const tarone = taroneCount(attainable, m, q);
          expect(tarone).toBeLessThanOrEqual(m);
          const next = dealer(prepared, kind, 2);
          const shuffles = 2 * set.shuffles;
          let byHolm = 0;
          let byTarone = 0;
          for (let r = 0; r < shuffles; r++) {
            const { pairs } = sweep(next(r), windowTicks, { minimum: 2 });
            const log10p =
              kind === "times" ? objectPairs(first, fixed, pairs) : testActivity(fixed, pairs).log10p;
            // Each rejects something if and only if the smallest p is small enough.
            const least = log10p.reduce((low, p) => Math.min(low, p), 0);
            if (least <= Math.log10(q / tarone)) byTarone++;
            if (least <= Math.log10(q / m)) byHolm++;
          }
          expect(byTarone).toBeGreaterThanOrEqual(byHolm);
          expect(byHolm).toBeLessThanOrEqual(q * shuffles);
          expect(byTarone).toBeLessThanOrEqual(q * shuffles);
        },
      );
    });

    it("are drawn as the documentation shows them", async () => {
      expect(curves).toHaveLength(4);
      await expect(drawPValues(curves)).toMatchFileSnapshot("../docs/detectors/co-share-p-values.svg");
    });

    afterAll(() => {
      curves.length = 0;
    });
  },
);
