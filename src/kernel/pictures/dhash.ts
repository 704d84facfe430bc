/**
 * dHash: 64 bits, each saying whether a picture of 9 x 8 grey points grows lighter from one point to the next in its row (N. Krawetz,
 * "Kind of like that", 2013). Grey is ITU-R 601 in whole numbers, and the picture is made small by a Lanczos filter with three lobes
 * in fixed point, along rows and then along columns, as the programs do that write such hashes.
 *
 * Time and memory are linear in the pixels: 1 byte a pixel.
 */
import { eachPixel, type Pixels } from "./pixels.ts";

const COLUMNS = 9;
const ROWS = 8;
const LOBES = 3;
/** Bits of a weight below the point. */
const PRECISION = 22;

/** 16 hexadecimal digits, the first row first. */
export function dHash(pixels: Pixels): string {
  const { width, height } = pixels;
  const grey = new Uint8Array(width * height);
  eachPixel(pixels, (at, red, green, blue) => {
    grey[at] = (red * 19_595 + green * 38_470 + blue * 7471 + 32_768) >> 16;
  });
  const narrow = resampled(grey, { count: height, step: width }, { length: width, step: 1 }, COLUMNS);
  const small = resampled(narrow, { count: COLUMNS, step: 1 }, { length: height, step: COLUMNS }, ROWS);
  let hex = "";
  for (let at = 0; at < ROWS * 8; at += 4) {
    let digit = 0;
    for (let bit = at; bit < at + 4; bit++) {
      // `resampled` gives each column by itself.
      const [row, column] = [bit >> 3, bit & 7];
      digit = 2 * digit + (small[(column + 1) * ROWS + row]! > small[column * ROWS + row]! ? 1 : 0);
    }
    hex += digit.toString(16);
  }
  return hex;
}

/** Lines of points made to `size` points each, line after line. */
function resampled(
  from: Uint8Array,
  lines: { readonly count: number; readonly step: number },
  points: { readonly length: number; readonly step: number },
  size: number,
): Uint8Array {
  const windows = windowsOf(points.length, size);
  const to = new Uint8Array(lines.count * size);
  for (let line = 0; line < lines.count; line++)
    for (let i = 0; i < size; i++) {
      const { first, weights } = windows[i]!;
      let sum = 1 << (PRECISION - 1);
      for (
        let k = 0, at = line * lines.step + first * points.step;
        k < weights.length;
        k++, at += points.step
      )
        sum += from[at]! * weights[k]!;
      to[line * size + i] = Math.max(0, Math.min(255, Math.floor(sum / 2 ** PRECISION)));
    }
  return to;
}

interface Window {
  readonly first: number;
  /** In fixed point. */
  readonly weights: Int32Array;
}

function windowsOf(length: number, size: number): Window[] {
  const scale = length / size;
  const stretch = Math.max(1, scale);
  const reach = LOBES * stretch;
  return Array.from({ length: size }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - reach + 0.5));
    const last = Math.min(length, Math.trunc(centre + reach + 0.5));
    const raw = Float64Array.from({ length: last - first }, (_, k) =>
      lanczos((k + first - centre + 0.5) * (1 / stretch)),
    );
    const sum = raw.reduce((a, b) => a + b, 0);
    return {
      first,
      weights: Int32Array.from(raw, (weight) => {
        const fixed = weight * (1 / sum) * 2 ** PRECISION;
        return Math.trunc(fixed < 0 ? fixed - 0.5 : fixed + 0.5);
      }),
    };
  });
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI));
const lanczos = (x: number): number => (Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0);
