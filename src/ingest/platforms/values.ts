/** Taking values out of records that may hold anything: each of these gives undefined where the value is not what was sought. */
import type { Source } from "./contract.ts";

/** A member, or a member of a member; `undefined` where the way ends before. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

export const isObject = (value: unknown): value is Source =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const object = (value: unknown): Source | undefined => (isObject(value) ? value : undefined);

/** The objects of a list; none of anything else. */
export const objects = (value: unknown): readonly Source[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** A text with something in it, or a number as text. */
export function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** The first of several values that is such a text. */
export function firstText(...values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const found = text(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The texts of a list, where it is one. */
export function texts(value: unknown): string[] | undefined {
  return Array.isArray(value)
    ? value.flatMap((one) => {
        const found = text(one);
        return found === undefined ? [] : [found];
      })
    : undefined;
}

/** One text of each object of a list, where it is a list. */
export function each(value: unknown, of: (one: Source) => string | undefined): string[] | undefined {
  return Array.isArray(value)
    ? objects(value).flatMap((one) => {
        const found = of(one);
        return found === undefined ? [] : [found];
      })
    : undefined;
}

/** An account's name without the sign before it. */
export const handle = (value: unknown): string | undefined => text(text(value)?.trim().replace(/^@/, ""));

/** `true` or `false`, or the word that stands there: the first of several values that is either. */
export function flag(...values: readonly unknown[]): string | undefined {
  return firstText(...values.map((value) => (typeof value === "boolean" ? String(value) : value)));
}

/** A count, of a number or of a text of digits. */
export function number(value: unknown): number | undefined {
  const count = typeof value === "number" ? value : Number(text(value)?.trim() ?? Number.NaN);
  return Number.isFinite(count) ? count : undefined;
}

const LAST_MS = 253_402_300_799_999;

/** ISO 8601 UTC of a count from 1970: of seconds to the second, of anything finer to the millisecond. */
export function isoOf(value: unknown, unit: "s" | "ms" | "us"): string | undefined {
  const count = number(value);
  if (count === undefined || count <= 0) return undefined;
  const ms = unit === "s" ? count * 1000 : unit === "ms" ? count : count / 1000;
  if (ms > LAST_MS) return undefined;
  const iso = new Date(Math.floor(ms)).toISOString();
  return unit === "s" && Number.isInteger(count) ? iso.replace(".000Z", "Z") : iso;
}

/** Those of the members that are counts, under the same names. */
export function counts(source: unknown, names: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const name of names) {
    const count = number(at(source, name));
    if (count !== undefined) found[name] = count;
  }
  return found;
}

/** Has a record all of these members? */
export const has = (record: Source, ...names: readonly string[]): boolean =>
  names.every((name) => Object.hasOwn(record, name));

/** A cell of a table that holds JSON, as what it holds. */
export function json(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

/** Without repeats, in order. */
export const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** A target that says nothing is none. */
export function target(id: unknown, account?: unknown): { id?: string; account?: string } | undefined {
  const found = { id: text(id), account: handle(account) };
  if (found.id === undefined && found.account === undefined) return undefined;
  return {
    ...(found.id === undefined ? {} : { id: found.id }),
    ...(found.account === undefined ? {} : { account: found.account }),
  };
}

/** A list that was parted by commas, spaces or bars in one cell. */
export const parted = (value: unknown): string[] | undefined =>
  text(value)
    ?.split(/[\s,;|]+/)
    .filter((one) => one !== "");
