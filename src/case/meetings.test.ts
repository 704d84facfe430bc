import { expect, it } from "vitest";
import { sampleMeetings } from "../../test/support/sample-meetings.ts";
import type { Figure } from "../model/finding.ts";
import { howTheyMet } from "./meetings.ts";

it("a finding on a terminal says in numbers what its figures draw elsewhere, and nothing of other figures", () => {
  const figures = sampleMeetings();
  const lines = howTheyMet({ figures });
  const offsets = figures.find((figure) => figure.kind === "offsets")!;
  const strip = figures.find((figure) => figure.kind === "strip")!;
  const met = strip.members.reduce((sum, row) => sum + row.met.length, 0);
  expect(lines[0]).toBe(
    `${offsets.within} of 2,120 common shares within 60 s; 50 if that were as full as the rest`,
  );
  expect(lines[1]).toBe(`${met} shares on occasions; 60 other accounts shared the same at any time`);
  expect(lines[2]).toMatch(/^31 occasions, 2034-05-02T\d\d:\d\d:\d\d\.\d{3}Z to 2034-05-\d\dT/);
  expect(lines.slice(3)).toEqual([
    "a team of five that meets on six occasions would have been found here in 20 of 20 tries",
    "a team of twelve that meets on four occasions would have been found here in 11 of 20 tries",
    "a team of three that meets on three occasions would have been found here in 0 of 20 tries",
  ]);
  const timeline: Figure = { kind: "timeline", from: "2034-05-02", unit: "day", series: [] };
  expect(howTheyMet({ figures: [timeline] })).toEqual([]);
});
