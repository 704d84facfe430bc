/**
 * Which records say something about which: wordings, positions, basis and appraisals by the record they are about. Built
 * once per fold, so that the views of all judgments read each record once and not once per judgment.
 */
import type { CaseRecord } from "../model/records.ts";
import { withdrawnBy } from "../model/references.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { CaseFold } from "./fold.ts";
import { indexIn, sameList } from "./kept.ts";

/** Types that are about one record. */
const SAYING = ["Wording", "Position", "Basis", "Appraisal"] as const;
type SayingType = (typeof SAYING)[number];

/**
 * Standing records of a type about a record, in order of arrival; corrections of what they name are followed.
 * @param record the id that stands now (`fold.latest`)
 */
export function standingAbout<T extends SayingType>(
  fold: CaseFold,
  type: T,
  record: string,
): readonly CaseRecord<T>[] {
  return (standing[type](fold, record) ?? []) as readonly CaseRecord<T>[];
}

const standingOf = (type: SayingType) =>
  indexIn(
    (fold: CaseFold) => grouped<CaseRecord>(fold.all(type), (record) => [fold.latest(subjectOf(record)!)]),
    sameList,
  );

const standing = {
  Wording: standingOf("Wording"),
  Position: standingOf("Position"),
  Basis: standingOf("Basis"),
  Appraisal: standingOf("Appraisal"),
};

/**
 * Every visible record about a record or about one that is, standing or not, in order of arrival: itself and what it
 * replaced, what is said about these, and re-markings and withdrawals of any of them.
 * @param record the id that stands now (`fold.latest`)
 */
export function everAbout(fold: CaseFold, record: string): readonly CaseRecord[] {
  return ever(fold, record) ?? [];
}

const ever = indexIn((fold: CaseFold) => {
  const subjects = new Map<string, string>();
  return grouped(
    fold.visible.map(({ record }) => record),
    (record) => {
      const moved = movedBy(fold, record);
      if (moved !== undefined) return new Set(moved.flatMap((id) => subjects.get(id) ?? []));
      const subject = fold.latest(subjectOf(record) ?? record.id);
      subjects.set(record.id, subject);
      return [subject];
    },
  );
}, sameList);

/** The records that a Marking or a withdrawing Claim moves; nothing where the record says something itself. */
function movedBy(fold: CaseFold, record: CaseRecord): readonly string[] | undefined {
  if (record.type === "Marking") return [record.body.of];
  return record.type === "Claim" ? withdrawnBy(record, (id) => fold.get(id)?.for) : undefined;
}

/** The record that another is about. */
function subjectOf(record: CaseRecord): Ref | undefined {
  switch (record.type) {
    case "Wording":
    case "Position":
    case "Basis":
      return recordOf(record.body.judgment);
    case "Appraisal":
      return recordOf(record.body.of);
    default:
      return undefined;
  }
}

/** Things by key, in their order. */
export function grouped<R>(
  records: readonly R[],
  keysOf: (record: R) => Iterable<string>,
): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>();
  for (const record of records)
    for (const key of keysOf(record)) {
      const alike = groups.get(key);
      if (alike === undefined) groups.set(key, [record]);
      else alike.push(record);
    }
  return groups;
}
