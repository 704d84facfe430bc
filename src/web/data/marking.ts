/** The marking that a form chooses: a level, and need-to-know groups as JSON, since a form holds plain texts. */
import type { Marking, Tlp } from "../../model/marking.ts";

export interface Marked {
  readonly tlp: Tlp;
  readonly groups?: string;
}

export function markingOf({ tlp, groups }: Marked): Marking {
  const named = groups === undefined ? [] : (JSON.parse(groups) as string[]);
  return named.length === 0 ? { tlp } : { tlp, groups: named };
}

/** The same choice as fields of a form. */
export function fieldsOf({ tlp, groups = [] }: Marking): Required<Marked> {
  return { tlp, groups: JSON.stringify(groups) };
}

/** Same level, same groups. */
export function sameReaders(a: Marking, b: Marking): boolean {
  const groups = (marking: Marking) => JSON.stringify([...(marking.groups ?? [])].sort());
  return a.tlp === b.tlp && groups(a) === groups(b);
}
