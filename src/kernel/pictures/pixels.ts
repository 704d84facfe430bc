/** A decoded picture. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha of each pixel, row by row; 0 to 255. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * Calls with the colours of each pixel in order. What is transparent shows white behind it, as on a page.
 */
export function eachPixel(
  { width, height, data }: Pixels,
  take: (at: number, red: number, green: number, blue: number) => void,
): void {
  for (let at = 0, i = 0; at < width * height; at++, i += 4) {
    const alpha = data[i + 3]!;
    if (alpha === 255) take(at, data[i]!, data[i + 1]!, data[i + 2]!);
    else take(at, over(data[i]!, alpha), over(data[i + 1]!, alpha), over(data[i + 2]!, alpha));
  }
}

const over = (colour: number, alpha: number): number =>
  Math.round((colour * alpha + 255 * (255 - alpha)) / 255);
