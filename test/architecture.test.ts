/** The map of the rooms is the linter's rules: each arrow may be imported, and the arrows together say all that may be. */
import { describe, expect, it } from "vitest";
import { arrowsOf, roomsOf } from "../scripts/rooms.mjs";
import { read } from "./support/docs-pages.ts";

const rooms = roomsOf(JSON.parse(read(".oxlintrc.json")) as object);
const drawn = [...read("docs/rooms.svg").matchAll(/data-arrow="(\w+) (\w+)"/g)].map(([, from, to]) => [
  from,
  to,
]);

describe("the picture of the rooms", () => {
  it("has every room of the linter's rules", () => {
    const names = [...read("docs/rooms.svg").matchAll(/class="name"[^>]*>(\w+)</g)].map(([, name]) => name);
    expect(rooms.length).toBeGreaterThan(12);
    expect(names).toEqual(rooms.map(({ room }) => room));
  });

  it("has the arrows of the rules", () => {
    expect(drawn).toEqual(arrowsOf(rooms));
    for (const [from, to] of drawn)
      expect(rooms.find(({ room }) => room === from)!.imports, `${from} to ${to}`).toContain(to);
  });

  it("leaves no room out that may be imported: a way of arrows leads to it", () => {
    const reached = (from: string): string[] =>
      drawn.flatMap(([start, to]) => (start === from ? [to!, ...reached(to!)] : []));
    for (const { room, imports } of rooms) {
      const seen = new Set(reached(room));
      expect(
        imports.filter((to) => !seen.has(to)),
        room,
      ).toEqual([]);
    }
  });
});
