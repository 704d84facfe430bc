import { expect, it } from "vitest";
import { Kept } from "./kept.ts";

/** Reads that are counted, each given when told. */
function counting() {
  const read: string[] = [];
  return {
    read,
    of: (key: string) => async () => {
      read.push(key);
      await Promise.resolve();
      return key.toUpperCase();
    },
  };
}

it("reads once for all who ask, at the same time and later", async () => {
  const kept = new Kept<string>(10);
  const { read, of } = counting();
  const both = await Promise.all([kept.of("a", 1, of("a")), kept.of("a", 1, of("a"))]);
  expect([...both, await kept.of("a", 1, of("a"))]).toEqual(["A", "A", "A"]);
  expect(read).toEqual(["a"]);
  kept.forget();
  await kept.of("a", 1, of("a"));
  expect(read).toEqual(["a", "a"]);
});

it("keeps no more than its bound: the one asked for longest ago goes, and what is heavier is not kept", async () => {
  const kept = new Kept<string>(10);
  const { read, of } = counting();
  for (const key of ["a", "b", "a", "c", "a", "b"]) await kept.of(key, 4, of(key));
  expect(read).toEqual(["a", "b", "c", "b"]);
  for (let i = 0; i < 2; i++) await kept.of("large", 11, of("large"));
  expect(read.slice(4)).toEqual(["large", "large"]);
  await kept.of("b", 4, of("b"));
  expect(read.slice(6)).toEqual([]);
});

it("keeps no failure", async () => {
  const kept = new Kept<string>(10);
  await expect(
    kept.of("a", 1, async () => {
      await Promise.resolve();
      throw new Error("torn");
    }),
  ).rejects.toThrow("torn");
  expect(await kept.of("a", 1, counting().of("a"))).toBe("A");
});
