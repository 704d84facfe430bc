/**
 * An archive of DKIM keys: a table with a row for each record that somebody saw, and when. It answers for a domain, a selector and
 * a time, and never asks anybody.
 */
import { PlumblineError } from "../../errors.ts";
import type { GivenTable } from "../given.ts";

export interface ArchivedKey {
  /** The record as the domain published it. */
  readonly record: string;
  /** Row of the archive. */
  readonly row: number;
  /** First and last time it was seen, in milliseconds; infinite where it is open. */
  readonly from: number;
  readonly to: number;
  /** Day on which its private half was published. */
  readonly published: string | undefined;
}

export interface KeyAnswer {
  readonly keys: readonly ArchivedKey[];
  /** `undated`: the keys, or the question, have no time. `contradiction`: several different keys for the same time. */
  readonly found: "for the time" | "undated" | "other time" | "contradiction" | "none";
}

/** @param at milliseconds since 1970; undefined where nobody knows */
export type KeyResolver = (domain: string, selector: string, at: number | undefined) => KeyAnswer;

export interface KeyArchive {
  readonly resolve: KeyResolver;
  readonly keys: number;
  /** Rows that no key could be read from. */
  readonly rejected: number;
  /** Pairs of domain and selector for which two different keys are said at the same time. */
  readonly contradictions: number;
}

const COLUMNS = {
  domain: /^(?:domain|d)$/i,
  selector: /^(?:selector|s)$/i,
  record: /^(?:record|txt|key|value)$/i,
  from: /^(?:from|first seen|first_seen|start)$/i,
  to: /^(?:to|last seen|last_seen|end)$/i,
  published: /^(?:private published|private_published|published)$/i,
} as const;
type Column = keyof typeof COLUMNS;

/** Of one name keys beyond this are not tried: each costs a check of every message. */
const MAX_TRIED = 20;
const DAY = 86_400_000;

const NO_KEYS: KeyAnswer = Object.freeze({ keys: [], found: "none" });
export const EMPTY_ARCHIVE: KeyArchive = Object.freeze({
  resolve: () => NO_KEYS,
  keys: 0,
  rejected: 0,
  contradictions: 0,
});

/**
 * @param table columns domain, selector, record; if known: from, to (first and last seen), private published
 * @throws PlumblineError PARAMETER if it has not the three columns.
 */
export function keyArchive(table: GivenTable): KeyArchive {
  const at = columnsOf(table);
  const byName = new Map<string, ArchivedKey[]>();
  let rejected = 0;
  for (const { row, cells } of table.rows) {
    const cell = (column: Column): string => (at[column] < 0 ? "" : (cells[at[column]] ?? "").trim());
    const key = keyIn(cell, row);
    if (key === undefined) {
      rejected += 1;
      continue;
    }
    const name = nameOf(cell("domain"), cell("selector"));
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [key]);
    else known.push(key);
  }
  return {
    resolve: (domain, selector, time) => answer(byName.get(nameOf(domain, selector)) ?? [], time),
    keys: [...byName.values()].reduce((sum, keys) => sum + keys.length, 0),
    rejected,
    contradictions: [...byName.values()].filter((keys) => contradicts(keys)).length,
  };
}

const nameOf = (domain: string, selector: string): string =>
  `${selector.toLowerCase()} ${domain.toLowerCase().replace(/\.$/, "")}`;

function columnsOf({ columns, title }: GivenTable): Record<Column, number> {
  const at = Object.fromEntries(
    Object.entries(COLUMNS).map(([name, form]) => [
      name,
      columns.findIndex((column) => form.test(column.trim())),
    ]),
  ) as Record<Column, number>;
  const missing = (["domain", "selector", "record"] as const).filter((name) => at[name] < 0);
  if (missing.length === 0) return at;
  throw new PlumblineError("PARAMETER", `The key archive has no column ${missing.join(", no column ")}.`, {
    where: title,
    hint: "Its columns are domain, selector, record, and if known: from, to, private published.",
  });
}

function keyIn(cell: (column: Column) => string, row: number): ArchivedKey | undefined {
  const [from, to] = [timeIn(cell("from")), timeIn(cell("to"))];
  const published = cell("published");
  if (cell("domain") === "" || cell("selector") === "" || cell("record") === "") return undefined;
  if (
    from === undefined ||
    to === undefined ||
    Math.max(from, -Infinity) > (cell("to") === "" ? Infinity : to)
  )
    return undefined;
  return {
    record: cell("record").replaceAll(/^"|"$|"\s*"/g, ""),
    row,
    from: cell("from") === "" ? -Infinity : from,
    // A day lasts until it ends.
    to: cell("to") === "" ? Infinity : to + (cell("to").length <= 10 ? DAY - 1 : 0),
    published: published === "" || /^(?:no|not known)$/i.test(published) ? undefined : published,
  };
}

/** Milliseconds; 0 for an empty cell, undefined for what is no day and no time. */
function timeIn(text: string): number | undefined {
  if (text === "") return 0;
  const time = /^\d{4}-\d{2}-\d{2}(?:$|[T ])/.test(text) ? Date.parse(text.replace(" ", "T")) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function answer(keys: readonly ArchivedKey[], at: number | undefined): KeyAnswer {
  if (keys.length === 0) return NO_KEYS;
  const then = at === undefined ? keys : keys.filter(({ from, to }) => from <= at && at <= to);
  if (then.length === 0) return { keys: keys.slice(0, MAX_TRIED), found: "other time" };
  const tried = then.slice(0, MAX_TRIED);
  if (at !== undefined && records(then).size > 1) return { keys: tried, found: "contradiction" };
  const open = at === undefined || then.some(({ from, to }) => from === -Infinity && to === Infinity);
  return { keys: tried, found: open ? "undated" : "for the time" };
}

const records = (keys: readonly ArchivedKey[]): Set<string> =>
  new Set(keys.map(({ record }) => record.replaceAll(/\s/g, "")));

/** Whether two different records are said for one moment. */
function contradicts(keys: readonly ArchivedKey[]): boolean {
  // The records that last longest so far: the longest, and the longest that differs from it.
  let [longest, other] = [
    { name: "", to: -Infinity },
    { name: "", to: -Infinity },
  ];
  for (const key of keys.toSorted((a, b) => a.from - b.from)) {
    const one = { name: key.record.replaceAll(/\s/g, ""), to: key.to };
    const rival = longest.name === one.name ? other : longest;
    if (rival.name !== "" && rival.to >= key.from) return true;
    if (one.name === longest.name) longest = { ...one, to: Math.max(one.to, longest.to) };
    else if (one.to > longest.to) [longest, other] = [one, longest];
    else if (one.to > other.to) other = one;
  }
  return false;
}
