import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dHash } from "./dhash.ts";
import { joinNear, mostDistance } from "./near.ts";
import { pdq } from "./pdq.ts";
import type { Pixels } from "./pixels.ts";
import { Random } from "../random.ts";

/** A picture whose colours a function of the place gives, 0 to 1. */
function painted(width: number, height: number, colour: (x: number, y: number) => number): Pixels {
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.fill(255 * colour(x / width, y / height), 4 * (y * width + x), 4 * (y * width + x) + 3);
  return { width, height, data };
}

const waves = (a: number, b: number) => (x: number, y: number) =>
  0.5 + 0.25 * Math.sin(a * x + 3 * y * y) + 0.25 * Math.cos(b * y - 5 * x * y);

const bitsApart = (a: string, b: string): number =>
  Array.from(a).reduce((n, digit, i) => {
    const apart = Number.parseInt(digit, 16) ^ Number.parseInt(b[i]!, 16);
    return n + [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4][apart]!;
  }, 0);

describe("hashes of pictures", () => {
  it("have as many digits as bits, half of PDQ's set", () => {
    const { hex, quality } = pdq(painted(200, 150, waves(20, 30)));
    expect(hex).toMatch(/^[0-9a-f]{64}$/);
    expect(bitsApart(hex, "0".repeat(64))).toBe(128);
    expect(quality).toBe(100);
    expect(dHash(painted(200, 150, waves(20, 30)))).toMatch(/^[0-9a-f]{16}$/);
  });

  it("stay near where the same picture has another size, and lie far apart for another picture", () => {
    const small = painted(320, 200, waves(20, 30));
    const large = painted(1280, 800, waves(20, 30));
    const other = painted(320, 200, waves(31, 11));
    expect(bitsApart(pdq(small).hex, pdq(large).hex)).toBeLessThan(16);
    expect(bitsApart(pdq(small).hex, pdq(other).hex)).toBeGreaterThan(80);
    expect(bitsApart(dHash(small), dHash(large))).toBeLessThan(4);
    expect(bitsApart(dHash(small), dHash(other))).toBeGreaterThan(14);
  });

  it("of a flat or tiny picture have no quality", () => {
    expect(pdq(painted(100, 100, () => 0.5)).quality).toBe(0);
    expect(pdq(painted(4, 100, waves(9, 9)))).toEqual({ hex: "0".repeat(64), quality: 0 });
  });

  it("of a picture that grows lighter to the right are all ones in dHash", () => {
    expect(dHash(painted(90, 80, (x) => x))).toBe("f".repeat(16));
    expect(dHash(painted(90, 80, (x) => 1 - x))).toBe("0".repeat(16));
  });

  it("see white through what is transparent", () => {
    const clear = painted(64, 64, waves(9, 9));
    for (let i = 3; i < clear.data.length; i += 4) clear.data[i] = 0;
    expect(pdq(clear)).toEqual(pdq(painted(64, 64, () => 1)));
  });
});

describe("near hashes", () => {
  const WORDS = 8;
  /** Some hashes, each a few bits from one of a few middles. */
  const some = (seed: number, count: number, middles: number, flips: number) => {
    const random = new Random(seed);
    const middle = Uint32Array.from({ length: middles * WORDS }, () => random.below(2 ** 32));
    const bits = new Uint32Array(count * WORDS);
    for (let i = 0; i < count; i++) {
      const from = random.below(middles);
      bits.set(middle.subarray(from * WORDS, (from + 1) * WORDS), i * WORDS);
      for (let flip = random.below(flips + 1); flip > 0; flip--)
        bits[i * WORDS + random.below(WORDS)]! ^= 1 << random.below(32);
    }
    return {
      hashes: { words: WORDS, bits },
      posts: Int32Array.from({ length: count }, () => 1 + random.below(4)),
    };
  };
  const apart = ({ bits }: { bits: Uint32Array }, a: number, b: number) => {
    let n = 0;
    for (let i = 0; i < WORDS; i++)
      for (let v = bits[a * WORDS + i]! ^ bits[b * WORDS + i]!; v !== 0; v &= v - 1) n++;
    return n;
  };

  it("are those that looking at every representative finds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 31 }), (seed, distance) => {
        const { hashes, posts } = some(seed, 120, 6, 40);
        const order = [...posts.keys()].sort((a, b) => {
          if (posts[a] !== posts[b]) return posts[b]! - posts[a]!;
          for (let i = 0; i < WORDS; i++) {
            const [x, y] = [hashes.bits[a * WORDS + i]!, hashes.bits[b * WORDS + i]!];
            if (x !== y) return x - y;
          }
          return a - b;
        });
        const leaders: number[] = [];
        const leader = new Int32Array(posts.length);
        for (const hash of order) {
          const [best] = leaders
            .filter((one) => apart(hashes, hash, one) <= distance)
            .sort(
              (a, b) =>
                apart(hashes, hash, a) - apart(hashes, hash, b) || leaders.indexOf(a) - leaders.indexOf(b),
            );
          leader[hash] = best ?? hash;
          if (best === undefined) leaders.push(hash);
        }
        expect(joinNear(hashes, posts, distance)).toEqual({ leader, leaders: leaders.length });
      }),
      { numRuns: 60 },
    );
  });

  it("do not chain: a row of small steps is cut", () => {
    const count = 65;
    const bits = new Uint32Array(count * WORDS);
    // Each differs from the one before by four bits more.
    for (let i = 0; i < count; i++)
      for (let bit = 0; bit < 4 * i; bit++) bits[i * WORDS + (bit >> 5)]! |= 1 << (bit & 31);
    const hashes = { words: WORDS, bits };
    const { leader, leaders } = joinNear(hashes, new Int32Array(count).fill(1), 31);
    expect(leaders).toBeGreaterThan(5);
    for (let i = 0; i < count; i++) expect(apart(hashes, i, leader[i]!)).toBeLessThanOrEqual(31);
  });

  it("can be asked for up to what the parts find", () => {
    expect([mostDistance(8), mostDistance(2)]).toEqual([31, 7]);
  });
});
