/** Pictures as files in each format that is read, and what people make of pictures: smaller ones, cut ones. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import encodeJpeg, { init as startJpeg } from "@jsquash/jpeg/encode.js";
import encodePng, { init as startPng } from "@jsquash/png/encode.js";
import encodeWebp, { init as startWebp } from "@jsquash/webp/encode.js";
import type { Pixels } from "../../src/kernel/index.ts";

const require = createRequire(import.meta.url);
const program = (path: string): Uint8Array => readFileSync(require.resolve(path));

/** As the encoders take them. */
const imageOf = ({ width, height, data }: Pixels) => ({
  width,
  height,
  data: new Uint8ClampedArray(data),
  colorSpace: "srgb" as const,
});

let jpeg: Promise<unknown> | undefined;
export async function asJpeg(pixels: Pixels, quality = 75): Promise<Buffer> {
  await (jpeg ??= startJpeg({ wasmBinary: program("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm") }));
  return Buffer.from(await encodeJpeg(imageOf(pixels), { quality }));
}

export async function asPng(pixels: Pixels): Promise<Buffer> {
  await startPng(program("@jsquash/png/codec/pkg/squoosh_png_bg.wasm"));
  return Buffer.from(await encodePng(imageOf(pixels)));
}

let webp: Promise<unknown> | undefined;
export async function asWebp(pixels: Pixels, quality = 75): Promise<Buffer> {
  await (webp ??= startWebp({ wasmBinary: program("@jsquash/webp/codec/enc/webp_enc_simd.wasm") }));
  return Buffer.from(await encodeWebp(imageOf(pixels), { quality }));
}

/** In 128 greys, each index as it stands: after every few codes the table is cleared, so that none grows. */
export function asGif({ width, height, data }: Pixels): Buffer {
  const word = (n: number) => [n & 255, n >> 8];
  const colours = Array.from({ length: 128 }, (_, i) => [2 * i, 2 * i, 2 * i]).flat();
  const bits: number[] = [];
  const put = (code: number) => {
    for (let bit = 0; bit < 8; bit++) bits.push((code >> bit) & 1);
  };
  for (let i = 0; i < width * height; i++) {
    if (i % 100 === 0) put(128);
    put(data[4 * i]! >> 1);
  }
  put(129);
  const packed = Array.from({ length: Math.ceil(bits.length / 8) }, (_, byte) =>
    bits.slice(8 * byte, 8 * byte + 8).reduce((sum, bit, i) => sum + bit * 2 ** i, 0),
  );
  const blocks: number[] = [];
  for (let at = 0; at < packed.length; at += 255)
    blocks.push(Math.min(255, packed.length - at), ...packed.slice(at, at + 255));
  const head = [...Buffer.from("GIF89a"), ...word(width), ...word(height), 0xf6, 0, 0, ...colours];
  const frame = [0x2c, 0, 0, 0, 0, ...word(width), ...word(height), 0, 7];
  return Buffer.from([...head, ...frame, ...blocks, 0, 0x3b]);
}

/** In another size, each point the mean of those that it covers. */
export function resized(pixels: Pixels, width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++)
        data[4 * (y * width + x) + channel] = mean(
          pixels,
          channel,
          [x / width, (x + 1) / width],
          [y / height, (y + 1) / height],
        );
  return { width, height, data };
}

function mean(
  { width, height, data }: Pixels,
  channel: number,
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
): number {
  let [sum, n] = [0, 0];
  const last = (to: number, from: number, size: number) =>
    Math.max(Math.ceil(to * size), Math.floor(from * size) + 1);
  for (let y = Math.floor(top * height); y < last(bottom, top, height); y++)
    for (let x = Math.floor(left * width); x < last(right, left, width); x++) {
      sum += data[4 * (y * width + x) + channel]!;
      n++;
    }
  return sum / n;
}

/** Without this part of each side. */
export function cropped({ width, height, data }: Pixels, part: number): Pixels {
  const [left, top] = [Math.round(width * part), Math.round(height * part)];
  const [wide, high] = [width - 2 * left, height - 2 * top];
  const cut = new Uint8ClampedArray(wide * high * 4);
  for (let y = 0; y < high; y++) {
    const from = 4 * ((y + top) * width + left);
    cut.set(data.subarray(from, from + 4 * wide), 4 * y * wide);
  }
  return { width: wide, height: high, data: cut };
}
