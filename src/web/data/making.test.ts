import { expect, it } from "vitest";
import { caseNameOf } from "./making.ts";

it.each([
  ["posts.csv", "posts"],
  ["Twitter export (2016-10).v2.csv", "Twitter-export-2016-10-.v2"],
  ["../../etc/passwd", "posts"],
  [".csv", "posts"],
  ["demo.csv", "demo-posts"],
  ["выборы.ndjson", "выборы"],
  [`${"a".repeat(200)}.csv`, "a".repeat(60)],
])("the file %s makes the case %s", (file, name) => {
  expect(caseNameOf(file)).toBe(name);
});
