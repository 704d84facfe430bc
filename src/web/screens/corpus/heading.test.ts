import { expect, it } from "vitest";
import { sayHeading } from "./heading.ts";

const ALL = { posts: 28_749, accounts: 1499 };

it.each([
  [undefined, false, undefined, "Posts"],
  [ALL, false, 28_749, "28,749 posts by 1,499 accounts"],
  [ALL, true, undefined, "Some of 28,749 posts"],
  [ALL, true, 1203, "1,203 of 28,749 posts"],
  [ALL, true, 0, "0 of 28,749 posts"],
  [{ posts: 1, accounts: 1 }, true, 1, "1 of 1 post"],
])("says how many posts a filter leaves, of how many: %#", (facets, isFiltered, total, words) => {
  expect(sayHeading(facets, isFiltered, total)).toBe(words);
});
