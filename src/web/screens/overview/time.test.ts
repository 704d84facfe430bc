import { describe, expect, it } from "vitest";
import type { FacetsView } from "../../../desk/index.ts";
import { axisOf, dayOf } from "./time.ts";

const at = (day: string): number => Date.parse(`${day}T09:00:00Z`);
const posts = (from: string, to: string): FacetsView => ({
  posts: 2,
  accounts: 1,
  from: `${from}T09:00:00.000Z`,
  to: `${to}T09:00:00.000Z`,
  languages: [],
  columns: [],
});
const ends = (axis: ReturnType<typeof axisOf>) =>
  axis === undefined ? undefined : [dayOf(axis.from), dayOf(axis.to - 1), axis.bins];

describe("the days of a case", () => {
  it("are those of its posts, with a margin, and of what is dated near them", () => {
    expect(ends(axisOf(posts("2031-09-03", "2031-10-31"), []))).toEqual(["2031-09-01", "2031-11-02", 63]);
    const near = [at("2031-11-05"), at("2016-01-01")];
    expect(ends(axisOf(posts("2031-09-03", "2031-10-31"), near))).toEqual(["2031-09-01", "2031-11-07", 68]);
  });

  it("are those of all that is dated where there are no posts, and none where nothing is", () => {
    expect(ends(axisOf(undefined, [at("2031-10-04"), at("2031-10-06")]))).toEqual([
      "2031-10-02",
      "2031-10-08",
      7,
    ]);
    expect(axisOf(undefined, [])).toBeUndefined();
  });

  it("are at most as many as the server counts, the last of them", () => {
    const axis = axisOf(undefined, [at("1990-01-01"), at("2031-10-06")])!;
    expect(axis.bins).toBeLessThanOrEqual(2003);
    expect(dayOf(axis.to - 1)).toBe("2031-10-08");
  });
});
