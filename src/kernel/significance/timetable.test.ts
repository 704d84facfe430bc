/** One rule cuts runs of accounts and occasions of groups. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Stream } from "../../../test/support/behaviours/stream.ts";
import { prepare } from "../../../test/support/null-sample.ts";
import { sittingCut, sittings, sittingScale } from "./timetable.ts";

describe("a sitting", () => {
  const cut = sittingCut(300);

  it("ends after a pause of more than two scales", () => {
    expect(sittings([0, 600, 1200], cut)).toEqual([0, 3]);
    expect(sittings([0, 600, 1201], cut)).toEqual([0, 2, 3]);
  });

  it("is cut where it would last longer than twelve scales, counted from its own beginning", () => {
    const every = Array.from({ length: 15 }, (_, i) => 500 * i);
    // 3,500 s is the eighth; the next one would be at 4,000.
    expect(sittings(every, cut)).toEqual([0, 8, 15]);
    expect(sittings([0, 600, 1200, 1800, 2400, 3000, 3600, 3601], cut)).toEqual([0, 7, 8]);
  });

  it("is none without a share", () => {
    expect(sittings([], cut)).toEqual([0]);
  });

  it("has a scale of five windows, at most two hours, at least the window; a window of 0 is one step", () => {
    expect(sittingScale({ windowMs: 60_000, resolution: "second" })).toBe(300_000);
    expect(sittingScale({ windowMs: 0, resolution: "second" })).toBe(5000);
    expect(sittingScale({ windowMs: 3_600_000, resolution: "minute" })).toBe(7_200_000);
    expect(sittingScale({ windowMs: 10_800_000, resolution: "hour" })).toBe(10_800_000);
  });

  it("is the run of an account", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 40 }), (times) => {
        const stream = new Stream();
        times.forEach((at, object) => stream.add(0, object, at));
        const { table } = prepare(stream.columns(), 60);
        const inTime = Array.from(table.timeline, (share) => table.at[share]!);
        expect([...table.runStart]).toEqual(sittings(inTime, table.law));
      }),
      { numRuns: 200 },
    );
  });
});
