import { describe, expect, it } from "vitest";
import { datesIn } from "./dates.ts";

/** A Wednesday. */
const PUBLISHED = "2031-10-29";
const read = (sentence: string, published: string | null = PUBLISHED) => datesIn(sentence, 0, published);
const dates = (sentence: string, published?: string | null) =>
  read(sentence, published).dates.map(({ date, qualifier }) =>
    qualifier === null ? date : `${date} ${qualifier}`,
  );

describe("dates", () => {
  it.each([
    ["He met them on Tuesday in Rome.", "2031-10-28"],
    ["It was on Friday that he fell.", "2031-10-24"],
    ["On Wednesday the page closed.", "2031-10-29"],
    ["He will speak on Friday.", "2031-10-31"],
    ["He spoke last Wednesday.", "2031-10-22"],
    ["It began in early November.", "2030-11 early"],
    ["It began in early November 2029.", "2029-11 early"],
    ["It was over at the end of March.", "2031-03 end of"],
    ["On 12 March the page closed.", "2031-03-12"],
    ["The vote was on 8 November 2016.", "2016-11-08"],
    ["Nov. 8, 2016, was the day.", "2016-11-08"],
    ["It was leaked in October 2016.", "2016-10"],
    ["In 2016 the service moved.", "2016"],
    ["It began in mid-2015.", "2015 mid"],
    ["Yesterday he said so.", "2031-10-28"],
    ["Three days ago he left.", "2031-10-26"],
    ["Last month it rained.", "2031-09"],
    ["They met on 2031-10-02.", "2031-10-02"],
  ])("%s", (sentence, expected) => {
    expect(dates(sentence)).toEqual([expected]);
  });

  it.each([
    "Last week it rained.",
    "He left at 5 pm.",
    "The service may move.",
    "The Sunday Times reported it.",
    "Marc April said so.",
    "There were 2016 posts.",
  ])("none: %s", (sentence) => {
    expect(dates(sentence)).toEqual([]);
  });

  it("leaves open what counts from a document's date that is not known", () => {
    const { dates: found, open } = read("He met them on Tuesday, and it began on 8 November 2016.", null);
    expect(found.map(({ date }) => date)).toEqual(["2016-11-08"]);
    expect(open.map(({ text }) => text)).toEqual(["Tuesday"]);
  });

  it("doubts where a span ends, and nothing where there is none", () => {
    expect(read("It ran from 3 to 5 June 2031.").dates[0]!.doubts).toEqual(["where the span of time ends"]);
    expect(read("He met them on Tuesday.").dates[0]!.doubts).toEqual([]);
  });

  it.each([
    ["It happened between 2 and 9 October.", "2031-10", "between 2 and"],
    ["The posts ran from 2 to 9 October 2030.", "2030-10", "2 to 9 October 2030"],
    ["It was leaked in the first week of October.", "2031-10", "in the first week of"],
    ["It was leaked in the second half of May 2029.", "2029-05", "in the second half of"],
    ["It ran from 3 to 5 June 2031.", "2031-06", "3 to 5 June 2031"],
  ])("has a range as its month, never as its last day: %s", (sentence, date, qualifier) => {
    const { dates: found } = read(sentence);
    expect(found.map((one) => [one.date, one.qualifier])).toEqual([[date, qualifier]]);
    expect(found[0]!.doubts).toEqual(["where the span of time ends"]);
    const { start, end, text } = found[0]!.said;
    expect(sentence.slice(start, end)).toBe(text);
  });

  it("has places that are those of the text", () => {
    const sentence = "It began in early November and ended on Tuesday.";
    for (const { said } of read(sentence).dates) expect(sentence.slice(said.start, said.end)).toBe(said.text);
    expect(datesIn("On Tuesday.", 100, PUBLISHED).dates[0]!.said).toEqual({
      start: 103,
      end: 110,
      text: "Tuesday",
    });
  });
});
