/**
 * What takes an act back: a record is withdrawn, or, where it took the place of another, the earlier words are recorded again
 * in its place. Both are records; nothing is ever removed.
 */
import type { CaseRecord } from "../../model/records.ts";
import type { Ref } from "../../model/refs.ts";
import type { NewRecord } from "../../desk/index.ts";

/** One act: the records of one batch. */
export interface Act {
  readonly caseName: string;
  readonly records: readonly CaseRecord[];
}

/** Records that one Claim can be about. */
const MAX_ABOUT = 64;

/** Claims that withdraw records: one for each organisation and marking, and for each 64 records under it. */
export function withdrawals(
  records: readonly Pick<CaseRecord, "id" | "for" | "marking">[],
  why: string,
): readonly NewRecord[] {
  const groups = new Map<string, (typeof records)[number][]>();
  for (const record of records) {
    const key = JSON.stringify([record.for, record.marking]);
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].flatMap((group) => {
    const { for: organisation, marking } = group[0]!;
    const ids = group.map(({ id }) => id);
    return Array.from({ length: Math.ceil(ids.length / MAX_ABOUT) }, (_, i): NewRecord => ({
      type: "Claim",
      for: organisation,
      marking,
      body: {
        speaker: organisation,
        polarity: "retracts",
        proposition: why,
        about: ids.slice(i * MAX_ABOUT, (i + 1) * MAX_ABOUT),
      },
    }));
  });
}

/** An earlier record again, in the place of the one that took its own. Same marking, or it cannot be done: see `backOf`. */
const again = (earlier: CaseRecord, instead: Ref): NewRecord => ({
  type: earlier.type,
  for: earlier.for,
  marking: earlier.marking,
  supersedes: instead,
  ...(earlier.heldAt === undefined ? {} : { heldAt: earlier.heldAt }),
  body: { ...earlier.body },
});

/**
 * The records that take an act back.
 * @param earlier what the records of the act took the place of, by id
 * @returns undefined where an earlier record was marked otherwise or signed: its words at the new marking would be a release,
 * and the page has no key
 */
export function backOf(act: Act, earlier: ReadonlyMap<Ref, CaseRecord>): readonly NewRecord[] | undefined {
  const fresh = act.records.filter(({ supersedes }) => supersedes === undefined);
  const back: NewRecord[] = [];
  for (const record of act.records) {
    if (record.supersedes === undefined) continue;
    const was = earlier.get(record.supersedes);
    if (was === undefined || JSON.stringify(was.marking) !== JSON.stringify(record.marking)) return undefined;
    if (was.type === "Position" && was.body.signature !== undefined) return undefined;
    back.push(again(was, record.id));
  }
  return [...back, ...withdrawals(fresh, "Taken back by the person who recorded it.")];
}
