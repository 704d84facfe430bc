/** Pictures of our own making, from a seed: some as uneven as photographs, waves, boards, gradients, letters, and a flat one now and then. */
import type { Pixels } from "../../src/kernel/pictures/pixels.ts";
import { Random } from "../../src/kernel/random.ts";

type Paint = (x: number, y: number, channel: number) => number;

/** Rows of a letter, five bits each. */
const LETTERS = [
  [14, 17, 17, 31, 17, 17, 17],
  [30, 17, 17, 30, 17, 17, 30],
  [31, 16, 16, 30, 16, 16, 31],
  [17, 17, 31, 17, 17, 17, 17],
  [14, 4, 4, 4, 4, 4, 14],
];

const KINDS: readonly ((random: Random) => Paint)[] = [
  // As uneven as a photograph: the coarser, the stronger.
  (random) => {
    const octaves = [3, 6, 12, 24, 48, 96].map((fields) => ({
      fields,
      light: Float32Array.from({ length: (fields + 1) ** 2 }, () => random.uniform() - 0.5),
    }));
    return (x, y, channel) =>
      octaves.reduce(
        (sum, { fields, light }) => sum + (300 / fields ** 0.7) * between(light, fields, x, y),
        128 + 6 * channel,
      );
  },
  (random) => {
    const [a, b, c] = [random.uniform() * 30, random.uniform() * 30, random.uniform() * 20];
    return (x, y, channel) =>
      128 + 63 * Math.sin(a * x + c * y * y + channel) + 63 * Math.cos(b * y - c * x * y);
  },
  (random) => {
    const [a, b] = [2 + random.below(12), 2 + random.below(12)];
    const shade = random.below(120);
    return (x, y, channel) =>
      ((Math.floor(x * a) + Math.floor(y * b)) % 2) * 90 + shade * (0.3 + 0.7 * x * y) + 5 * channel;
  },
  (random) => {
    const [a, b] = [random.uniform(), random.uniform()];
    return (x, y, channel) => 255 * Math.abs(a * x - b * y) * (1 - channel / 5);
  },
  (random) => {
    const text = Array.from({ length: 24 }, () => LETTERS[random.below(LETTERS.length)]!);
    const paper = 150 + random.below(100);
    return (x, y) => {
      const [column, row] = [Math.floor(x * 36), Math.floor(y * 32)];
      const letter = text[(Math.floor(column / 6) + 6 * Math.floor(row / 8)) % text.length]!;
      return ((letter[row % 8] ?? 0) >> (5 - (column % 6))) % 2 === 1 ? 20 : paper;
    };
  },
  (random) => {
    const shapes = Array.from(
      { length: 6 },
      () => [random.uniform(), random.uniform(), random.uniform() / 3, random.below(256)] as const,
    );
    return (x, y, channel) =>
      shapes.findLast(([cx, cy, r]) => (x - cx) ** 2 + (y - cy) ** 2 < r * r)?.[3] ?? 90 + 20 * channel;
  },
];

/** Between the corners of a field, as a straight line on each side. */
function between(light: Float32Array, fields: number, x: number, y: number): number {
  const [column, row] = [Math.floor(x * fields), Math.floor(y * fields)];
  const [right, down] = [x * fields - column, y * fields - row];
  const at = (c: number, r: number) => light[r * (fields + 1) + c]!;
  const top = at(column, row) * (1 - right) + at(column + 1, row) * right;
  return top * (1 - down) + (at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right) * down;
}

/** The picture of this number. Kinds take turns; the last of each twelve is flat. */
export function picture(number: number, width?: number, height?: number): Pixels {
  const random = new Random(number + 1);
  const [wide, high] = [40 + random.below(500), 40 + random.below(400)];
  const paint = number % 12 === 11 ? () => 80 : KINDS[number % KINDS.length]!(random);
  return painted(width ?? wide, height ?? high, paint);
}

function painted(width: number, height: number, paint: Paint): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 4)
      for (let channel = 0; channel < 3; channel++) data[i + channel] = paint(x / width, y / height, channel);
  return { width, height, data };
}
