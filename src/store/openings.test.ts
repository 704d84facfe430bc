import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { tempFolder } from "../../test/support/temp.ts";
import { Openings, OPENINGS } from "./openings.ts";

const cleanups: (() => void)[] = [];
afterAll(() => cleanups.forEach((clean) => clean()));

it("keeps the next opening where a crash cut a line off, and lists those of one record in order", () => {
  const folder = tempFolder((clean) => cleanups.push(clean));
  const openings = new Openings(folder);
  const opening = (at: string, ref: string) => ({ at, person: "ada", ref });
  openings.add(opening("2031-10-01T00:00:00.000Z", "art_1"));
  appendFileSync(join(folder, OPENINGS), '{"at":"2031-10-01T01');
  openings.add(opening("2031-10-01T02:00:00.000Z", "art_2"));
  openings.add(opening("2031-10-01T03:00:00.000Z", "art_1"));
  expect(openings.about("art_1").map(({ at }) => at)).toEqual([
    "2031-10-01T00:00:00.000Z",
    "2031-10-01T03:00:00.000Z",
  ]);
  expect(openings.about("art_2")).toHaveLength(1);
  expect(readFileSync(join(folder, OPENINGS), "utf8").trimEnd().split("\n")).toHaveLength(4);
});
