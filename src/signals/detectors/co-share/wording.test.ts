import { expect, it } from "vitest";
import { between } from "../../shared/dates.ts";
import { letters } from "./groups.ts";
import { objectWords } from "./object-words.ts";
import { apart } from "./wording.ts";

it("writes distances in time", () => {
  expect(apart(60_000, 61_000, "millisecond")).toBe(
    "at most 60 s apart (times are recorded to the millisecond)",
  );
});

it("writes days", () => {
  expect(apart(86_400_000, 172_800_000, "day")).toBe(
    "less than 2 days apart (times are recorded to the day)",
  );
});

it("writes periods in UTC", () => {
  const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);
  expect(between(day("2016-10-07"), day("2016-10-07"))).toBe("on 7 October 2016 (UTC)");
  expect(between(day("2016-10-02"), day("2016-10-09"))).toBe("between 2 and 9 October 2016 (UTC)");
  expect(between(day("2016-06-01"), day("2016-10-09"))).toBe("between 1 June and 9 October 2016 (UTC)");
  expect(between(day("2015-06-01"), day("2016-06-01"))).toBe("between 1 June 2015 and 1 June 2016 (UTC)");
});

it("names kinds of objects and groups", () => {
  expect(objectWords("column:client").did).toBe('posted the same values of column "client"');
  expect(objectWords("url").many).toBe("links");
  for (const wrong of ["toString", "column:", "", "Text"])
    expect(() => objectWords(wrong)).toThrow("is not a kind of object");
  expect([0, 25, 26, 51, 52, 701, 702].map(letters)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});
