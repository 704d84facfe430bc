/**
 * What a reader calls a record: its author's key. Without one a letter and its place among the standing records of its
 * kind that this reader sees, as judgments (J1) and findings (F1) are numbered; else its id. Places depend on what is
 * visible and on nothing else; a key is a name that lasts.
 */
import { partOf, recordOf } from "../model/refs.ts";
import type { RecordType, Ref } from "../model/refs.ts";
import type { CaseFold } from "./fold.ts";
import { indexIn, keptIn } from "./kept.ts";

const LETTERS = [
  ["Question", "Q"],
  ["Claim", "C"],
  ["Event", "E"],
  ["Judgment", "J"],
] as const satisfies readonly (readonly [RecordType, string])[];

/** The name of a record or part; its id where the fold does not show it. */
export function nameOf(fold: CaseFold, ref: Ref): string {
  const whole = nameByRef(fold, ref);
  if (whole !== undefined) return whole;
  const id = recordOf(ref);
  const part = partOf(ref);
  const name = fold.get(id)?.body.key ?? nameByRef(fold, id) ?? id;
  return part === undefined ? name : `${name}#${part}`;
}

/** The record or part that has this name and no key. */
export function refNamed(fold: CaseFold, name: string): Ref | undefined {
  return refByName(fold).get(name);
}

const nameByRef = indexIn(namesOf);

const refByName = keptIn(
  (fold: CaseFold): ReadonlyMap<string, Ref> => new Map([...namesOf(fold)].map(([ref, name]) => [name, ref])),
);

function namesOf(fold: CaseFold): ReadonlyMap<Ref, string> {
  const keys = new Set(fold.keyed().map(({ body }) => body.key));
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
  return byRef;
}
