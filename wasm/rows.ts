/**
 * Rows of a regular delimited text, found and read in one pass (AssemblyScript; `npm run build` compiles it). Regular is what a plain
 * writer makes: every row as wide as the header, LF at its end, quotes around whole fields and doubled within; anything else is a
 * `fault`, and the caller reads the text otherwise. Of each row come the hashes of its account and link, as the database makes them, and
 * its time, where all three can be seen to be in their final form; any other row is odd, and the caller asks the database about it.
 * What is taken for final here is less than what the database takes for it, never more.
 *
 * The caller puts bytes at `IN`, at most `IN_SIZE`, and calls `scan`. Loads of 16 bytes end within `PAD` bytes after them.
 */
export const IN: usize = 1 << 16;
export const IN_SIZE: i32 = 2 << 20;
const PAD: usize = 64;
export const MAX_ROWS: i32 = 1 << 15;
/** By row: hash of the account, hash of the link, milliseconds since 1970 UTC, place of its first byte in the input. */
export const ACCOUNTS: usize = IN + <usize>IN_SIZE + PAD;
export const LINKS: usize = ACCOUNTS + (<usize>MAX_ROWS << 3);
export const TIMES: usize = LINKS + (<usize>MAX_ROWS << 3);
export const PLACES: usize = TIMES + (<usize>MAX_ROWS << 3);
/** Numbers within the block of the rows that are odd. */
export const ODD: usize = PLACES + (<usize>MAX_ROWS << 2);

/** After a scan: place of the first byte that was not used, how many rows are odd, and whether the text is irregular. */
export let next: i32 = 0;
export let odd: i32 = 0;
export let fault: i32 = 0;
/** Times that were final, and those of them that end in Z; of all scans since `setup`. */
export let times: i32 = 0;
export let zoned: i32 = 0;

let width: i32 = 0;
let accountAt: i32 = -1;
let timeAt: i32 = -1;
let linkAt: i32 = -1;
let delimiter: i32 = 44;
let pages: bool = true;
let none: u64 = 0;

/**
 * @param account column of accounts, or -1 where only times are counted; @param time column, or -1; @param link column
 * @param joined links are addresses of pages, of which fewer are final than of links in one spelling
 * @param noLink hash of a link that is not there
 */
export function setup(
  columns: i32,
  account: i32,
  time: i32,
  link: i32,
  separator: i32,
  joined: bool,
  noLink: u64,
): void {
  width = columns;
  accountAt = account;
  timeAt = time;
  linkAt = link;
  delimiter = separator;
  pages = joined;
  none = noLink;
  times = 0;
  zoned = 0;
}

const LF: i32 = 10;
const CR: i32 = 13;
const QUOTE: i32 = 34;

/** The fields of the row at hand: where each value begins and ends. */
let accountFrom: usize = 0, accountTo: usize = 0;
let timeFrom: usize = 0, timeTo: usize = 0;
let linkFrom: usize = 0, linkTo: usize = 0;
/** A quote is doubled in the field that was closed last; a field that is asked for holds doubled quotes, or nothing in quotes. */
let doubled: bool = false;
let unlike: bool = false;

// @ts-ignore: decorator
@inline function take(column: i32, from: usize, to: usize): void {
  if (column == accountAt) {
    accountFrom = from;
    accountTo = to;
  } else if (column == linkAt) {
    linkFrom = from;
    linkTo = to;
  }
  if (column == timeAt) {
    timeFrom = from;
    timeTo = to;
  }
}

/** The closing quote of a field that opened before `from`; 0 where it, or the byte after it, is not there yet. */
function closing(from: usize, end: usize): usize {
  let at = from;
  doubled = false;
  while (true) {
    while (at < end && <i32>load<u8>(at) != QUOTE) at++;
    if (at + 1 >= end) return 0;
    if (<i32>load<u8>(at, 1) != QUOTE) break;
    doubled = true;
    at += 2;
  }
  return at;
}

/** Finds the fields of the row at `begin`; returns where the next one begins, 0 where it does not end before `end` or is irregular. */
function row(begin: usize, end: usize): usize {
  const D = i8x16.splat(<i8>delimiter), N = i8x16.splat(<i8>LF), Q = i8x16.splat(<i8>QUOTE), R = i8x16.splat(<i8>CR);
  let column = 0;
  let field = begin;
  let block = begin;
  unlike = false;
  while (block < end) {
    const b = v128.load(block);
    let signs = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(b, D), i8x16.eq(b, N)), v128.or(i8x16.eq(b, Q), i8x16.eq(b, R))),
    );
    let from = block;
    block += 16;
    while (signs != 0) {
      const at = from + ctz(signs);
      signs &= signs - 1;
      if (at >= end) return 0;
      const sign = <i32>load<u8>(at);
      if (sign == delimiter || sign == LF) {
        take(column++, field, at);
        field = at + 1;
        if (sign == LF) {
          if (column != width) fault = 1;
          return fault != 0 ? 0 : field;
        }
        continue;
      }
      if (sign == CR || at != field) {
        fault = 1;
        return 0;
      }
      const close = closing(at + 1, end);
      if (close == 0) return 0;
      const after = <i32>load<u8>(close, 1);
      if (after != delimiter && after != LF) {
        fault = 1;
        return 0;
      }
      if ((doubled || close == at + 1) && (column == accountAt || column == timeAt || column == linkAt)) unlike = true;
      take(column++, at + 1, close);
      field = close + 2;
      if (after == LF) {
        if (column != width) fault = 1;
        return fault != 0 ? 0 : field;
      }
      block = field;
      break;
    }
  }
  return 0;
}

const MULTIPLIER: u64 = 0xd6e8feb86659fd93;

/** The hash that the database makes of a text (`hash(VARCHAR)`). */
function hash(from: usize, to: usize): u64 {
  const length = <u64>(to - from);
  let h: u64 = <u64>0xe17a1465 ^ (length * 0xc6a4a7935bd1e995);
  while (from + 8 <= to) {
    h = (h ^ load<u64>(from)) * MULTIPLIER;
    from += 8;
  }
  if (from < to) h = (h ^ (load<u64>(from) & (~(<u64>0) >>> (64 - 8 * (to - from))))) * MULTIPLIER;
  h = (h ^ (h >>> 32)) * MULTIPLIER;
  h = (h ^ (h >>> 32)) * MULTIPLIER;
  return h ^ (h >>> 32);
}

// @ts-ignore: decorator
@inline function isDigit(c: i32): bool {
  return <u32>(c - 48) < 10;
}

/** Longer than every word for nothing, printable at its ends, and no number that a spreadsheet has written. */
function isFinalAccount(from: usize, to: usize): bool {
  if (to < from + 5) return false;
  const first = <i32>load<u8>(from), second = <i32>load<u8>(from, 1), last = <i32>load<u8>(to - 1);
  if (<u32>(first - 33) > 93 || <u32>(last - 33) > 93 || first == 35) return false;
  if (isDigit(first) && (second == 46 || second == 44 || second == 69 || second == 101)) return false;
  return !(last == 48 && load<u8>(to - 2) == 46);
}

/** Bits of signs: 1 in a host, 2 in a path, 4 at the end of a path. */
const SIGNS = memory.data(256);
export function setSign(sign: i32, kinds: i32): void {
  store<u8>(SIGNS + <usize>sign, <u8>kinds);
}
// @ts-ignore: decorator
@inline function kindsOf(c: i32): i32 {
  return <i32>load<u8>(SIGNS + <usize>c);
}

const HTTP: u32 = 0x70747468; // http
const AFTER: u32 = 0x2f2f3a; // ://
const MOBI: u32 = 0x69626f6d, YOUT: u32 = 0x74756f79, TWIT: u32 = 0x74697774;

/** An address that the rules leave as it is: a host with a dot, a path, no query, and nothing that a rule could be for. */
function isFinalLink(from: usize, to: usize): bool {
  if (to < from + 12 || load<u32>(from) != HTTP) return false;
  let p = from + 4;
  if (load<u8>(p) == 115) p++;
  else if (pages) return false;
  if ((load<u32>(p) & 0xffffff) != AFTER) return false;
  p += 3;
  if (pages) {
    const start = load<u32>(p);
    if ((start & 0xffff) == 0x7777 || (start & 0xffff) == 0x2e6d) return false; // ww, m.
    if (start == MOBI || start == YOUT || start == TWIT) return false;
  }
  let dots = 0, label = 0, before = 47;
  let c = 0;
  for (; p < to; p++) {
    c = <i32>load<u8>(p);
    if (c == 46) {
      if (label == 0) return false;
      dots++;
      label = 0;
    } else if ((kindsOf(c) & 1) != 0) label++;
    else break;
    if (isDoubtful(before, c, p)) return false;
    before = c;
  }
  if (p >= to || c != 47 || dots == 0 || label == 0) return false;
  for (; p < to; p++) {
    c = <i32>load<u8>(p);
    if ((kindsOf(c) & 2) == 0 || isDoubtful(before, c, p)) return false;
    before = c;
  }
  return (kindsOf(before) & 4) != 0;
}

/** `--` as in `xn--`, `/.`, and `amp` after a slash or dot or before another p. */
// @ts-ignore: decorator
@inline function isDoubtful(before: i32, c: i32, p: usize): bool {
  if (c == 45) return before == 45;
  if (c == 46) return before == 47;
  if (c != 97 || load<u16>(p, 1) != 0x706d) return false;
  return before == 47 || before == 46 || load<u8>(p, 3) == 112;
}

// @ts-ignore: decorator
@inline function two(p: usize): i32 {
  const tens = <i32>load<u8>(p) - 48, ones = <i32>load<u8>(p, 1) - 48;
  return <u32>tens > 9 || <u32>ones > 9 ? -1 << 20 : tens * 10 + ones;
}

let dayText: u64 = 0;
let dayRest: u32 = 0;
let day: i32 = -1;

/** Days since 1970 of `YYYY-MM-DD` from 1971 to 2999; -1 for anything else. */
function dayOf(p: usize): i32 {
  const y = two(p) * 100 + two(p + 2), m = two(p + 5), d = two(p + 8);
  if (y < 1971 || y > 2999 || m < 1 || m > 12 || d < 1 || load<u8>(p, 4) != 45 || load<u8>(p, 7) != 45) return -1;
  const leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
  const most = m == 2 ? (leap ? 29 : 28) : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
  if (d > most) return -1;
  const year = m <= 2 ? y - 1 : y;
  const era = year / 400, inEra = year - era * 400;
  const inYear = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear - 719468;
}

/** Milliseconds since 1970 UTC of `YYYY-MM-DD HH:MM:SS`, with T or Z or without; -1 for anything else. */
function millisecondsOf(from: usize, to: usize): f64 {
  const length = <i32>(to - from);
  const z = length == 20 && load<u8>(from, 19) == 90;
  if (length != 19 && !z) return -1;
  const between = <i32>load<u8>(from, 10);
  if ((between != 32 && between != 84) || load<u8>(from, 13) != 58 || load<u8>(from, 16) != 58) return -1;
  const text = load<u64>(from), rest = <u32>load<u16>(from, 8);
  if (text != dayText || rest != dayRest) {
    day = dayOf(from);
    dayText = text;
    dayRest = rest;
  }
  const h = two(from + 11), m = two(from + 14), s = two(from + 17);
  if (day < 0 || <u32>h > 23 || <u32>m > 59 || <u32>s > 59) return -1;
  times++;
  if (z) zoned++;
  return (<f64>day * 86400 + <f64>(h * 3600 + m * 60 + s)) * 1000;
}

/** Reads the rows between two places of the input that end there, as many as fit a block; returns how many. */
export function scan(from: i32, to: i32): i32 {
  const end = IN + <usize>to;
  let begin = IN + <usize>from;
  let count = 0;
  odd = 0;
  fault = 0;
  next = from;
  while (count < MAX_ROWS && begin < end) {
    const after = row(begin, end);
    if (after == 0) break;
    const time = timeAt < 0 ? -1 : millisecondsOf(timeFrom, timeTo);
    store<u32>(PLACES + (<usize>count << 2), <u32>(begin - IN));
    if (accountAt >= 0) {
      const at = <usize>count << 3;
      const linked = linkFrom < linkTo;
      const final =
        time >= 0 &&
        !unlike &&
        isFinalAccount(accountFrom, accountTo) &&
        (!linked || isFinalLink(linkFrom, linkTo));
      if (final) {
        store<u64>(ACCOUNTS + at, hash(accountFrom, accountTo));
        store<u64>(LINKS + at, linked ? hash(linkFrom, linkTo) : none);
        store<f64>(TIMES + at, time);
      } else {
        store<u32>(ODD + (<usize>odd << 2), <u32>count);
        odd++;
      }
    }
    count++;
    begin = after;
    next = <i32>(begin - IN);
  }
  return count;
}
