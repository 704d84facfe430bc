/** Which records a person looks for: by type, by who wrote them, by words in what they say. Given visible records only. */
import type { z } from "zod";
import type { CaseRecord } from "../model/records.ts";
import { recordTypeSchema } from "../model/refs.ts";
import type { RecordType } from "../model/refs.ts";
import { count, list, shape, text, view } from "../views/plain.ts";

export interface RecordFilter {
  readonly type?: RecordType;
  /** The person who wrote it. */
  readonly by?: string;
  /** Words that all stand in the id or the body, in any order; case does not count. */
  readonly q?: string;
}

/** Text of a record in which words are looked for; a record never changes, so it is made once. */
const texts = new WeakMap<CaseRecord, string>();

function textOf(record: CaseRecord): string {
  let text = texts.get(record);
  if (text === undefined) {
    text = JSON.stringify([record.id, record.body]).toLowerCase();
    texts.set(record, text);
  }
  return text;
}

/** Whether a record is one that is looked for. */
export function fits({ type, by, q = "" }: RecordFilter): (record: CaseRecord) => boolean {
  // As it stands in the text: quotes and backslashes are escaped there.
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => JSON.stringify(word).slice(1, -1));
  return (record) =>
    (type === undefined || record.type === type) &&
    (by === undefined || record.by === by) &&
    words.every((word) => textOf(record).includes(word));
}

/** Values by which records can be filtered, each with how many of the visible ones have it. */
export const recordFacetsSchema = view("RecordFacets", {
  total: count,
  types: list(shape({ value: recordTypeSchema, count })),
  people: list(shape({ value: text, count })),
});
export type RecordFacets = z.infer<typeof recordFacetsSchema>;

export function facetsOf(records: readonly CaseRecord[]): RecordFacets {
  const types = new Map<RecordType, number>();
  const people = new Map<string, number>();
  for (const { type, by } of records) {
    types.set(type, (types.get(type) ?? 0) + 1);
    people.set(by, (people.get(by) ?? 0) + 1);
  }
  const inOrder = <Value extends string>(counts: ReadonlyMap<Value, number>) =>
    [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => (a.value < b.value ? -1 : 1));
  return { total: records.length, types: inOrder(types), people: inOrder(people) };
}
