/**
 * The sweep of `src/kernel/coshare/sweep.ts` over linear memory (AssemblyScript; `npm run build` compiles it): the same steps, and the
 * same counts to the last bit. Arrays are told by the place of their first byte. What a sweep reads is shared by all threads; what it
 * writes belongs to the instance.
 */
const STRIDE_SHIFT: usize = 3;
const SATURATED: i32 = 255;
const TOUCH_MASK: i32 = 15;
/** Of one candidate: the last object it matched on, plus one; objects; matches; ticks. */
export const EXACT_BYTES: usize = 24;
const OBJECTS: usize = 4;
const MATCHES: usize = 8;
const TICKS: usize = 16;

/** Accounts of the row that `sweep` ended at with as many matches as are asked for. They stand in `touched`. */
export let candidates: i32 = 0;

let row: usize = 0;
let line: usize = 0;
let rowStart: usize = 0;
let counts: usize = 0;
let touched: usize = 0;
let candidate: usize = 0;
let exact: usize = 0;
let window: i32 = 0;
let enough: i32 = 0;

/**
 * @param rowAt, lineAt, rowStartAt the plan
 * @param countsAt a byte for each account and one before, which is 255; the others 0
 * @param touchedAt a word for each account and one more; @param candidateAt a word for each account, 0
 * @param exactAt room for the candidates that are counted at once
 * @param least matches of a candidate, at most 255
 */
export function setup(
  rowAt: usize,
  lineAt: usize,
  rowStartAt: usize,
  countsAt: usize,
  touchedAt: usize,
  candidateAt: usize,
  exactAt: usize,
  windowTicks: i32,
  least: i32,
): void {
  row = rowAt;
  line = lineAt;
  rowStart = rowStartAt;
  counts = countsAt;
  touched = touchedAt;
  candidate = candidateAt;
  exact = exactAt;
  window = windowTicks;
  enough = least;
}

// @ts-ignore: decorator
@inline function word(array: usize, i: i32): i32 {
  return load<i32>(array + ((<usize>i) << 2));
}

/** Where the share of a place in a row stands in the line. */
// @ts-ignore: decorator
@inline function shareOf(q: i32): usize {
  return line + ((<usize>load<i32>(row + ((<usize>q) << STRIDE_SHIFT))) << STRIDE_SHIFT);
}

/** The rows from `from` on until one has candidates, whose rank is given; `to` if there is none. */
export function sweep(from: i32, to: i32): i32 {
  for (let rank = from; rank < to; rank++) {
    const met = countRow(rank);
    let n = 0;
    for (let z = 0; z < met; z++) {
      const x = word(touched, z);
      const y = counts + <usize>(x + 1);
      const c = <i32>load<u8>(y);
      store<u8>(y, 0);
      if (c < enough) continue;
      store<i32>(touched + ((<usize>n) << 2), x);
      n++;
    }
    candidates = n;
    if (n > 0) return rank;
  }
  candidates = 0;
  return to;
}

function countRow(rank: i32): i32 {
  const begin = word(rowStart, rank);
  const end = word(rowStart, rank + 1);
  const w = window;
  const bytes = counts;
  const list = touched;
  let met: i32 = 0;
  let seen: i32 = 0;
  for (let q = begin; q < end; q++) {
    if (((q - begin) & TOUCH_MASK) == 0) {
      const last = min(q + TOUCH_MASK + 1, end);
      for (let z = q; z < last; z++) seen ^= load<i32>(shareOf(z));
    }
    const i = shareOf(q);
    const t = load<i32>(i, 4);
    for (let j = i - 8; t - load<i32>(j, 4) <= w; j -= 8) {
      const x = load<i32>(j);
      const y = bytes + <usize>((x + 1) & ((x - rank) >> 31));
      const c = <i32>load<u8>(y);
      store<u8>(y, c + <i32>(<u32>(c - SATURATED) >>> 31));
      store<i32>(list + ((<usize>met) << 2), x);
      met += <i32>(<u32>(c - 1) >>> 31);
    }
    for (let j = i + 8; load<i32>(j, 4) - t <= w; j += 8) {
      const x = load<i32>(j);
      const y = bytes + <usize>((x + 1) & ((x - rank) >> 31));
      const c = <i32>load<u8>(y);
      store<u8>(y, c + <i32>(<u32>(c - SATURATED) >>> 31));
      store<i32>(list + ((<usize>met) << 2), x);
      met += <i32>(<u32>(c - 1) >>> 31);
    }
  }
  store<i32>(list + ((<usize>met) << 2), seen);
  return met;
}

/** Counts some candidates of a row exactly: so many from the `first` of `touched` on, into `exact` in their order. */
export function recount(rank: i32, first: i32, count: i32): void {
  const list = touched + ((<usize>first) << 2);
  memory.fill(exact, 0, <usize>count * EXACT_BYTES);
  for (let z = 0; z < count; z++) store<i32>(candidate + ((<usize>word(list, z)) << 2), z + 1);
  const end = word(rowStart, rank + 1);
  const w = window;
  for (let q = word(rowStart, rank); q < end; q++) {
    const i = shareOf(q);
    const object = load<i32>(row + ((<usize>q) << STRIDE_SHIFT), 4) + 1;
    const t = load<i32>(i, 4);
    for (let j = i - 8; ; j -= 8) {
      const distance = t - load<i32>(j, 4);
      if (distance > w) break;
      match(load<i32>(j), rank, object, distance);
    }
    for (let j = i + 8; ; j += 8) {
      const distance = load<i32>(j, 4) - t;
      if (distance > w) break;
      match(load<i32>(j), rank, object, distance);
    }
  }
  for (let z = 0; z < count; z++) store<i32>(candidate + ((<usize>word(list, z)) << 2), 0);
}

// @ts-ignore: decorator
@inline function match(x: i32, rank: i32, object: i32, distance: i32): void {
  if (x >= rank) return;
  const c = word(candidate, x);
  if (c == 0) return;
  const at = exact + <usize>(c - 1) * EXACT_BYTES;
  store<f64>(at, load<f64>(at, MATCHES) + 1, MATCHES);
  store<f64>(at, load<f64>(at, TICKS) + <f64>distance, TICKS);
  if (load<i32>(at) == object) return;
  store<i32>(at, object);
  store<i32>(at, load<i32>(at, OBJECTS) + 1, OBJECTS);
}
