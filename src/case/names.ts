/**
 * What a reader calls a record: its author's key. Without one a letter and its place among the standing records of its
 * kind that this reader sees, as judgments (J1) and findings (F1) are numbered; else its id. Places depend on what is
 * visible and on nothing else; a key is a name that lasts.
 */
import { partOf, recordOf } from "../model/refs.ts";
import type { RecordType, Ref } from "../model/refs.ts";
import type { CaseFold } from "./fold.ts";
import { keptPer } from "./kept.ts";

const LETTERS = [
  ["Question", "Q"],
  ["Claim", "C"],
  ["Event", "E"],
  ["Judgment", "J"],
] as const satisfies readonly (readonly [RecordType, string])[];

interface Names {
  readonly byRef: ReadonlyMap<Ref, string>;
  readonly byName: ReadonlyMap<string, Ref>;
}

/** The name of a record or part; its id where the fold does not show it. */
export function nameOf(fold: CaseFold, ref: Ref): string {
  const { byRef } = namesOf(fold);
  const whole = byRef.get(ref);
  if (whole !== undefined) return whole;
  const id = recordOf(ref);
  const part = partOf(ref);
  const name = fold.get(id)?.body.key ?? byRef.get(id) ?? id;
  return part === undefined ? name : `${name}#${part}`;
}

/** The record or part that has this name and no key. */
export function refNamed(fold: CaseFold, name: string): Ref | undefined {
  return namesOf(fold).byName.get(name);
}

const namesOf = keptPer((fold: CaseFold): Names => {
  const keys = new Set(fold.visible.map(({ record }) => record.body.key));
  const byRef = new Map<Ref, string>();
  const add = (ref: Ref, name: string, keyed: boolean) => {
    // A key goes before a place: what an author calls Q2 is Q2.
    if (!keyed && !keys.has(name)) byRef.set(ref, name);
  };
  for (const [type, letter] of LETTERS)
    for (const [at, { id, body }] of fold.all(type).entries())
      add(id, `${letter}${at + 1}`, body.key !== undefined);
  const findings = fold
    .all("Run")
    .flatMap((run) => run.body.findings.map(({ id }) => ({ ref: `${run.id}#${id}`, key: run.body.key })));
  for (const [at, { ref, key }] of findings.entries()) add(ref, `F${at + 1}`, key !== undefined);
  return { byRef, byName: new Map([...byRef].map(([ref, name]) => [name, ref])) };
});
