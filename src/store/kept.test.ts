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
  const both = await Promise.all([kept.of("a", of("a"), () => 1), kept.of("a", of("a"), () => 1)]);
  expect([...both, await kept.of("a", of("a"), () => 1)]).toEqual(["A", "A", "A"]);
  expect(read).toEqual(["a"]);
  kept.forget();
  await kept.of("a", of("a"), () => 1);
  expect(read).toEqual(["a", "a"]);
});

it("keeps no more than its bound: the one asked for longest ago goes, and what is heavier is not kept", async () => {
  const kept = new Kept<string>(10);
  const { read, of } = counting();
  for (const key of ["a", "b", "a", "c", "a", "b"]) await kept.of(key, of(key), () => 4);
  expect(read).toEqual(["a", "b", "c", "b"]);
  for (let i = 0; i < 2; i++) await kept.of("large", of("large"), () => 11);
  expect(read.slice(4)).toEqual(["large", "large"]);
  await kept.of("b", of("b"), () => 4);
  expect(read.slice(6)).toEqual([]);
});

it("keeps no failure", async () => {
  const kept = new Kept<string>(10);
  await expect(
    kept.of(
      "a",
      async () => {
        await Promise.resolve();
        throw new Error("torn");
      },
      () => 1,
    ),
  ).rejects.toThrow("torn");
  expect(await kept.of("a", counting().of("a"), () => 1)).toBe("A");
});

it("does not keep what was asked for before everything was forgotten", async () => {
  const kept = new Kept<string>(10);
  const { read, of } = counting();
  const before = kept.of("a", of("a"), () => 1);
  kept.forget();
  const after = kept.of("a", of("a"), () => 1);
  expect([await before, await after]).toEqual(["A", "A"]);
  expect(read).toEqual(["a", "a"]);
  await kept.of("a", of("a"), () => 1);
  expect(read).toEqual(["a", "a"]);
});
