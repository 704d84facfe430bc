/**
 * How far apart hashes of pictures lie: of one picture and what becomes of it, and of pictures that have nothing to do with each other; what
 * hashing and joining cost. `npm run bench -- bench/pictures.ts`; prints, and asserts nothing. Pictures are of our own making (`picture`).
 */
import { it } from "vitest";
import { dHash, joinNear, pdq } from "../dist/kernel/index.js";
import type { Pixels } from "../src/kernel/index.ts";
import { decodePicture } from "../src/ingest/pictures/decode.ts";
import { Random } from "../src/kernel/random.ts";
import { count } from "../src/words.ts";
import { asJpeg, asWebp, cropped, resized } from "../test/support/encoded-pictures.ts";
import { picture } from "../test/support/pictures.ts";

const UNRELATED = 4000;
const CHANGED = 200;
const JOINED = [50_000, 200_000];
/** Pictures as uneven as photographs are every sixth. */
const PHOTOGRAPH = 6;

/** What becomes of a picture. */
const CHANGES: Readonly<Record<string, (pixels: Pixels) => Promise<Pixels> | Pixels>> = {
  "JPEG, quality 75": async (p) => decodePicture("jpeg", await asJpeg(p, 75)),
  "JPEG, quality 30": async (p) => decodePicture("jpeg", await asJpeg(p, 30)),
  "WebP, quality 50": async (p) => decodePicture("webp", await asWebp(p, 50)),
  "half the size": (p) => resized(p, p.width >> 1, p.height >> 1),
  "a quarter of the size, JPEG 60": async (p) =>
    decodePicture("jpeg", await asJpeg(resized(p, p.width >> 2, p.height >> 2), 60)),
  "1 % of each side cut off": (p) => cropped(p, 0.01),
  "3 % of each side cut off": (p) => cropped(p, 0.03),
  "10 % of each side cut off": (p) => cropped(p, 0.1),
};

const wordsOf = (hex: string): number[] =>
  (hex.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 16));

function ones(value: number): number {
  let n = 0;
  for (let v = value; v !== 0; v &= v - 1) n++;
  return n;
}

const apart = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((n, word, i) => n + ones(word ^ b[i]!), 0);

const share = (values: readonly number[], most: number): string =>
  `${((100 * values.filter((value) => value <= most).length) / values.length).toFixed(1)} %`;

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(part * (values.length - 1))]!;

function told(
  name: string,
  far: { readonly pdq: readonly number[]; readonly dhash: readonly number[] },
): string {
  const { pdq: p, dhash: d } = far;
  return `${name}: PDQ median ${quantile(p, 0.5)}, 95 % within ${quantile(p, 0.95)}, at most 31: ${share(p, 31)}; dHash median ${quantile(d, 0.5)}, 95 % within ${quantile(d, 0.95)}, at most 7: ${share(d, 7)}`;
}

async function changes(kind: string, shown: readonly Pixels[]): Promise<void> {
  const seen = shown.filter((pixels) => pdq(pixels).quality >= 50);
  for (const [name, change] of Object.entries(CHANGES)) {
    const far = { pdq: [] as number[], dhash: [] as number[] };
    for (const pixels of seen) {
      const changed = await change(pixels);
      far.pdq.push(apart(wordsOf(pdq(pixels).hex), wordsOf(pdq(changed).hex)));
      far.dhash.push(apart(wordsOf(dHash(pixels)), wordsOf(dHash(changed))));
    }
    console.log(told(`${name}, ${seen.length} pictures ${kind}`, far));
  }
}

function unrelated(): void {
  const hashes = Array.from({ length: UNRELATED }, (_, number) => {
    const pixels = picture(number + 10_000, 160, 120);
    const { hex, quality } = pdq(pixels);
    return { kind: number % 6, quality, pdq: wordsOf(hex), dhash: wordsOf(dHash(pixels)) };
  }).filter(({ quality }) => quality >= 50);
  const pairs = new Map<string, [number, number, number]>();
  let least = 256;
  for (const [i, a] of hashes.entries())
    for (const b of hashes.slice(0, i)) {
      const far = apart(a.pdq, b.pdq);
      least = Math.min(least, far);
      for (const name of ["all", a.kind === b.kind ? `of kind ${a.kind}` : "of two kinds"]) {
        const of = pairs.get(name) ?? [0, 0, 0];
        pairs.set(name, [of[0] + 1, of[1] + Number(far <= 31), of[2] + Number(apart(a.dhash, b.dhash) <= 7)]);
      }
    }
  for (const [name, [all, near, nearByDhash]] of pairs)
    console.log(
      `pairs of unrelated pictures, ${name}: ${count(all)}, within 31 bits of PDQ ${count(near)}, within 7 of dHash ${count(nearByDhash)}`,
    );
  console.log(`${hashes.length} pictures, the nearest two ${least} bits apart`);
}

function costs(): void {
  const large = picture(4, 4000, 3000);
  const begun = performance.now();
  pdq(large);
  const between = performance.now();
  dHash(large);
  console.log(
    `12 million pixels: PDQ ${Math.round(between - begun)} ms, dHash ${Math.round(performance.now() - between)} ms`,
  );
  for (const length of JOINED) {
    const random = new Random(length);
    const bits = Uint32Array.from({ length: 8 * length }, () => random.uint32());
    const start = performance.now();
    const { leaders } = joinNear({ words: 8, bits }, new Int32Array(length).fill(1), 31);
    console.log(
      `${count(length)} random hashes: joined in ${Math.round(performance.now() - start)} ms, ${count(leaders)} left`,
    );
  }
}

it("measures hashes of pictures", async () => {
  const numbers = Array.from({ length: PHOTOGRAPH * CHANGED }, (_, i) => i).filter((n) => n % 12 !== 11);
  const of = (photographs: boolean) =>
    numbers
      .filter((n) => (n % PHOTOGRAPH === 0) === photographs)
      .slice(0, CHANGED)
      .map((n) => picture(n, 320, 240));
  await changes("as uneven as photographs", of(true));
  await changes("of waves, boards, slopes, letters and discs", of(false));
  unrelated();
  costs();
});
