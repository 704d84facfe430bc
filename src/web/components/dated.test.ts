import { describe, expect, it } from "vitest";
import { sayDated, sayLocal } from "./dated.tsx";

const ahead = (minutes: number) => () => minutes;

describe("a time beside the reader's own clock", () => {
  it.each([
    ["2031-10-04T07:12Z", 120, "4 Oct 2031, 09:12, Europe/Berlin (UTC+2)"],
    ["2031-10-04T23:59:01Z", 60, "5 Oct 2031, 00:59:01, Europe/Berlin (UTC+1)"],
    ["2031-01-01T00:10:00.123Z", -570, "31 Dec 2030, 14:40:00, Europe/Berlin (UTC−9:30)"],
    ["2031-10-04T07Z", 345, "4 Oct 2031, 12:45, Europe/Berlin (UTC+5:45)"],
  ])("%s at %i minutes ahead", (at, minutes, says) => {
    expect(sayLocal(at, ahead(minutes), "Europe/Berlin")).toBe(says);
  });

  it.each(["2031", "2031-10", "2031-10-04", "2031-99-99T07:12Z"])("%s has none", (at) => {
    expect(sayLocal(at, ahead(120), "Europe/Berlin")).toBeUndefined();
  });

  it("is not repeated where the clock shows UTC", () => {
    expect(sayLocal("2031-10-04T07:12Z", ahead(0), "UTC")).toBeUndefined();
    expect(sayDated("2031-10-04T07:12Z")).toBe("4 Oct 2031, 07:12 UTC");
  });

  it("asks for the clock at that moment: summer and winter differ", () => {
    const summer = (ms: number) => (new Date(ms).getUTCMonth() === 6 ? 120 : 60);
    expect(sayLocal("2031-07-04T07:12Z", summer, "Europe/Berlin")).toContain("09:12");
    expect(sayLocal("2031-12-04T07:12Z", summer, "Europe/Berlin")).toContain("08:12");
  });
});
