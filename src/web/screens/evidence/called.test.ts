import { expect, it } from "vitest";
import { called } from "./called.ts";

it("calls an item by its name, and what has only an id by its title", () => {
  const ref = "art_0000000001";
  expect(called({ ref, name: "posts.csv", text: "Posts of October" })).toBe("posts.csv");
  expect(called({ ref, name: ref, text: "Posts of October" })).toBe("Posts of October");
});
