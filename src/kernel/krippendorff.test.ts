import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nominalAgreement } from "./krippendorff.ts";

/** Rows are coders, columns units, as the examples are printed; a dot is a value that is missing. */
function unitsOf(rows: readonly string[]): number[][] {
  const cells = rows.map((row) => row.split(" "));
  const names = [...new Set(cells.flat())].filter((cell) => cell !== ".").sort();
  return cells[0]!.map((_, unit) =>
    cells.map((row) => row[unit]!).flatMap((cell) => (cell === "." ? [] : [names.indexOf(cell)])),
  );
}

/**
 * The definition: observed disagreement is the mean over pairs inside units, each unit weighted by its number of values;
 * expected disagreement the share of unequal pairs among all pairs of pairable values.
 */
function byDefinition(units: readonly (readonly number[])[]): number | undefined {
  const pairable = units.filter((values) => values.length > 1);
  const all = pairable.flat();
  let observed = 0;
  for (const values of pairable)
    for (let i = 0; i < values.length; i++)
      for (let j = 0; j < values.length; j++)
        if (i !== j && values[i] !== values[j]) observed += 1 / (values.length - 1);
  let expected = 0;
  for (let i = 0; i < all.length; i++)
    for (let j = 0; j < all.length; j++) if (i !== j && all[i] !== all[j]) expected++;
  if (expected === 0) return undefined;
  return 1 - observed / all.length / (expected / (all.length * (all.length - 1)));
}

describe("Krippendorff's alpha, nominal", () => {
  it("gives the published values", () => {
    // Krippendorff 2011, A: binary data, two observers, ten units.
    const binary = unitsOf(["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]);
    expect(nominalAgreement(binary, 2).alpha).toBeCloseTo(0.095, 3);
    // B: nominal data, two observers, twelve units.
    const nominal = unitsOf(["a a b b d c c c e d d a", "b a b b b c c c e d d d"]);
    expect(nominalAgreement(nominal, 5).alpha).toBeCloseTo(0.692, 3);
    // C: nominal data, four observers, missing values; the twelfth unit has one value and is not compared.
    const missing = unitsOf([
      "1 2 3 3 2 1 4 1 2 . . .",
      "1 2 3 3 2 2 4 1 2 5 . 3",
      ". 3 3 3 2 3 4 2 2 5 1 .",
      "1 2 3 3 2 4 4 1 2 5 1 .",
    ]);
    const found = nominalAgreement(missing, 5);
    expect(found.alpha).toBeCloseTo(0.743, 3);
    expect(found.units).toBe(11);
  });

  it("agrees with the definition on any table, and counts pairs", () => {
    const tables = fc.array(fc.array(fc.nat(3), { maxLength: 5 }), { maxLength: 12 });
    fc.assert(
      fc.property(tables, (units) => {
        const found = nominalAgreement(units, 4);
        const expected = byDefinition(units);
        if (expected === undefined) expect(found.alpha).toBeUndefined();
        else expect(found.alpha).toBeCloseTo(expected, 9);
        let pairs = 0;
        let equal = 0;
        for (const values of units)
          for (let i = 0; i < values.length; i++)
            for (let j = 0; j < i; j++) {
              pairs++;
              if (values[i] === values[j]) equal++;
            }
        expect([found.pairs, found.equal]).toEqual([pairs, equal]);
      }),
    );
  });

  it("is not defined where every value is of one category, or nothing is compared", () => {
    expect(
      nominalAgreement(
        [
          [1, 1],
          [1, 1, 1],
        ],
        2,
      ),
    ).toEqual({ units: 2, pairs: 4, equal: 4, alpha: undefined });
    expect(nominalAgreement([[0], [1]], 2)).toEqual({ units: 0, pairs: 0, equal: 0, alpha: undefined });
  });
});
