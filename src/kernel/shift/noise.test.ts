import { expect, it } from "vitest";
import { Random } from "../random.ts";
import { autocorrelation, differenceVariance } from "./noise.ts";

function series(random: Random, n: number, phi: number): Float64Array {
  let noise = 0;
  return Float64Array.from({ length: n + 100 }, () => (noise = phi * noise + random.normal())).subarray(100);
}

const meanPhi = (phi: number, changed: (y: Float64Array) => Float64Array): number => {
  const random = new Random(7);
  let sum = 0;
  for (let run = 0; run < 60; run++) sum += autocorrelation(changed(series(random, 300, phi)));
  return sum / 60;
};

it.each([0, 0.5, 0.8])("finds phi %s, whether or not the level changes", (phi) => {
  const still = meanPhi(phi, (y) => y);
  const stepped = meanPhi(phi, (y) => y.map((x, t) => (t < 120 ? x : x + 8)));
  const pulsed = meanPhi(phi, (y) => y.map((x, t) => (t === 50 || t === 51 ? x + 20 : x)));
  for (const found of [still, stepped, pulsed]) expect(Math.abs(found - phi)).toBeLessThan(0.1);
});

it("does not reach across a break", () => {
  const y = Float64Array.of(0, 1, 0, 1, 50, 51, 50, 51);
  expect(differenceVariance(y, 1, [4, 0])).toBe(1);
  expect(differenceVariance(y, 2, [4, 0])).toBe(0);
});
