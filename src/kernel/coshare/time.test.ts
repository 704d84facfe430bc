import { describe, expect, it } from "vitest";
import { PlumblineError } from "../../errors.ts";
import { buildIncidence } from "./incidence.ts";
import { toShares } from "../../../test/support/coshare-oracle.ts";
import { sweep } from "./sweep.ts";
import { timePlan } from "./time.ts";

const MINUTE = 60_000;

describe("the time plan", () => {
  it("compares recorded minutes: a window of 60 s means less than 120 s apart", () => {
    const plan = timePlan(60, "minute");
    expect(plan).toMatchObject({ windowTicks: 60, windowMs: MINUTE, apartMs: 2 * MINUTE, tickMs: 1000 });
    expect(timePlan(0, "minute").apartMs).toBe(MINUTE);
    expect(timePlan(90, "minute")).toMatchObject({ windowMs: MINUTE, windowTicks: 60 });
    expect(timePlan(7200, "hour").apartMs).toBe(3 * 3_600_000);
  });

  it.each([
    [30, "minute", "60"],
    [60, "hour", "3600"],
    [3600, "day", "86400"],
  ] as const)("refuses %i s on data recorded to the %s and says what to use", (window, resolution, hint) => {
    const refusal = (() => {
      try {
        timePlan(window, resolution);
      } catch (error) {
        return error;
      }
      return undefined;
    })();
    expect(refusal).toBeInstanceOf(PlumblineError);
    expect((refusal as PlumblineError).code).toBe("PARAMETER");
    expect((refusal as PlumblineError).line()).toContain(
      `Use 0 for the same recorded ${resolution}, or ${hint}`,
    );
  });

  it("refuses windows that are no number or too wide", () => {
    for (const window of [-1, Number.NaN, Infinity, 2 ** 31])
      expect(() => timePlan(window, "second")).toThrow(PlumblineError);
  });

  it("keeps milliseconds as long as the window leaves room, and says so when it does not", () => {
    expect(timePlan(60, "millisecond")).toMatchObject({
      tickMs: 1,
      windowTicks: 60_000,
      resolution: "millisecond",
    });
    expect(timePlan(2_592_000, "millisecond")).toMatchObject({
      tickMs: 1000,
      windowTicks: 2_592_000,
      resolution: "second",
    });
  });

  it("sets mixed times back to the coarsest step", () => {
    const list = [
      { account: 0, object: 0, time: 59_000 },
      { account: 1, object: 0, time: 2 * MINUTE },
      { account: 2, object: 0, time: 3 * MINUTE },
    ];
    const pairs = (mixed: boolean) => {
      const plan = timePlan(60, "minute", mixed);
      const { pairs: found } = sweep(buildIncidence(toShares(list, 3, 1), plan), plan.windowTicks, {
        minimum: 1,
      });
      return Array.from({ length: found.length }, (_, i) => `${found.a[i]}-${found.b[i]}`);
    };
    // 00:00 against 00:02 and 00:03 in whole minutes: only the last two are neighbours.
    expect(pairs(true)).toEqual(["1-2"]);
    // A finer time of the first minute is 61 s from 00:02, one second nearer would be a match.
    expect(pairs(false)).toEqual(["1-2"]);
    list[0]!.time = 60_000;
    expect(pairs(true)).toEqual(["0-1", "1-2"]);
  });

  it("takes neighbouring days as neighbours when summer time moves midnight", () => {
    const hour = 3_600_000;
    const list = [
      { account: 0, object: 0, time: 0 },
      { account: 1, object: 0, time: 25 * hour },
      { account: 2, object: 0, time: 48 * hour },
    ];
    const plan = timePlan(86_400, "day");
    const { pairs } = sweep(buildIncidence(toShares(list, 3, 1), plan), plan.windowTicks, { minimum: 1 });
    expect([...pairs.a]).toEqual([0, 1]);
    expect([...pairs.b]).toEqual([1, 2]);
  });
});

describe("the incidence", () => {
  it("refuses a time that is no number and a code outside its dictionary", () => {
    const plan = timePlan(0, "second");
    const one = { account: 0, object: 0, time: 0 };
    expect(() => buildIncidence(toShares([{ ...one, time: Number.NaN }], 1, 1), plan)).toThrow("has no time");
    expect(() => buildIncidence(toShares([{ ...one, object: 1 }], 1, 1), plan)).toThrow(
      "outside its dictionary",
    );
  });
});
