/**
 * The same test inside one stratum: only posts with one value of a column, or of one month, are looked at, and everything
 * (activity, popularity, possible pairs, shuffles) is counted among them alone. What the stratum has in common, such as a
 * language or a period, then explains nothing of what is found.
 *
 * Cost: one more read of the column; memory 8 bytes a post of the stratum.
 */
import { PlumblineError } from "../../../errors.ts";
import type { ShareColumns } from "../../../kernel/index.ts";
import type { DetectorSource } from "../../detector.ts";
import { accountsAmong, mayNameAccount } from "../../shared/account-values.ts";
import type { NearCopyNames } from "../near-copy/objects.ts";

/** `month` of the time (UTC), or the name of a column, and the value wanted. */
export interface Stratum {
  readonly column: string;
  readonly value: string;
  /** The value is the name of an account, and is not printed. */
  readonly isAccount?: boolean;
}

/** @throws PlumblineError PARAMETER if it is not COLUMN=VALUE, or a month is none. */
export function parseStratum(text: string): Stratum | undefined {
  if (text.trim() === "all") return undefined;
  const at = text.indexOf("=");
  const [column, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || value === "")
    throw new PlumblineError(
      "PARAMETER",
      `within: “${text.slice(0, 60)}” is neither “all” nor COLUMN=VALUE.`,
      {
        hint: "Give language=en, or month=2016-10.",
      },
    );
  if (column === "month" && !/^\d{4}-(0[1-9]|1[0-2])$/.test(value))
    throw new PlumblineError("PARAMETER", `within: “${value.slice(0, 60)}” is no month.`, {
      hint: "Write it as 2016-10.",
    });
  return { column, value };
}

/** Is the post of this share in the stratum? Asked with the columns and the share's index. */
export type InStratum = (columns: ShareColumns, share: number) => boolean;

/**
 * Reads which posts are in the stratum. Call it before the shares of the object are read: codes of accounts are those of
 * the last read.
 * @throws PlumblineError NO_DATA if there is no such column, or no post has the value.
 */
export async function stratum(source: DetectorSource, { column, value }: Stratum): Promise<InStratum> {
  if (column === "month") {
    const [year, month] = value.split("-").map(Number);
    const [from, to] = [Date.UTC(year!, month! - 1), Date.UTC(year!, month)];
    return ({ time }, share) => time[share]! >= from && time[share]! < to;
  }
  const object = `column:${column}`;
  const cells = await source.shares(object);
  const code = await codeOf(source, object, cells.objects, value);
  const keys = new Float64Array(cells.length);
  let kept = 0;
  for (let i = 0; i < cells.length; i++) if (cells.object[i] === code) keys[kept++] = keyOf(cells, i);
  const accounts = new Set<number>();
  for (let i = 0; i < cells.length && accounts.size < LEAST_ACCOUNTS; i++)
    if (cells.object[i] === code) accounts.add(cells.account[i]!);
  if (accounts.size < LEAST_ACCOUNTS)
    throw new PlumblineError(
      "NO_DATA",
      `Fewer than ${LEAST_ACCOUNTS} accounts have that value in ${object}.`,
      {
        hint: "A stratum is a language, a category or a period; its name stands in the finding for all readers.",
      },
    );
  const posts = keys.subarray(0, kept).sort();
  return (columns, share) => holds(posts, keyOf(columns, share));
}

/** A value that few have could name one of them. */
const LEAST_ACCOUNTS = 10;
/** To be asked for a value of a column of which there are posts. */
export async function namesAccount(source: DetectorSource, { column, value }: Stratum): Promise<boolean> {
  if (column === "month") return false;
  if (mayNameAccount(column, value)) return true;
  const { accounts } = await source.shares("post");
  return (await accountsAmong(source, accounts, [value])).size > 0;
}

const ROWS = 2 ** 32;
const keyOf = ({ artifact, row }: ShareColumns, i: number): number => artifact[i]! * ROWS + row[i]!;
const CHUNK = 100_000;

async function codeOf(
  source: DetectorSource,
  object: string,
  objects: number,
  value: string,
): Promise<number> {
  for (let from = 0; from < objects; from += CHUNK) {
    const codes = Int32Array.from({ length: Math.min(CHUNK, objects - from) }, (_, i) => from + i);
    const found = (await source.objectValues(object, codes)).indexOf(value);
    if (found >= 0) return from + found;
  }
  throw new PlumblineError("NO_DATA", `No post has “${value.slice(0, 60)}” in ${object}.`);
}

/** Binary search in ascending keys. */
function holds(keys: Float64Array, key: number): boolean {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low < keys.length && keys[low] === key;
}

/** Names and values by code: of the corpus, or of the clusters that near-copy made of its texts, which alone can deny. */
export type Names = Pick<DetectorSource, "accountNames" | "objectValues"> &
  Partial<Pick<NearCopyNames, "denied">>;

/** The shares of the stratum with codes of their own, 0 to n - 1, and their names. */
export function restrict(
  columns: ShareColumns,
  names: Names,
  inside: InStratum,
): { readonly columns: ShareColumns; readonly names: Names } {
  const keep = new Int32Array(columns.length);
  let length = 0;
  for (let i = 0; i < columns.length; i++) if (inside(columns, i)) keep[length++] = i;
  const shares = keep.subarray(0, length);
  const accounts = dense(columns.account, shares, columns.accounts);
  const objects = dense(columns.object, shares, columns.objects);
  const pick = <T extends Int32Array | Float64Array | Uint16Array>(from: T, to: T): T => {
    for (let i = 0; i < length; i++) to[i] = from[shares[i]!]!;
    return to;
  };
  const was = (codes: Int32Array): Int32Array => codes.map((code) => objects.was[code]!);
  return {
    columns: {
      ...columns,
      length,
      account: accounts.codes,
      object: objects.codes,
      time: pick(columns.time, new Float64Array(length)),
      artifact: pick(columns.artifact, new Uint16Array(length)),
      row: pick(columns.row, new Int32Array(length)),
      ...(columns.author === undefined ? {} : { author: pick(columns.author, new Int32Array(length)) }),
      accounts: accounts.was.length,
      objects: objects.was.length,
    },
    names: {
      accountNames: (codes) => names.accountNames(codes.map((code) => accounts.was[code]!)),
      objectValues: (object, codes) => names.objectValues(object, was(codes)),
      ...(names.denied === undefined ? {} : { denied: (codes) => names.denied!(was(codes)) }),
    },
  };
}

/** Codes in order of first occurrence among some shares, and what each was before. */
function dense(
  codes: Int32Array,
  shares: Int32Array,
  size: number,
): { readonly codes: Int32Array; readonly was: Int32Array } {
  const now = new Int32Array(size).fill(-1);
  const was: number[] = [];
  const out = new Int32Array(shares.length);
  for (let i = 0; i < shares.length; i++) {
    const code = codes[shares[i]!]!;
    if (now[code] === -1) {
      now[code] = was.length;
      was.push(code);
    }
    out[i] = now[code]!;
  }
  return { codes: out, was: Int32Array.from(was) };
}
