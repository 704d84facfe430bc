import { describe, expect, it } from "vitest";
import { datedPrecision, datedSchema, datedToMs } from "./time.ts";

describe("dated", () => {
  it.each([
    ["2016", "year", "2016-01-01T00:00:00.000Z"],
    ["2016-10", "month", "2016-10-01T00:00:00.000Z"],
    ["2016-10-07", "day", "2016-10-07T00:00:00.000Z"],
    ["2016-10-07T20Z", "hour", "2016-10-07T20:00:00.000Z"],
    ["2016-10-07T20:32Z", "minute", "2016-10-07T20:32:00.000Z"],
    ["2016-10-07T20:32:05Z", "second", "2016-10-07T20:32:05.000Z"],
    ["2016-10-07T20:32:05.250Z", "second", "2016-10-07T20:32:05.250Z"],
    ["2016-02-29", "day", "2016-02-29T00:00:00.000Z"],
  ])("%s is to the %s", (text, precision, iso) => {
    expect(datedSchema.safeParse(text).success).toBe(true);
    expect(datedPrecision(text)).toBe(precision);
    expect(new Date(datedToMs(text)).toISOString()).toBe(iso);
  });

  it.each([
    "2015-02-29",
    "2016-13",
    "2016-10-32",
    "2016-10-07T24:00Z",
    "2016-10-07T20:60Z",
    "10/7/2016",
    "2016-10-07T20:32",
  ])("refuses %s", (text) => {
    expect(datedSchema.safeParse(text).success).toBe(false);
  });
});
