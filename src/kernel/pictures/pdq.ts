/**
 * PDQ: 256 bits that say how a picture looks (Meta, "The TMK+PDQF video-hashing algorithm and the PDQ image-hashing
 * algorithm", 2019). Luminance; two passes of a box filter along rows and columns (W. Jarosz, "Fast image convolutions",
 * 2001); 64 x 64 points; the 16 x 16 lowest frequencies of their discrete cosine transform but the constant; a bit is set where
 * one is above their median. Sums are rounded to 32 bits as in the published program, so that the bits agree with its.
 *
 * Time and memory are linear in the pixels: 8 bytes a pixel.
 */
import { eachPixel, type Pixels } from "./pixels.ts";

export interface PdqHash {
  /** 64 hexadecimal digits, the highest bit first. */
  readonly hex: string;
  /** 0 to 100: how much there is to see. Below 50 a hash says little. */
  readonly quality: number;
}

const SIDE = 64;
const FREQUENCIES = 16;
const PASSES = 2;
/** Windows of the filter on each side of the picture. */
const WINDOWS = 128;
/** Smaller pictures have no hash worth the name. */
const LEAST_SIDE = 5;
const { fround } = Math;

/** The hash; of a picture with a side below 5 pixels all zero, with quality 0. */
export function pdq(pixels: Pixels): PdqHash {
  const { width, height } = pixels;
  if (width < LEAST_SIDE || height < LEAST_SIDE)
    return { hex: "0".repeat((FREQUENCIES * FREQUENCIES) / 4), quality: 0 };
  const light = luminance(pixels);
  const work = new Float32Array(light.length);
  const [along, across] = [windowOf(width), windowOf(height)];
  for (let pass = 0; pass < PASSES; pass++) {
    for (let row = 0; row < height; row++) filterRow(light, work, row * width, width, along);
    filterColumns(work, light, width, height, across);
  }
  const small = decimated(light, width, height);
  return { hex: bitsAboveMedian(lowFrequencies(small)), quality: qualityOf(small) };
}

const RED = fround(0.299);
const GREEN = fround(0.587);
const BLUE = fround(0.114);

function luminance(pixels: Pixels): Float32Array {
  const light = new Float32Array(pixels.width * pixels.height);
  eachPixel(pixels, (at, red, green, blue) => {
    light[at] = fround(fround(RED * red) + fround(GREEN * green)) + fround(BLUE * blue);
  });
  return light;
}

const windowOf = (side: number): number => Math.floor((side + WINDOWS - 1) / WINDOWS);

/** How far a window reaches at its first place: it stands over a point and the half behind it. */
const halfOf = (window: number): number => (window + 2) >> 1;

/** Mean over a window that slides along one row; at the ends over what there is of it. */
function filterRow(
  from: Float32Array,
  to: Float32Array,
  begin: number,
  length: number,
  window: number,
): void {
  const half = halfOf(window);
  let sum = 0;
  let inside = 0;
  for (let at = 0; at < length + half - 1; at++) {
    if (at < length) {
      sum = fround(sum + from[begin + at]!);
      inside++;
    }
    if (at >= window) {
      sum = fround(sum - from[begin + at - window]!);
      inside--;
    }
    if (at >= half - 1) to[begin + at - half + 1] = sum / inside;
  }
}

/** The same along all columns at once, row by row. */
function filterColumns(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  window: number,
): void {
  const half = halfOf(window);
  const sums = new Float32Array(width);
  let inside = 0;
  for (let row = 0; row < height + half - 1; row++) {
    if (row < height) {
      for (let x = 0, i = row * width; x < width; x++, i++) sums[x]! += from[i]!;
      inside++;
    }
    if (row >= window) {
      for (let x = 0, i = (row - window) * width; x < width; x++, i++) sums[x]! -= from[i]!;
      inside--;
    }
    if (row >= half - 1)
      for (let x = 0, i = (row - half + 1) * width; x < width; x++, i++) to[i] = sums[x]! / inside;
  }
}

/** The point in the middle of each of 64 x 64 fields. */
function decimated(light: Float32Array, width: number, height: number): Float32Array {
  const small = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < SIDE; i++) {
    const row = Math.floor(((i + 0.5) * height) / SIDE);
    for (let j = 0; j < SIDE; j++)
      small[i * SIDE + j] = light[row * width + Math.floor(((j + 0.5) * width) / SIDE)]!;
  }
  return small;
}

/** Rows 1 to 16 of the transform. */
const COSINES = Float32Array.from({ length: FREQUENCIES * SIDE }, (_, at) => {
  const [i, j] = [Math.floor(at / SIDE), at % SIDE];
  return Math.sqrt(2 / SIDE) * Math.cos((Math.PI / 2 / SIDE) * (i + 1) * (2 * j + 1));
});

function lowFrequencies(small: Float32Array): Float32Array {
  const half = new Float32Array(FREQUENCIES * SIDE);
  for (let i = 0; i < FREQUENCIES; i++)
    for (let j = 0; j < SIDE; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++)
        sum = fround(sum + fround(COSINES[i * SIDE + k]! * small[k * SIDE + j]!));
      half[i * SIDE + j] = sum;
    }
  const low = new Float32Array(FREQUENCIES * FREQUENCIES);
  for (let i = 0; i < FREQUENCIES; i++)
    for (let j = 0; j < FREQUENCIES; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) sum = fround(sum + fround(half[i * SIDE + k]! * COSINES[j * SIDE + k]!));
      low[i * FREQUENCIES + j] = sum;
    }
  return low;
}

/** The lower of the two in the middle is the median. */
function bitsAboveMedian(low: Float32Array): string {
  const median = low.slice().sort()[low.length / 2 - 1]!;
  let hex = "";
  for (let at = low.length - 4; at >= 0; at -= 4) {
    let digit = 0;
    for (let bit = 3; bit >= 0; bit--) digit = 2 * digit + (low[at + bit]! > median ? 1 : 0);
    hex += digit.toString(16);
  }
  return hex;
}

/** Steps of light between neighbours, in whole hundredths, which a flat picture has none of. */
function qualityOf(small: Float32Array): number {
  let sum = 0;
  const step = (a: number, b: number) => Math.trunc(Math.abs(fround(fround((a - b) * 100) / 255)));
  for (let i = 0; i < SIDE; i++)
    for (let j = 0; j < SIDE; j++) {
      const here = small[i * SIDE + j]!;
      if (i + 1 < SIDE) sum += step(here, small[(i + 1) * SIDE + j]!);
      if (j + 1 < SIDE) sum += step(here, small[i * SIDE + j + 1]!);
    }
  return Math.min(100, Math.floor(sum / 90));
}
