import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlumblineError } from "../errors.ts";
import { bruteForce, toShares, type Share } from "../../test/support/coshare-oracle.ts";
import { columnsOf, sourceOf } from "../../test/support/synthetic-source.ts";
import { coShare } from "./coshare.ts";
import type { CoShareOutput } from "./detectors/co-share/output.ts";
import { detectorById, parseParameters } from "./index.ts";

const codeOf = async (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof PlumblineError ? error.code : "other"),
  );

describe("co-share as a plain call", () => {
  it("gives the pairs of the definition, on first shares", async () => {
    const share = fc.record({
      account: fc.nat(5),
      object: fc.nat(4),
      time: fc.integer({ min: -20, max: 40 }).map((second) => second * 1000),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(share, { minLength: 1, maxLength: 40 }),
        fc.nat(12),
        fc.integer({ min: 1, max: 3 }),
        async (list, windowSeconds, minimum) => {
          const columns = toShares(list, 6, 5);
          const { edges } = await coShare(columns, { windowSeconds, minimum });
          const first = bruteForce(firstOf(list), windowSeconds * 1000, minimum);
          expect([...edges.a.keys()].map((i) => [edges.a[i], edges.b[i], edges.objects[i]])).toEqual(
            first.map((pair) => [pair.a, pair.b, pair.objects]),
          );
          const all = bruteForce(list, windowSeconds * 1000, 1);
          first.forEach((pair, i) => {
            const repeated = all.find(({ a, b }) => a === pair.a && b === pair.b)!;
            expect([
              edges.objectsWithRepeats[i],
              edges.matches[i],
              edges.medianSeconds[i],
              edges.aFirst[i],
              edges.bFirst[i],
            ]).toEqual([
              repeated.objects,
              repeated.matches,
              repeated.median / 1000,
              repeated.aFirst,
              repeated.bFirst,
            ]);
          });
        },
      ),
      { numRuns: 400 },
    );
  });

  it("gives the p-values that the detector prints", async () => {
    const team = Array.from({ length: 24 }, (_, i) => ({
      account: i % 3,
      object: i >> 2,
      time: (i >> 2) * 9e6 + (i % 3) * 1000,
    }));
    const crowd = Array.from({ length: 300 }, (_, i) => ({
      account: 3 + (i % 60),
      object: i % 7,
      time: i * 400_000,
    }));
    const columns = columnsOf([...team, ...crowd], 63, 7, "second");
    const { edges, summary } = await coShare(columns, { windowSeconds: 60 });
    const detector = detectorById("co-share");
    const parameters = parseParameters(detector.descriptor, {});
    const { output } = await detector.run(sourceOf(columns), parameters, { seed: 1 });
    const printed = (output as CoShareOutput).sets.flatMap((group) => group.edges);
    expect(printed.length).toBeGreaterThan(0);
    for (const edge of printed) {
      const i = [...edges.a.keys()].find(
        (z) =>
          [`handle-${edges.a[z]}`, `handle-${edges.b[z]}`].sort().join() ===
          [edge.details.nameA, edge.details.nameB].sort().join(),
      )!;
      expect(edges.log10pTimes[i]).toBe(edge.details.rawLog10p.times);
      expect(edges.log10pActivity[i]).toBe(edge.details.rawLog10p.activity);
      expect(edges.holmTimes[i]).toBe(edge.log10p.times);
      expect(edges.expectedActivity[i]).toBe(edge.details.expected.activity);
    }
    expect(summary).toMatchObject({ shares: 324, accounts: 63, possiblePairs: 1953, windowSeconds: 60 });
  });

  it("counts accounts without shares into the scope", async () => {
    const columns = toShares([{ account: 0, object: 0, time: 0 }], 100, 1);
    const { summary } = await coShare(columns, { windowSeconds: 1 });
    expect(summary.possiblePairs).toBe(4950);
    const alone = await coShare({ ...columns, accounts: 1 }, { windowSeconds: 1 });
    expect(alone.summary.possiblePairs).toBe(0);
  });

  it("states what a window means on data recorded to the minute", async () => {
    const columns = {
      ...toShares([{ account: 0, object: 0, time: 0 }], 1, 1),
      resolution: "minute" as const,
    };
    const { summary } = await coShare(columns, { windowSeconds: 60 });
    expect(summary).toMatchObject({ windowSeconds: 60, apartSeconds: 120, resolution: "minute" });
    expect(await codeOf(coShare(columns, { windowSeconds: 10 }))).toBe("PARAMETER");
  });

  it("refuses columns that do not fit together", async () => {
    const good = toShares([{ account: 0, object: 0, time: 0 }], 1, 1);
    const options = { windowSeconds: 1 };
    expect(await codeOf(coShare({ ...good, object: new Int32Array(2) }, options))).toBe("PARAMETER");
    expect(await codeOf(coShare({ ...good, account: Int32Array.of(-1) }, options))).toBe("PARAMETER");
    expect(await codeOf(coShare({ ...good, object: Int32Array.of(3) }, options))).toBe("PARAMETER");
    expect(await codeOf(coShare(good, { windowSeconds: 1, minimum: 0 }))).toBe("PARAMETER");
    expect(await codeOf(coShare(toShares([], 0, 0), options))).toBe("NO_DATA");
    const signal = AbortSignal.abort();
    expect(await codeOf(coShare(good, options, { signal }))).toBe("STOPPED");
  });
});

/** The first share of each account of each object, at equal times the one that comes first. */
function firstOf(list: readonly Share[]): Share[] {
  const inTime = list.toSorted((x, y) => x.time - y.time);
  const seen = new Set<string>();
  return inTime.filter(({ account, object }) => {
    const key = `${account} ${object}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
