/**
 * Negative controls: real shares in which coordination was destroyed. Accounts, things and most of the timing stay as
 * they were; what is found afterwards was not coordination. All on first shares, as the tests are.
 */
import { RESOLUTION_MS, type Random, type ShareColumns } from "../../src/kernel/index.ts";

export interface Control {
  readonly name: string;
  readonly of: (columns: ShareColumns, windowSeconds: number, random: Random) => ShareColumns;
}

export const CONTROLS: readonly Control[] = [
  { name: "sittings of each account moved", of: moved },
  { name: "times dealt inside each object", of: (columns, _, random) => dealt(columns, random) },
  { name: "accounts dealt over all shares", of: (columns, _, random) => relabelled(columns, random) },
];

/** The first share of each account and object. */
export function firstOnly(columns: ShareColumns): ShareColumns {
  const seen = new Set<number>();
  const kept = byTime(columns).filter((i) => {
    const key = columns.account[i]! * columns.objects + columns.object[i]!;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
  return {
    ...columns,
    length: kept.length,
    account: kept.map((i) => columns.account[i]!),
    object: kept.map((i) => columns.object[i]!),
    time: Float64Array.from(kept, (i) => columns.time[i]!),
    artifact: new Uint16Array(kept.length),
    row: kept.map((_, z) => z + 1),
  };
}

const byTime = ({ length, time }: ShareColumns): Int32Array =>
  Int32Array.from({ length }, (_, i) => i).sort((x, y) => time[x]! - time[y]! || x - y);

/**
 * Each run of an account's shares moves by a shift of its own, uniform within the scale D of the own timetable: the
 * window times five, at most two hours and at least the window. Runs end at gaps above 2 D and last 12 D at most.
 */
function moved(columns: ShareColumns, windowSeconds: number, random: Random): ShareColumns {
  const step = RESOLUTION_MS[columns.resolution];
  const scale = 1000 * Math.max(windowSeconds, Math.min(5 * windowSeconds, 7200));
  const steps = Math.round(scale / step);
  const shift = new Float64Array(columns.accounts);
  const begin = new Float64Array(columns.accounts).fill(-Infinity);
  const last = new Float64Array(columns.accounts).fill(-Infinity);
  const time = columns.time.slice();
  for (const i of byTime(columns)) {
    const a = columns.account[i]!;
    const at = columns.time[i]!;
    if (at - last[a]! > 2 * scale || at - begin[a]! > 12 * scale) {
      begin[a] = at;
      shift[a] = (random.below(2 * steps + 1) - steps) * step;
    }
    last[a] = at;
    time[i] = at + shift[a]!;
  }
  return { ...columns, time };
}

function dealt(columns: ShareColumns, random: Random): ShareColumns {
  const order = Int32Array.from({ length: columns.length }, (_, i) => i).sort(
    (x, y) => columns.object[x]! - columns.object[y]! || x - y,
  );
  const places = order.slice();
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && columns.object[order[to]!] === columns.object[order[from]!]) to++;
    random.shuffle(places, from, to);
  }
  const time = new Float64Array(columns.length);
  order.forEach((i, z) => (time[i] = columns.time[places[z]!]!));
  return { ...columns, time };
}

function relabelled(columns: ShareColumns, random: Random): ShareColumns {
  const account = columns.account.slice();
  random.shuffle(account);
  return { ...columns, account };
}
