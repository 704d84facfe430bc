/**
 * Files that are wrong in ways nobody thought of: bytes, tokens and values of a right file changed at random. The same seed and number
 * give the same bytes, so that a case that fails can be run again alone.
 */
import { Random } from "../../src/kernel/random.ts";

/** What is put where something else stood: what formats give a meaning, and what programs write by mistake. */
const TOKENS: readonly string[] = [
  '"',
  "'",
  "\\",
  ",",
  ";",
  "\t",
  "|",
  "{",
  "}",
  "[",
  "]",
  ":",
  "\r",
  "\n",
  "\0",
  "\u001f",
  '""',
  '"""',
  "\r\n",
  "\n\n",
  "\uFEFF",
  "null",
  "NaN",
  "-0",
  "1e999",
  "-1e-999",
  "9007199254740993",
  "99999999999999999999999999",
  "0000-00-00T00:00:00Z",
  "9999-12-31T23:59:60+99:99",
  "\\u0000",
  "\\ud800",
  "\ud83d\ude00",
  "\u202e",
  "[]",
  "{}",
  '{"":""}',
  "[[[[[[[[",
  "__proto__",
  "constructor",
  "file:///etc/passwd",
  "'; DROP TABLE source; --",
  "https://[::1",
  "=1+1",
  "#".repeat(300),
  "@",
];

/** What stands in the place of a value of JSON. */
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  "",
  "x",
  "\u0000",
  [],
  [[]],
  {},
  { a: [{ b: null }] },
  [null, 1, "x", {}],
  "2031-02-30T25:61:61Z",
  "9".repeat(400),
];

/** One case: the bytes of a right file, changed. */
export function mutated(file: Buffer, others: readonly Buffer[], random: Random): Buffer {
  let bytes = random.below(3) === 0 ? valueChanged(file, random) : file;
  const times = 1 + random.below(4);
  for (let i = 0; i < times; i++) bytes = changed(bytes, others, random);
  return bytes;
}

const CHANGES = [flip, put, cut, cutOff, twice, swap, splice, nest] as const;

function changed(bytes: Buffer, others: readonly Buffer[], random: Random): Buffer {
  return bytes.length === 0 ? bytes : CHANGES[random.below(CHANGES.length)]!(bytes, random, others);
}

function flip(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  copy[random.below(copy.length)]! ^= 1 << random.below(8);
  return copy;
}

function put(bytes: Buffer, random: Random): Buffer {
  const token = Buffer.from(TOKENS[random.below(TOKENS.length)]!);
  const at = random.below(bytes.length + 1);
  const rest = random.below(2) === 0 ? at : Math.min(bytes.length, at + token.length);
  return Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(rest)]);
}

function stretch(bytes: Buffer, random: Random): readonly [start: number, end: number] {
  const start = random.below(bytes.length);
  return [start, Math.min(bytes.length, start + 1 + random.below(random.below(4) === 0 ? bytes.length : 40))];
}

function cut(bytes: Buffer, random: Random): Buffer {
  const [start, end] = stretch(bytes, random);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
}

function cutOff(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, random.below(bytes.length));
}

function twice(bytes: Buffer, random: Random): Buffer {
  const [start, end] = stretch(bytes, random);
  const part = bytes.subarray(start, end);
  return Buffer.concat([
    bytes.subarray(0, end),
    ...Array.from({ length: 1 + random.below(30) }, () => part),
    bytes.subarray(end),
  ]);
}

function swap(bytes: Buffer, random: Random): Buffer {
  const [a, b] = stretch(bytes, random);
  const [c, d] = stretch(bytes, random);
  const [first, second] =
    a < c
      ? [
          [a, Math.min(b, c)],
          [c, d],
        ]
      : [
          [c, Math.min(d, a)],
          [a, b],
        ];
  const part = ([start, end]: readonly number[]) => bytes.subarray(start, end);
  return Buffer.concat([
    bytes.subarray(0, first[0]),
    part(second),
    bytes.subarray(first[1], second[0]),
    part(first),
    bytes.subarray(second[1]),
  ]);
}

function splice(bytes: Buffer, random: Random, others: readonly Buffer[]): Buffer {
  const other = others[random.below(others.length)]!;
  return Buffer.concat([
    bytes.subarray(0, random.below(bytes.length)),
    other.subarray(random.below(other.length + 1)),
  ]);
}

/** Lists in lists, deeper than a program may go down by calling itself. */
function nest(bytes: Buffer, random: Random): Buffer {
  if (random.below(8) > 0) return put(bytes, random);
  const [open, close] = [
    ["[", "]"],
    ['{"a":', "}"],
  ][random.below(2)] as [string, string];
  const depth = 1 + random.below(20_000);
  const at = random.below(bytes.length);
  return Buffer.concat([
    bytes.subarray(0, at),
    Buffer.from(open.repeat(depth) + close.repeat(random.below(2) * depth)),
    bytes.subarray(at),
  ]);
}

/** A value of another shape in a record of JSON, or another cell in a row of a table. */
function valueChanged(file: Buffer, random: Random): Buffer {
  const lines = file.toString("utf8").split("\n");
  const at = random.below(lines.length);
  const line = lines[at]!;
  lines[at] = jsonChanged(line, random) ?? cellChanged(line, random);
  return Buffer.from(lines.join("\n"));
}

function jsonChanged(line: string, random: Random): string | undefined {
  let root: unknown;
  try {
    root = JSON.parse(line);
  } catch {
    return undefined;
  }
  const places: (readonly [holder: Record<string, unknown>, key: string])[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key]);
      walk(value);
    }
  };
  walk(root);
  if (places.length === 0) return undefined;
  const [holder, key] = places[random.below(places.length)]!;
  if (random.below(5) === 0) delete holder[key];
  else holder[key] = VALUES[random.below(VALUES.length)];
  return JSON.stringify(root);
}

function cellChanged(line: string, random: Random): string {
  const cells = line.split(",");
  const value = VALUES[random.below(VALUES.length)];
  cells[random.below(cells.length)] = typeof value === "string" ? value : JSON.stringify(value);
  return cells.join(",");
}
