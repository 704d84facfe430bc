/**
 * Which records a key names. Among the records that one reader sees a key is to name one that stands; a key of a record that stands
 * no more is free again.
 */
import { idSchema } from "../model/refs.ts";
import type { Fault, Rule } from "../model/fault.ts";
import type { CaseFold } from "./fold.ts";
import { indexIn, keptIn, sameList } from "./kept.ts";

const standingByKey = keptIn((fold: CaseFold): ReadonlyMap<string, readonly string[]> => {
  const byKey = new Map<string, string[]>();
  for (const { id, body } of fold.keyed()) {
    if (!fold.stands(id)) continue;
    const ids = byKey.get(body.key!);
    if (ids === undefined) byKey.set(body.key!, [id]);
    else ids.push(id);
  }
  return byKey;
});

const standingWith = indexIn(standingByKey, sameList);

/** Ids of the standing records that have this key. */
export function holdersOf(fold: CaseFold, key: string): readonly string[] {
  return standingWith(fold, key) ?? [];
}

/** Keys that name several standing records, with their ids, in order of arrival of the first. */
export function ambiguousKeys(
  fold: CaseFold,
): readonly { readonly key: string; readonly ids: readonly string[] }[] {
  return [...standingByKey(fold)].flatMap(([key, ids]) => (ids.length > 1 ? [{ key, ids }] : []));
}

/** Ids of all visible records with this key: those that stand; where none does, the newest that did. */
export function keyHolders(fold: CaseFold, key: string): readonly string[] {
  const standing = holdersOf(fold, key);
  if (standing.length > 0) return standing;
  const last = fold.keyed().findLast(({ body }) => body.key === key);
  return last === undefined ? [] : [last.id];
}

/**
 * Why a new record may not have this key; nothing if it may.
 * @param holders standing records that have it and are not superseded by the new one
 */
export function keyFault(key: string, holders: readonly string[], supersedes: boolean): Fault | undefined {
  const fault = (rule: Rule, message: string, hint?: string): Fault => ({
    rule,
    code: "KEY_TAKEN",
    path: ["body", "key"],
    message,
    ...(hint === undefined ? {} : { hint }),
  });
  if (idSchema.safeParse(key).success)
    return fault(
      "key: form of an id",
      `The key ${key} has the form of an id.`,
      "Choose another key: an id names one record already.",
    );
  if (holders.length === 0) return undefined;
  return supersedes
    ? fault(
        "key: foreign",
        `The key ${key} names another record than the one that is superseded.`,
        "Keep the key of the superseded record, or choose one that names nothing.",
      )
    : fault("key: taken", `The key ${key} names another record.`);
}
